"""Numbers changed one at a time in the drafted text of each standard: how many are noticed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.truth.consistent import consistent
from generator.flow.case import Case
from generator.flow.published_case import PublishedCase
from generator.recognition.published import published
from generator.recognition.source import of_text
from generator.recognition.stated import Stated
from generator.standard.equation import parse_years
from generator.standard.model import Standard
from generator.words.folding import fold
from generator.writers import write_text

_NUMBER = re.compile(r"(?<![\d.〔（(第])(\d+(?:\.\d+)?)(件|条|次|人次|人|名|万元|元|%|％|个|期|篇|场|份|宗|起|部)")
_ANY = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
_ATTACHED = re.compile(r"^\s*(?:附件|附表)\d?\s*[:：]?\s*$")


class Change(NamedTuple):
    """A number that was changed: the words around it, whether it stands in the file twice, whether it was noticed."""

    words: str
    twice: bool
    noticed: bool


def year_of(standard: Standard) -> int:
    """A year of the standard in which nothing it asks for must be nought."""
    first, last = parse_years(standard.file.years)
    return max(first, min(last, 2023 if standard.school or last > 2018 else 2015))


def text_of(standard: Standard, seed: int = 1) -> str:
    """The text of a report drafted from a consistent form, every figure filled."""
    return write_text(Case(consistent(standard, year_of(standard), seed)).document)


def changed(standard: Standard, text: str) -> Iterator[Change]:
    """Change every number with a unit in turn, and see whether anything new is told."""
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if _ATTACHED.match(line)), len(lines))
    stands = Counter(number for line in lines for number in _ANY.findall(line))
    as_it_is = _told(standard, text)
    for at, line in enumerate(lines[:end]):
        for found in () if "|" in line else _NUMBER.finditer(line):
            other = line[: found.start(1)] + _other(found[1], found[2]) + line[found.end(1) :]
            noticed = bool(_told(standard, "\n".join([*lines[:at], other, *lines[at + 1 :]])) - as_it_is)
            yield Change(line[max(0, found.start() - 18) : found.end() + 4].strip(), stands[found[1]] > 1, noticed)


def _told(standard: Standard, text: str) -> Counter[tuple[str, str, str]]:
    found = published(of_text("report.txt", fold(text)), Stated(standard.id, year_of(standard)))
    findings = PublishedCase(found.answers, published=found).findings
    return Counter(
        (f.code, str(f.place), re.sub(r"\d+(?:\.\d+)?", "#", f.message)) for f in findings if f.severity != "unfilled"
    )


def _other(number: str, unit: str) -> str:
    if "." in number:
        return f"{float(number) + 7:.{len(number.split('.')[1])}f}"
    return "88" if unit in "%％" and int(number) > 80 else str(int(number) + 7)
