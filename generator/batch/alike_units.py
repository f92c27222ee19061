"""Units alike (D2): whose own words are another unit's, found without comparing every pair.

Each unit's words are put aside on disk; in memory stay a few hashes a unit. Units that share hashes are candidates, and
only candidates are compared sentence by sentence.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz

from generator.batch.disk_list import DiskList
from generator.batch.own_words import OwnSentence, OwnWords, is_problems
from generator.examination.findings import Finding
from generator.examination.valuation import TEXT_ORDER
from generator.proofreading.catalogue import parameters

CODE = "D2"
LENGTH, LENGTH_PROBLEMS = 200, 80  # characters below which a text is too short to tell
ALIKE = 85  # per cent from which two sentences are the same sentence
NEIGHBOURS = 3  # holders of a hash that a unit is paired with
SHARED = 2  # hashes that two units must share to be compared; one may be a stock phrase
CANDIDATES = 6  # units that one unit is compared with
QUOTED = 40


class Likeness(NamedTuple):
    """A unit whose words are another's: the share, and a sentence they have in common."""

    unit: int
    other: int
    share: float
    problems: bool
    sentence: OwnSentence


class UnitTexts:
    """The words of all units, to be compared when all have come; `add` returns the number a unit is known by."""

    def __init__(self) -> None:
        self.sentences: DiskList[tuple[OwnSentence, ...]] = DiskList()
        self.sketches: tuple[array[int], array[int]] = (array("Q"), array("Q"))

    def add(self, own: OwnWords | None) -> int:
        number = len(self.sentences)
        self.sentences.append(own.sentences if own else ())
        if own:
            for kept, sketch in zip(self.sketches, (own.sketch, own.problems_sketch), strict=True):
                kept.extend(hashed << 24 | number for hashed in sketch)
        return number

    def alike(self) -> Iterator[Likeness]:
        """Every unit that is like another, once for its whole text and once for its chapter on problems."""
        found: dict[tuple[int, bool], Likeness] = {}
        for problems, sketches in enumerate(self.sketches):
            for one, other in _candidates(sketches):
                for likeness in self._compared(one, other, bool(problems)):
                    key = (likeness.unit, likeness.problems)
                    if key not in found or found[key].share < likeness.share:
                        found[key] = likeness
        for (unit, problems), likeness in sorted(found.items()):
            if not problems or (unit, False) not in found:
                yield likeness

    def _compared(self, one: int, other: int, problems: bool) -> Iterator[Likeness]:
        limits = parameters().sameness
        least = limits["unit_problems" if problems else "units"] / 100
        length = LENGTH_PROBLEMS if problems else LENGTH
        texts = [[p for p in self.sentences[n] if not problems or is_problems(p.slot)] for n in (one, other)]
        for (unit, mine), (partner, theirs) in (
            ((one, texts[0]), (other, texts[1])),
            ((other, texts[1]), (one, texts[0])),
        ):
            if sum(len(sentence.text) for sentence in mine) < length:
                continue
            common = _common(mine, theirs)
            share = sum(len(p.folded) for p in common) / sum(len(p.folded) for p in mine)
            if share >= least:
                yield Likeness(unit, partner, share, problems, max(common, key=lambda p: len(p.folded)))


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


def _common(mine: list[OwnSentence], theirs: list[OwnSentence]) -> list[OwnSentence]:
    """The sentences of mine that stand, word for word or nearly, among theirs."""
    known = {sentence.folded for sentence in theirs}
    return [sentence for sentence in mine if sentence.folded in known or _nearly(sentence.folded, known)]


def _nearly(folded: str, known: Iterable[str]) -> bool:
    near = (other for other in known if abs(len(other) - len(folded)) * 3 <= len(folded))
    return any(fuzz.ratio(folded, other, score_cutoff=ALIKE) for other in near)


def alike_finding(likeness: Likeness, other: str) -> Finding:
    """The likeness as a warning, at the sentence, naming the other unit."""
    what = "第五部分（问题和改进）" if likeness.problems else "自己写的文字"
    quoted = likeness.sentence.text
    quoted = quoted if len(quoted) <= QUOTED else f"{quoted[:QUOTED]}……"
    return Finding(
        CODE,
        "warning",
        likeness.sentence.place,
        "与其他单位雷同",
        f"{what}有 {likeness.share:.0%} 与“{other}”的相同，如“{quoted}”",
        "按本单位的实际情况重写；报告内容雷同的，会被通报或者扣分",
        order=(TEXT_ORDER, 2000),
    )
