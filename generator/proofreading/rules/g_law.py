"""Rules G and H6: the law, the documents, the terms and the phrases of the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.catalogue import Span
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily
from generator.words.sentences import sentences

_NUMBERED = lazily(
    r"《(?P<name>[^《》]{4,60})》[（(](?P<number>[^（）()，。；]{0,16}(?:令第?\d+号|第\d+号令|[〔\[【（(]20\d\d[〕\]】）)]\d+号))"
)


_A_DAY = r"20\d\d年\d{1,2}月\d{1,2}日"
_IN_FORCE = lazily(
    rf"《(?P<name>[^《》]{{6,40}})》[^，。；]{{0,10}}自(?P<day>{_A_DAY})起?(?:正式|开始)?(?:施行|实施)"
    rf"|自(?P<day2>{_A_DAY})(?:起)?[，,]?《(?P<name2>[^《》]{{6,40}})》(?:正式|开始)?(?:施行|实施)"
)


def outdated(reading: Reading) -> Iterator[Remark]:
    """Words that do not fit the year or the kind of office; each is told once (G1–G3, G5, G6, G8, H6)."""
    manuscript, words = reading.manuscript, reading.words
    for span in (*words.law, *words.terms, *words.abolished, *words.phrases):
        apt = span.concerns(manuscript.standard) and not span.fits(reading.year)
        if apt and (found := _first(manuscript, span)):
            passage, sentence, word = found
            yield Remark(span.code, passage, quoted(sentence, word), _message(span, word, reading.year))


def numbers_of_papers(reading: Reading) -> Iterator[Remark]:
    """Another number behind the name of a law or paper than its own (G9); told once a paper."""
    told: set[str] = set()
    for passage in reading.manuscript.own():
        for found in _NUMBERED.finditer(passage.text) if "》" in passage.text else ():
            name = found["name"]
            known = next(
                (key for key in reading.words.numbers if key == name or (len(name) > 6 and key.endswith(name))), ""
            )
            right = reading.words.numbers.get(known, [])
            if known and name not in told and not {_digits(one) for one in right} & {_digits(found["number"])}:
                told.add(name)
                message = f"《{name}》的文号是{'、'.join(right)}，这里写的是{found['number']}"
                yield Remark("G9", passage, quoted(passage.text, found["number"]), message)


def days_in_force(reading: Reading) -> Iterator[Remark]:
    """Another day than that on which a law came into force (G9)."""
    for passage in reading.manuscript.own():
        for found in _IN_FORCE.finditer(passage.text) if "施行" in passage.text else ():
            name, day = found["name"] or found["name2"], found["day"] or found["day2"]
            known = next((key for key in reading.words.effective if key == name or key.endswith(name)), "")
            if known and day not in (days := reading.words.effective[known]):
                message = f"《{name}》自{'、'.join(days)}起施行，这里写的是{day}"
                yield Remark("G9", passage, quoted(passage.text, day), message)


def _digits(number: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", number))


def _first(manuscript: Manuscript, span: Span) -> tuple[Passage, str, str] | None:
    """The first sentence with the word, where what must be near is there and what excuses it is not."""
    pattern = re.compile(span.words)
    for passage in manuscript.passages:
        if passage.kind == "aside" or not passage.own or not pattern.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            found = pattern.search(sentence)
            excused = span.unless and re.search(span.unless, sentence)
            if found and not excused and re.search(span.near, sentence):
                return passage, sentence, found[0]
    return None


def _message(span: Span, word: str, year: int) -> str:
    if span.kind == "高校":
        return f"“{word}”是行政机关年报的依据，高校年报不用"
    instead = f"；{year}年度应是{span.instead}" if span.instead else ""
    return f"“{word}”是{span.fitting(year)}的报告用的{instead}"
