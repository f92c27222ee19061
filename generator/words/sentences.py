"""A paragraph cut into sentences, and a sentence into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?")
_CLAUSE = re.compile(r"[，、：（）():“”\"《》〈〉]|,(?!\d{3}(?!\d))|(?<!\d),|(?<=[件条次篇人个份宗])(?:和|及|以及)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_QUOTED = re.compile("“[^”“]*”|《[^》《]*》")
_JOINED = (
    (re.compile(r"公民、法人(?:和|或|或者|及|以及)其他组织"), ""),
    (
        re.compile(
            r"复议(?:申请|案件)?(?:、|，|,|和|或|或者|以及|及|与|及其)(?:被)?(?:提起|提出|申请)?(?:的)?(?:行政)?(?:诉讼|起诉)"
        ),
        "复议诉讼",
    ),
    (re.compile(r"专[（(]兼[)）]职|专、兼职|专职、兼职|专职和兼职"), "专兼职"),
    (re.compile(r"培训(班?\d+[次期场])(?=\d+人)"), r"培训\1，培训"),
)


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, which rule after rule asks for."""
    return tuple(sentence for found in _SENTENCE.finditer(text) if (sentence := found[0].strip()))


def unquoted(text: str) -> str:
    """A text without what stands in quotation marks and titles of documents."""
    return _QUOTED.sub("", text)


def lead_of(text: str) -> tuple[str, str]:
    """A short lead such as `3、政务微博。` and the rest; no lead is the empty text."""
    found = re.match(
        r"^(?:\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]+[)）])?\s*([^，。；：:、\d]{2,10})[。：:](?=.)", text
    )
    return (found[1], text[found.end() :]) if found else ("", text)


def clauses(sentence: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a sentence without spaces, each with whether it goes on a list (、)."""
    joined = re.sub(r"\s+", "", _THOUSANDS.sub("", sentence)).rstrip("。；！？;!?.")
    for pattern, instead in _JOINED:
        joined = pattern.sub(instead, joined)
    at, mark = 0, ""
    for found in _CLAUSE.finditer(joined):
        if joined[at : found.start()]:
            yield joined[at : found.start()], mark == "、"
        at, mark = found.end(), found[0]
    if joined[at:]:
        yield joined[at:], mark == "、"
