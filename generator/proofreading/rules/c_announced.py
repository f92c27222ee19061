"""Rule C7: the parts that the opening lists are there, and as many as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.numerals import number_of, numeral
from generator.words.patterns import lazily
from generator.words.sentences import sentences
from generator.words.titles import core

_LISTED = lazily(
    r"(?:由|包括|包含|分为|内容为|内容有|共分|主要有)[：:]?(?P<parts>(?:[^。；：:]|[：:](?!\d))*?)"
    r"(?:(?:等)?(?:共)?(?P<number>[一二三四五六七八九十\d]{1,2})?(?:个|大)?(?:部分|方面|章节?|项内容)|组成|$)"
)
_ASIDE = lazily("附[件表]|统计|电子|图表|专有名词|引言")
_ENDS = lazily("[。；：:！？]$")
_AND = lazily("[和及]")
_SHARED = 60  # percent of a part's own letters that a heading must have
_FEWEST = 3


class Announced(NamedTuple):
    """The parts that a sentence lists, how many it lists or may be said to, and how many it says there are (0: not said)."""

    parts: list[str]
    listed: int
    counts: range
    number: int


@lru_cache(maxsize=64)
def announced(sentence: str) -> Announced | None:
    """The list of parts in a sentence of the opening; None when it holds none."""
    found = _LISTED.search(sentence.rstrip("。； "))
    if not found or not re.search("报告|年报|全文", sentence):
        return None
    listed = found["parts"].rstrip("，,、等共 ")
    parts = re.split("[，,]", listed)
    counts = range(len(parts), len(parts) + len(_AND.findall(parts[-1])) + 1)
    if len(parts) < _FEWEST:  # a mark inside of a part is the one between parts
        parts = re.split("[，,、]", listed)
        counts = range(_FEWEST, len(parts) + len(_AND.findall(parts[-1])) + 1)
    named = [part.strip() for part in parts if len(core(part)) >= 2 and not _ASIDE.search(part)]
    return (
        Announced(named, len(parts), counts, number_of(found["number"] or "") or 0) if len(parts) >= _FEWEST else None
    )


def parts_missing(reading: Reading) -> Iterator[Remark]:
    """Parts that the opening lists and that are not there, and a list with more or fewer parts than it says (C7)."""
    manuscript = reading.manuscript
    heads = [core(passage.text) for passage in manuscript.headings()]
    if not manuscript.published and not any(p.own for p in manuscript.passages):
        return
    for passage, sentence in opening(manuscript):
        if found := announced(sentence):
            yield from _compared(reading, passage, sentence, found, heads)
            return


def in_opening(passage: Passage) -> bool:
    """Whether a passage stands before the first chapter."""
    return not passage.chapter and passage.heading in ("", "开头")


def opening(manuscript: Manuscript) -> Iterator[tuple[Passage, str]]:
    """The sentences before the first chapter; one that is broken over lines is one, at its first line."""
    first, text = None, ""
    for passage in manuscript.paragraphs():
        if not in_opening(passage):
            break
        first, text = first or passage, text + passage.text
        if _ENDS.search(text):
            yield from ((first, sentence) for sentence in sentences(text))
            first, text = None, ""
    if first:
        yield from ((first, sentence) for sentence in sentences(text))


def _compared(
    reading: Reading, passage: Passage, sentence: str, found: Announced, heads: list[str]
) -> Iterator[Remark]:
    known = set(heads)
    missing = [p for p in found.parts if core(p) not in known and not any(_is(core(p), head) for head in heads)]
    if missing and not reading.cut and len(heads) > 1:
        message = f"开头说有“{'”“'.join(missing)}”，正文没有这一部分"
        yield Remark("C7", passage, quoted(sentence, missing[0]), message)
    if found.number and found.number not in found.counts:
        message = f"开头列出{numeral(found.listed)}个部分，却写“{numeral(found.number)}”个部分"
        yield Remark("C7", passage, quoted(sentence, "部分"), message, "数一数列出的部分，改正个数")


def _is(part: str, head: str) -> bool:
    """Whether a heading is the part: it has most of the part's own letters, or all its own words stand in the part."""
    if len(head) >= 2 and head in part:
        return True
    return sum(letter in head for letter in part) * 100 >= len(part) * _SHARED
