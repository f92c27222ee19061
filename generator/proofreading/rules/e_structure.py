"""Rule E: chapters, their order and numbers, and the matters a report must speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.proofreading.catalogue import Matter
from generator.proofreading.manuscript import LEVELS, Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.numerals import NUMERAL, number_of, numeral
from generator.words.patterns import lazily

_ORDINAL = lazily(r"(?:^|[，。；：、\s])([一二三四五六七八九十]{1,2})是(?!否|不|非|指|以上)")
_WORK_SUMMARY = lazily(r"工作总结|工作汇报|情况汇报|工作简报|情况简报")


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
    yield from _headings(reading.manuscript)
    yield from _ordinals(reading.manuscript)


def _headings(manuscript: Manuscript) -> Iterator[Remark]:
    """Told at what the office wrote: a number of the program's own is only wrong by one that was pasted before it."""
    last: dict[int, tuple[int, Passage]] = {}
    blamed: set[int] = set()
    restarted: set[str] = set()  # answers that count 一、二、 for themselves
    for passage in manuscript.passages:
        if manuscript.published and re.search(r"^附[:：]|附[件表]|统计表", passage.text[:30]):
            return
        level, number = _numbered(passage)
        if passage.kind not in ("heading", "prose") or not level:
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


def matters(reading: Reading) -> Iterator[Remark]:
    """Matters the law asks for that the report does not speak of (E3, E4, E9)."""
    manuscript, words = reading.manuscript, reading.words
    listed = words.university_matters if manuscript.school else words.matters
    if manuscript.school and not any(reading.stands_in(p, "evaluation") for p in manuscript.paragraphs()):
        return
    text = manuscript.text + "\n".join(line.text for line in manuscript.tables)
    if not manuscript.published:
        text += "\n".join(table.title for table in manuscript.standard.tables.values())
    if manuscript.year <= 2018 and not manuscript.school and not re.search("问题|不足|差距|打算", text):
        return  # the end of the text is not there
    lacking: dict[str, list[Matter]] = {}
    for matter in listed:
        due = matter.fits(manuscript.year) and matter.concerns(manuscript.standard)
        its = not matter.whose or (manuscript.government and not reading.cut)
        if due and its and not re.search(matter.words, text):
            lacking.setdefault(matter.code, []).append(matter)
    for code, missing in lacking.items():
        yield Remark(code, None, "", f"全文没有写到{'、'.join(m.name for m in missing)}")


def aspects(reading: Reading) -> Iterator[Remark]:
    """The five aspects of chapter one, where the form prescribes its chapters (E2)."""
    if not reading.manuscript.standard.file.official_chapters or reading.cut:
        return
    first = [p for p in reading.manuscript.passages if reading.stands_in(p, "overview")]
    text = "\n".join(p.text for p in first)
    if len(text) < 80:
        return
    missing = [aspect.name for aspect in reading.words.aspects if not re.search(aspect.words, text)]
    if missing:
        yield Remark("E2", first[0], "", f"“总体情况”一章没有写到{'、'.join(missing)}")


def chapters(reading: Reading) -> Iterator[Remark]:
    """Chapters of the official form that are missing or out of order; a text that ends early is told to end early (E1)."""
    manuscript = reading.manuscript
    if not manuscript.published or not manuscript.standard.file.official_chapters:
        return
    heads, at = reading.chapters
    told = [place for place in at.values() if place is not None]
    if len(heads) < 3 or len(told) < 2:
        return
    if told != sorted(told):
        late = next(heads[b] for a, b in pairwise(told) if b < a)
        yield Remark("E1", late, quoted(late.text), "章的顺序和规定的格式不一样")
    if reading.cut:
        last, message = heads[max(told)], "全文到这一章为止，后面的章没有看到；如果文本不完整，请换完整的再核对"
        yield Remark("E1", last, quoted(last.text), message)
        return
    missing = [title for title, place in at.items() if place is None]
    if missing:
        yield Remark("E1", None, "", f"没有“{'”“'.join(missing)}”{'一章' if len(missing) == 1 else '各章'}")


def title_of_a_summary(reading: Reading) -> Iterator[Remark]:
    """A published title that calls the report a summary of work (E11)."""
    for passage in reading.manuscript.passages if reading.manuscript.published else ():
        if passage.kind == "title" and _WORK_SUMMARY.search(passage.text) and "年度报告" not in passage.text:
            yield Remark("E11", passage, quoted(passage.text), "题目写成了总结、汇报，不是年度报告")
            return


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
