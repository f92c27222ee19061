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
_COUNTED_LIST = lazily(
    r"(?P<names>(?:[\u4e00-\u9fff“”]{2,14}、){2,14}[\u4e00-\u9fff“”]{2,14}?)(?P<number>\d{1,2}|[两三四五六七八九十]{1,2})(?:个|类|项|大)(?P<what>(?:一级|二级|三级)?(?:目录|栏目|专栏|板块))"
)
_LAST_AND = lazily("[\u4e00-\u9fff]{2}(?:和|及|与|以及)(?=[\u4e00-\u9fff”]{2})")


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


def lists_counted(reading: Reading) -> Iterator[Remark]:
    """A list of names with a number of them that is another: `甲、乙、丙和丁3个栏目` (C7)."""
    for passage in reading.manuscript.prose():
        for found in _COUNTED_LIST.finditer(passage.text):
            names = found["names"]
            listed, said = (
                names.count("、") + 1 + len(_LAST_AND.findall(names.rpartition("、")[2])),
                number_of_digits(found["number"]),
            )
            if said and said != listed and not names.endswith("等"):
                message = f"列了{listed}个，却写“{found['number']}个{found['what']}”"
                yield Remark("C7", passage, quoted(passage.text, found[0]), message, "数一数列出的，改正个数")


def number_of_digits(number: str) -> int:
    """A number in digits or Chinese numerals; nought when it is none."""
    return int(number) if number.isdecimal() else int(number_of(number) or 0)


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
