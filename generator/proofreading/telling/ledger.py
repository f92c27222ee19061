"""The ledger: what the numbers of a text tell for certain, each with its figure and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.telling.drafted import DraftedWords, Share, numbers_in, skeleton
from generator.proofreading.telling.reckoning import Cells
from generator.words.sentences import sentences

_MARK = re.compile("[，、；：（）。()]")
_LABELLED = re.compile(
    r"(?:(?P<year>\d{4})年度?|本年度?|今年|全年)?(?:共|共计)?(?P<label>[^\d]{3,}?)(?:总数|数量)?(?:共|共计|为|是|达|达到|有)*(?P<n>\d{1,12}(?:\.\d+)?)(?P<unit>\D{1,2})"
)
_MARKS = "，、；：（）。()"


class Entry(NamedTuple):
    """A number told in the text: the figures it tells, the numbers it is the share of, or the number the form prints there."""

    told: Cells | Share | Decimal
    value: Decimal
    words: str
    passage: Passage
    sentence: str


class Ledger(NamedTuple):
    """The entries in reading order, and the sentences, by passage, whose numbers are all told by them."""

    entries: tuple[Entry, ...]
    compared: frozenset[tuple[int, str]]


def ledger_of(manuscript: Manuscript, words: DraftedWords) -> Ledger:
    """What the office's own prose tells in the words of the drafts."""
    entries: list[Entry] = []
    compared: set[tuple[int, str]] = set()
    for passage in manuscript.prose():
        for sentence in sentences(passage.text):
            slots = words.slots(skeleton(sentence, manuscript.agency))
            if not any(slots):
                entries += _by_label(words, manuscript.year, passage, sentence)
            if any(slots):
                compared.add((id(passage), sentence))
                for slot, found in zip(slots, numbers_in(sentence), strict=False):
                    if slot is not None:
                        said = _clause(sentence, found.start(), found.end())
                        entries.append(Entry(slot, Decimal(found[0]), said, passage, sentence))
    return Ledger(tuple(entries), frozenset(compared))


def _by_label(words: DraftedWords, year: int, passage: Passage, sentence: str) -> Iterator[Entry]:
    """Numbers told behind the very label of a question: `政务新媒体账号共3个`."""
    for clause in _MARK.split(sentence):
        found = _LABELLED.fullmatch(clause.strip())
        cells = words.labels.get((found["label"], found["unit"])) if found else None
        if found and cells and found["year"] in (None, str(year)):
            yield Entry(cells, Decimal(found["n"]), clause.strip(), passage, sentence)


def _clause(sentence: str, start: int, end: int) -> str:
    """The words of a sentence around a number, up to the marks beside it."""
    first = max(sentence.rfind(mark, 0, start) for mark in _MARKS) + 1
    last = min((at for at in (sentence.find(mark, end) for mark in _MARKS) if at >= 0), default=len(sentence))
    return sentence[first:last].strip()
