"""Who is who: the unit of the list that a name is, or is like. What is only like is proposed and never taken for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from generator.batch.unit_list import Unit, unit_key
from generator.words.characters import plain

ENOUGH, MARGIN = 72, 8  # per cent of likeness, and how much more than that of the next
_MARKED = re.compile(r"[(（\[【].*?(?:章|盖章|公章|全称|代章)[)）\]】]")
_PLACE = re.compile(r"^.*?[省市县区州盟旗]")
_BEFORE = re.compile(r"^.{2,}?[省市县区州盟旗](?=.{3,}$)")
_WORDS = (("人民政府办公室", "政府办"), ("人民政府", "政府"), ("委员会", "委"), ("办公室", "办"))


class UnitNames:
    """The units of a list by their names; `known` are the names and other names as they stand there, space and width apart."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.known = {unit_key(alias): unit for unit in units for alias in unit.aliases}
        self.known |= {unit.key: unit for unit in units}
        found = _PLACE.match(_shared_start([unit.key for unit in units]))
        self.place = found[0] if found else ""

    def unit(self, name: str) -> Unit | None:
        """The unit that is called so on the list."""
        return self.known.get(unit_key(name))

    def like(self, name: str) -> Unit | None:
        """The one unit that a name not on the list is surely like; None when there is none, or more than one."""
        key = self._core(name)
        if len(key) < 2:
            return None
        bare = _BEFORE.sub("", key) if not self.place else key  # the list writes 教育局 alone
        same = [unit for core, unit in self._cores if core in (key, bare)]
        short = same or [unit for core, unit in self._cores if _shortened(key, core) or _shortened(core, key)]
        units = {unit.key: unit for unit in short}
        if units:
            return next(iter(units.values())) if len(units) == 1 else None
        return self._alike(key)

    def in_text(self, text: str) -> Unit | None:
        """The unit whose name, the longest there is, stands in a text such as the name of a file."""
        folded = unit_key(text)
        found = [(len(key), unit) for key, unit in self.known.items() if len(key) > 2 and key in folded]
        return max(found, key=lambda one: one[0])[1] if found else None

    def _alike(self, key: str) -> Unit | None:
        from rapidfuzz import fuzz, process

        found = process.extract(key, [core for core, _ in self._cores], scorer=fuzz.ratio, limit=5)
        best = [(score, self._cores[at][1]) for _, score, at in found if score >= ENOUGH - MARGIN]
        if not best or best[0][0] < ENOUGH:
            return None
        rival = next((score for score, unit in best[1:] if unit.key != best[0][1].key), 0)
        return best[0][1] if best[0][0] - rival >= MARGIN else None

    @cached_property
    def _cores(self) -> list[tuple[str, Unit]]:
        return [(self._core(name), unit) for unit in self.units for name in (unit.name, *unit.aliases)]

    def _core(self, name: str) -> str:
        """A name without its place and stamp, its long words made short."""
        core = unit_key(_MARKED.sub("", plain(name))).removeprefix(self.place)
        if core and core[0] in "县市区" and len(core) > 3:
            core = core[1:]  # 县教育局
        for long, short in _WORDS:
            core = core.replace(long, short)
        return core


def _shared_start(names: Sequence[str]) -> str:
    """What all names begin with, where there are several."""
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)
    return next((first[:n] for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), first)


def _shortened(short: str, name: str) -> bool:
    """Whether a name is the short form of another: its characters in their order, the last the same."""
    if not 3 <= len(short) < len(name) or short[-1] != name[-1] or short[0] != name[0]:
        return False
    rest = iter(name)
    return all(char in rest for char in short)
