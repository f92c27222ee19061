"""The automatic numbers of a Word file, as they are printed in front of its paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.readers.number_forms import written_number
from generator.readers.word_elements import Element, W, switch, value, whole
from generator.readers.word_styles import WordStyles
from generator.readers.word_symbols import symbol

_LEVELS, _MOST = 9, 32767
_PLACE = re.compile("%([1-9])")
_CLOSED = tuple("、。．，：）】》」")  # behind these no gap is seen


class _Level(NamedTuple):
    """One level of a list: where it starts, how its number is written, and the text around the numbers of all levels.

    `restart` is the level, counted from 1, after which it starts anew; 0 never. `style` is the paragraph style bound to it.
    """

    start: int
    form: str
    text: str
    gap: str
    restart: int
    decimal: bool
    style: str


class _Numbered(NamedTuple):
    """A list as paragraphs name it: the definition it shares its count with, its levels, where it begins a count of its own."""

    shared: str
    levels: dict[int, _Level]
    begins: dict[int, int]


class WordNumbering:
    """The lists of a file and how far each has counted; paragraphs are to be told in reading order."""

    def __init__(self, root: Element | None, styles: WordStyles) -> None:
        self._styles = styles
        self._definitions = _by_id(root, "abstractNum", "abstractNumId")
        self._numbers = _by_id(root, "num", "numId")
        self._known: dict[str, _Numbered | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number: str, level: str, style: str = "") -> str:
        """The number of the next paragraph of a list and what stands between it and the text; nothing where there is none.

        A paragraph that does not say its level is of the one bound to its style.
        """
        found = self._numbered(number) if number else None
        if found is None:
            return ""
        bound = next((depth for depth, rule in found.levels.items() if style and rule.style == style), 0)
        depth = whole(level, bound, _LEVELS - 1)
        rule = found.levels.get(depth)
        if rule is None:
            return ""
        counts = self._counted(number, found, depth)
        if rule.form == "bullet":
            return rule.text + rule.gap
        text = _PLACE.sub(lambda at: _written(found, counts, int(at[1]) - 1, rule), rule.text)
        return text if not text or (rule.gap and text.endswith(_CLOSED)) else text + rule.gap

    def _counted(self, number: str, found: _Numbered, depth: int) -> list[int | None]:
        """The counts of all levels, one further at this depth."""
        counts = self._counts.setdefault(found.shared, [None] * _LEVELS)
        if depth in found.begins and (number, depth) not in self._begun:
            counts[depth] = None
        self._begun.add((number, depth))
        for above in range(depth + 1):
            count = counts[above]
            if count is None:
                counts[above] = found.begins.get(above, found.levels[above].start if above in found.levels else 1)
            elif above == depth:
                counts[above] = min(count + 1, _MOST)
        for below in range(depth + 1, _LEVELS):
            if below not in found.levels or depth < found.levels[below].restart:
                counts[below] = None
        return counts

    def _numbered(self, number: str) -> _Numbered | None:
        if number not in self._known:
            self._known[number] = None  # a list that leads back to itself
            self._known[number] = self._read(number)
        return self._known[number]

    def _read(self, number: str) -> _Numbered | None:
        element = self._numbers.get(number)
        shared = value(element, "abstractNumId")
        definition = self._definitions.get(shared)
        if element is None or definition is None:
            return None
        linked = self._styles.named(value(definition, "numStyleLink"))
        base = self._numbered(linked.list) if linked else None
        levels = dict(base.levels) if base else _levels_of(definition)
        begins: dict[int, int] = {}
        for change in element.iterchildren(f"{W}lvlOverride"):
            depth = whole(change.get(f"{W}ilvl"), 0, _LEVELS - 1)
            levels.update(_levels_of(change, depth))
            if change.find(f"{W}startOverride") is not None:
                begins[depth] = whole(value(change, "startOverride"), 1, _MOST)
        return _Numbered(base.shared if base else shared, levels, begins)


def _by_id(root: Element | None, tag: str, name: str) -> dict[str, Element]:
    return {e.get(W + name, ""): e for e in root.iterchildren(W + tag)} if root is not None else {}


def _levels_of(parent: Element, depth: int | None = None) -> dict[int, _Level]:
    elements = parent.iterchildren(f"{W}lvl")
    return {whole(e.get(f"{W}ilvl"), 0, _LEVELS - 1) if depth is None else depth: _level(e) for e in elements}


def _level(element: Element) -> _Level:
    form = value(element, "numFmt") or "decimal"
    text = value(element, "lvlText")[:60]
    run = element.find(f"{W}rPr")
    if switch(run, "vanish"):
        text = ""
    if form == "bullet":
        fonts = run.find(f"{W}rFonts") if run is not None else None
        text = "".join(symbol(letter, fonts.get(f"{W}ascii", "") if fonts is not None else "") for letter in text)
    return _Level(
        whole(value(element, "start"), 1, _MOST),
        form,
        text,
        "" if value(element, "suff") == "nothing" else " ",
        whole(value(element, "lvlRestart"), _LEVELS, _LEVELS),
        bool(switch(element, "isLgl")),
        value(element, "pStyle"),
    )


def _written(found: _Numbered, counts: list[int | None], depth: int, rule: _Level) -> str:
    """The number of a level as this level shows it."""
    shown = found.levels.get(depth)
    count = counts[depth]
    if shown is None or count is None or shown.form == "none":
        return ""
    return str(count) if rule.decimal else written_number(count, shown.form)
