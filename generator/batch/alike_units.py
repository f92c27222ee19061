"""Units alike (D2): whose own words are another unit's, found without comparing every pair.

Each unit's words are put aside on disk; in memory stay a few hashes a unit. Units that share hashes are candidates, and
only candidates are compared sentence by sentence.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from generator.batch.disk_list import DiskList
from generator.batch.own_words import OwnSentence, OwnWords
from generator.examination.findings import TEXT_ORDER, Finding
from generator.proofreading.catalogue import parameters
from generator.words.likeness import likeness

CODE = "D2"
_LIMITS = ("units", "unit_sentences"), ("unit_problems", "unit_problem_sentences")  # per cent, sentences; on problems
NEIGHBOURS = 3  # holders of a hash that a unit is paired with
SHARED = 2  # hashes that two units must share to be compared; one may be a stock phrase
CANDIDATES = 6  # units that one unit is compared with
QUOTED = 40


class Likeness(NamedTuple):
    """A unit whose words are another's: how many in a hundred of its sentences, and a sentence they have in common."""

    unit: int
    other: int
    percent: int
    problems: bool
    sentence: OwnSentence


class UnitTexts:
    """The words of all units, to be compared when all have come; `add` returns the number a unit is known by."""

    def __init__(self) -> None:
        self.sentences = DiskList(tuple[OwnSentence, ...])
        self.sketches: tuple[array[int], array[int]] = (array("Q"), array("Q"))

    def add(self, own: OwnWords | None) -> int:
        number = len(self.sentences)
        self.sentences.append(own.sentences if own else ())
        if own:
            for kept, sketch in zip(self.sketches, own.sketches, strict=True):
                kept.extend(hashed << 24 | number for hashed in sketch)
        return number

    def alike(self) -> Iterator[Likeness]:
        """Every unit that is like another, once for its chapter on problems and once for all else."""
        found: dict[tuple[int, bool], Likeness] = {}
        for problems, sketches in enumerate(self.sketches):
            for one, other in _candidates(sketches):
                for alike in self._compared(one, other, bool(problems)):
                    key = (alike.unit, alike.problems)
                    if key not in found or found[key].percent < alike.percent:
                        found[key] = alike
        yield from (found[key] for key in sorted(found))

    def _compared(self, one: int, other: int, problems: bool) -> Iterator[Likeness]:
        limits = parameters().sameness
        least, enough = (limits[name] for name in _LIMITS[problems])
        units = {unit: [own for own in self.sentences[unit] if own.problems is problems] for unit in (one, other)}
        for unit, partner in ((one, other), (other, one)):
            mine = units[unit]
            found = likeness([own.folded for own in mine], [own.folded for own in units[partner]])
            if len(found.same) >= enough and found.percent > least:
                longest = max((mine[number] for number in found.same), key=lambda own: len(own.folded))
                yield Likeness(unit, partner, found.percent, problems, longest)


def _candidates(sketches: array[int]) -> Iterator[tuple[int, int]]:
    """Pairs of units that share hashes, each unit with those it shares most with."""
    pairs = array("Q")
    for _, group in groupby(sorted(sketches), key=lambda entry: entry >> 24):
        holders = [entry & 0xFFFFFF for entry in group]
        for at, unit in enumerate(holders):
            pairs.extend(unit << 24 | holder for holder in holders[max(0, at - NEIGHBOURS) : at])
    counted = ((pair, sum(1 for _ in same)) for pair, same in groupby(sorted(pairs)))
    for unit, partners in groupby(counted, key=lambda entry: entry[0] >> 24):
        best = sorted((one for one in partners if one[1] >= SHARED), key=lambda entry: -entry[1])[:CANDIDATES]
        yield from ((unit, pair & 0xFFFFFF) for pair, _ in best)


def alike_finding(alike: Likeness, other: str) -> Finding:
    """The likeness as a warning, at the sentence, naming the other unit."""
    what = "问题和改进一章的句子" if alike.problems else "自己写的句子"
    text = alike.sentence.text
    quoted = text if len(text) <= QUOTED else f"{text[:QUOTED]}……"
    return Finding(
        CODE,
        "warning",
        alike.sentence.place,
        "与其他单位雷同",
        f"{what}有 {alike.percent}% 与“{other}”的几乎相同，如“{quoted}”",
        "按本单位的实际情况重写；报告内容雷同的，会被通报或者扣分",
        order=(TEXT_ORDER, 2000),
    )
