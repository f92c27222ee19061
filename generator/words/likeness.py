"""Repeated of texts: which sentences of one stand in another, but for what differs between years and offices anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.words.characters import plain

ALIKE = 88  # per cent of their characters in which two sentences agree that are one sentence
SHORTEST = 8  # characters below which a sentence is not compared
_SHORTEST_NAME = 3
_SELF = re.compile(
    "我局|本局|我镇|本镇|我乡|本乡|我办|本办|我街道|本街道|我委|本委|本机关|我单位|本单位|我县|本县|全县|全局|全镇|全乡"
)
_CHANGING = re.compile(r"\d+(?:[.,]\d+)*%?|(?<![一二三四五六七八九十])[一二三四五六七八九十]+是|[\W_]+")


class Repeated(NamedTuple):
    """How many sentences of a text were compared, and the numbers, from 0, of those that stand in the other."""

    compared: int
    same: tuple[int, ...]

    @property
    def percent(self) -> int:
        return round(100 * len(self.same) / self.compared) if self.compared else 0


def unchanging(sentence: str, agency: str = "") -> str:
    """A sentence without what differs anyway: the name of its office, what it calls itself, numbers, punctuation."""
    folded, name = plain(sentence), plain(agency)
    for start in range(len(name) - _SHORTEST_NAME + 1):
        if name[start:] in folded:
            folded = folded.replace(name[start:], "我们")
            break
    return _CHANGING.sub("", _SELF.sub("我们", folded))


def likeness(mine: Sequence[str], theirs: Iterable[str]) -> Repeated:
    """The sentences of one text, each as `unchanging` leaves it, that stand, word for word or nearly, among those of another; short ones are not compared."""
    from rapidfuzz import fuzz, process  # loading it takes longer than checking a form

    known = dict.fromkeys(core for core in theirs if len(core) >= SHORTEST)
    compared = {number: core for number, core in enumerate(mine) if len(core) >= SHORTEST}
    choices = tuple(known)
    same = (
        number
        for number, core in compared.items()
        if core in known or process.extractOne(core, choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
    )
    return Repeated(len(compared), tuple(same))
