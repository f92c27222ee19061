"""Rules E10 and E5: the numbers of headings and lists, and the labels of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from generator.proofreading.manuscript import LEVELS, Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.numerals import NUMERAL, number_of, numeral
from generator.words.patterns import lazily

_ORDINAL = lazily(r"(?:^|[，。；：、\s])([一二三四五六七八九十]{1,2})是(?!否|不|非|指|以上)")


def _numbered(passage: Passage) -> tuple[int, int]:
    """The level and number at the head of a passage; (0, 0) when there is none."""
    for level, pattern in enumerate(LEVELS, 1):
        if pattern.match(passage.text):
            found = re.search(rf"{NUMERAL}|\d+", passage.text)
            number = number_of(found[0]) if found else None
            return (level, number) if number else (0, 0)
    return 0, 0


def numbering(reading: Reading) -> Iterator[Remark]:
    """Gaps and doubles in the numbers of headings, numbered paragraphs, and of 一是、二是 (E10)."""
    inside = list(_inside_a_section(reading))
    for section, passage in inside[:1]:
        message = f"“{quoted(section.text)[:20]}”里面又用“一、”编号，和各章的序号一样"
        yield Remark("E10", passage, quoted(passage.text)[:24], message, "章里面的小点用（一）、1.编号")
    yield from _headings(reading.manuscript, {id(passage) for _, passage in inside})
    yield from _ordinals(reading.manuscript)


def _inside_a_section(reading: Reading) -> Iterator[tuple[Passage, Passage]]:
    """What is numbered like a chapter inside a section of a prescribed chapter, each with the heading of that section."""
    manuscript = reading.manuscript
    if not manuscript.published or not manuscript.standard.file.official_chapters:
        return
    heads, at = reading.chapters
    official = {id(heads[place]) for place in at.values() if place is not None}
    section: Passage | None = None
    run: list[tuple[Passage, Passage]] = []
    for passage in manuscript.passages:
        level, number = _numbered(passage)
        if id(passage) in official:
            yield from run
            section, run = None, []
        elif passage.level == 2:
            section = passage
        elif section and level == 1 and passage.kind in ("heading", "prose") and (run or number == 1):
            run.append((section, passage))


def _headings(manuscript: Manuscript, inside: Set[int]) -> Iterator[Remark]:
    """Told at what the office wrote: a number of the program's own is only wrong by one that was pasted before it."""
    last: dict[int, tuple[int, Passage]] = {}
    blamed: set[int] = set()
    restarted: set[str] = set()  # answers that count 一、二、 for themselves
    for passage in manuscript.passages:
        if manuscript.published and re.search(r"^附[:：]|附[件表]|统计表", passage.text[:30]):
            return
        level, number = _numbered(passage)
        if passage.kind not in ("heading", "prose") or not level or id(passage) in inside:
            continue
        if passage.name and passage.own and level == 1 and (number == 1 or passage.name in restarted):
            restarted.add(passage.name)
            continue
        before, earlier = last.get(level, (0, passage))
        for below in range(level + 1, len(LEVELS) + 1):
            last.pop(below, None)
        last[level] = (number, passage)
        if number == before + 1 or before == 0 or (number == 1 and level > 1):
            continue
        if number == 1:
            return
        blame = passage if passage.own else earlier
        if blame.own and id(blame) not in blamed:
            blamed.add(id(blame))
            yield _misnumbered(passage, before, number, earlier.text)._replace(passage=blame)


def _misnumbered(passage: Passage, before: int, number: int, words: str) -> Remark:
    shown = re.match(r"^[（(]?第?[一二三四五六七八九十\d]+[)）]?", passage.text)
    head = shown[0] if shown else ""
    if number == before:
        message = f"序号“{head}”重复：前面已有“{quoted(words)[:20]}”"
    elif number < before:
        message = f"序号“{head}”排在“{quoted(words)[:20]}”后面，顺序不对"
    else:
        message = f"序号不连续：“{quoted(words)[:20]}”后面是“{head}”"
    return Remark("E10", passage, quoted(passage.text)[:24], message)


def _ordinals(manuscript: Manuscript) -> Iterator[Remark]:
    """`一是……三是……` in one paragraph."""
    for passage in manuscript.prose():
        before = 0
        for found in _ORDINAL.finditer(passage.text):
            number = number_of(found[1]) or 0
            if before and number not in (1, before + 1):
                told = "重复" if number == before else "不连续"
                message = f"“{found[1]}是”的序号{told}，前一个是“{numeral(before)}是”"
                yield Remark("E10", passage, quoted(passage.text, found[0]), message)
                break
            before = number


def labels_of_other_years(reading: Reading) -> Iterator[Remark]:
    """Row and column labels of another year's form; told once a form (E5)."""
    manuscript, words = reading.manuscript, reading.words
    if not manuscript.published or not manuscript.standard.file.official_chapters:
        return
    lines = sorted((*manuscript.passages, *manuscript.tables), key=lambda line: manuscript.line(line.place))
    cells = [(cell.strip(), line) for line in lines for cell in re.split(r"[|\t]|\s{2,}", line.text)]
    for span in (span for span in words.labels if not span.fits(manuscript.year)):
        wrong = re.compile(span.words)
        if line := next((line for cell, line in cells if wrong.fullmatch(cell)), None):
            message = f"这是{span.fitting(manuscript.year)}的格式的行名、列名，{manuscript.year}年度的表不是这样"
            yield Remark(span.code, line, quoted(line.text), message)


def labels_misspelt(reading: Reading) -> Iterator[Remark]:
    """Row and column labels that are only like the official ones; those of another year's form are told as such (E5)."""
    for official, said in reading.manuscript.labels:
        if not any(re.fullmatch(span.words, said.text) for span in reading.words.labels):
            yield Remark("E5", said, quoted(said.text), f"“{said.text}”和格式不一样，格式上是“{official}”")
