"""Rules G and H6: the law, the documents, the terms and the phrases of the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.catalogue import ParametersFile, Span
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.remarks import Remark, quoted
from generator.words.sentences import sentences


def law(manuscript: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    """Words that do not fit the year or the kind of office; each is told once."""
    for code, spans in (("G1", words.law), ("G5", words.terms), ("G6", words.abolished), ("H6", words.phrases)):
        for span in spans:
            apt = span.kind in ("", manuscript.standard.file.kind)
            if apt and not span.fits(manuscript.year) and (found := _first(manuscript, span)):
                passage, sentence, word = found
                yield Remark(
                    _code(code, span, manuscript),
                    passage,
                    quoted(sentence, word),
                    _message(span, word, manuscript.year),
                )


def _first(manuscript: Manuscript, span: Span) -> tuple[Passage, str, str] | None:
    """The first sentence with the word, where what must be near is there and what excuses it is not."""
    pattern = re.compile(span.words)
    for passage in manuscript.passages:
        if passage.kind == "aside" or not passage.own:
            continue
        if not pattern.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            found = pattern.search(sentence)
            if (
                not found
                or (span.near and not re.search(span.near, sentence))
                or (span.unless and re.search(span.unless, sentence))
            ):
                continue
            return passage, sentence, found[0]
    return None


def _code(code: str, span: Span, manuscript: Manuscript) -> str:
    """The law by its year, the format document, the universities: G1, G2, G3 and G8 are kept in one list."""
    if code != "G1":
        return code
    if span.kind == "高校":
        return "G8"
    if "公开办函" in span.words or "国办发" in span.words:
        return "G3"
    return "G1" if manuscript.year >= 2019 else "G2"


def _message(span: Span, word: str, year: int) -> str:
    if span.kind == "高校":
        return f"“{word}”是行政机关年报的依据，高校年报不用"
    instead = f"；{year}年度应是{span.instead}" if span.instead else ""
    return f"“{word}”是{span.fitting(year)}的报告用的{instead}"
