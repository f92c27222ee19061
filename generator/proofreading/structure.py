"""Rules E, C5, C7 and F: chapters, their order and numbers, and the matters a report must speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.proofreading.catalogue import Matter, ParametersFile
from generator.proofreading.clauses import sentences
from generator.proofreading.manuscript import LEVELS, Manuscript, Passage
from generator.proofreading.remarks import Remark, quoted
from generator.words.titles import alike, core

_NUMERALS = "一二三四五六七八九十"
_LISTED = re.compile(
    r"(?:由|包括|包含|分为|共分)(?P<parts>[^。；]{8,260}?)(?:等)?(?:(?:[一二三四五六七八九十\d]+|几)?个?(?:大)?(?:部分|方面)|(?=。))"
)
_ORDINAL = re.compile(r"(?:^|[，。；：、\s])([一二三四五六七八九十]{1,2})是(?!否|不|非|指|以上)")
_WORK_SUMMARY = re.compile(r"工作总结|工作汇报|情况汇报|工作简报|情况简报")


def structure(manuscript: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    """What is missing, out of order, or numbered wrongly."""
    yield from _numbering(manuscript)
    yield from _ordinals(manuscript)
    yield from _announced(manuscript)
    yield from _matters(manuscript, words)
    if manuscript.published:
        yield from _chapters(manuscript)
        yield from _title(manuscript)
        yield from _labels(manuscript, words)
    yield from _fee_notices(manuscript)


def numeral(text: str) -> int:
    """`十一` as 11; digits as they are."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMERALS.index(text) + 1
    return (10 * (_NUMERALS.index(tens) + 1) if tens else 10) + (_NUMERALS.index(ones) + 1 if ones else 0)


def _numbered(passage: Passage) -> tuple[int, int]:
    """The level and number at the head of a passage; (0, 0) when there is none."""
    for level, pattern in enumerate(LEVELS, 1):
        if pattern.match(passage.text):
            found = re.search(rf"[{_NUMERALS}]+|\d+", passage.text)
            return (level, numeral(found[0])) if found else (0, 0)
    return 0, 0


def _numbering(manuscript: Manuscript) -> Iterator[Remark]:
    """Gaps and doubles in the numbers of headings and numbered paragraphs."""
    last: dict[int, tuple[int, str]] = {}
    for passage in manuscript.passages:
        if re.search(r"^附[:：]|附[件表]|统计表", passage.text[:30]):
            return
        level, number = _numbered(passage)
        if passage.kind not in ("heading", "prose") or not level:
            continue
        before, words = last.get(level, (0, ""))
        for below in range(level + 1, len(LEVELS) + 1):
            last.pop(below, None)
        last[level] = (number, passage.text)
        if number == before + 1 or before == 0 or (number == 1 and level > 1):
            continue
        if number == 1:
            return
        yield _misnumbered(passage, before, number, words)


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
            number = numeral(found[1])
            if before and number not in (1, before + 1):
                told = "重复" if number == before else "不连续"
                yield Remark(
                    "E10",
                    passage,
                    quoted(passage.text, found[0]),
                    f"“{found[1]}是”的序号{told}，前一个是“{_word(before)}是”",
                )
                break
            before = number


def _word(number: int) -> str:
    return _NUMERALS[number - 1] if number <= 10 else f"十{_NUMERALS[number - 11]}"


def _announced(manuscript: Manuscript) -> Iterator[Remark]:
    """Parts that the opening lists and that are not there."""
    heads = [core(passage.text) for passage in manuscript.headings()]
    if len(heads) < 3 or (not manuscript.published and not any(p.own for p in manuscript.passages)):
        return
    for passage in manuscript.paragraphs():
        if passage.chapter or passage.heading not in ("", "开头"):
            return
        for sentence in sentences(passage.text):
            found = _LISTED.search(sentence)
            if not found or not re.search("报告|年报|全文", sentence):
                continue
            parts = re.split("[，,]", found["parts"])
            parts = parts if len(parts) > 2 else re.split("[，,、]", found["parts"])
            named = [
                part
                for part in parts
                if len(core(part)) >= 2 and not re.search("附[件表]|统计|电子|图表|专有名词|引言", part)
            ]
            missing = [part for part in named if not any(alike(part, head) for head in heads)]
            if missing and len(missing) * 2 < len(named):
                yield Remark(
                    "C7",
                    passage,
                    quoted(sentence, missing[0]),
                    f"开头说有“{'”“'.join(p.strip() for p in missing)}”，正文没有这一部分",
                )
            return


def _matters(manuscript: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    kind, year = manuscript.standard.file.kind, manuscript.year
    listed = words.university_matters if manuscript.school else words.matters
    if manuscript.school and not any(re.search("评议", p.chapter) for p in manuscript.paragraphs()):
        return
    text = manuscript.text + "\n".join(line for line, _ in manuscript.tables)
    if not manuscript.published:
        text += "\n".join(table.title for table in manuscript.standard.tables.values())
    if manuscript.year <= 2018 and not manuscript.school and not re.search("问题|不足|差距|打算", text):
        return  # the end of the text is not there
    lacking: dict[str, list[Matter]] = {}
    cut = _cut(manuscript)
    for matter in listed:
        if matter.whose and cut:
            continue
        due = matter.first <= year <= matter.last and matter.kind in ("", kind)
        if due and (matter.whose == "" or manuscript.government) and not re.search(matter.words, text):
            code = "E3" if matter.whose else "E9" if manuscript.school else "E4"
            lacking.setdefault(code, []).append(matter)
    for code, missing in lacking.items():
        yield Remark(code, None, "", f"全文没有写到{'、'.join(m.name for m in missing)}")
    if not cut:
        yield from _aspects(manuscript, words)


def _aspects(manuscript: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    """The five aspects of chapter one, where the form prescribes its chapters."""
    if not manuscript.standard.file.official_chapters:
        return
    first = [p for p in manuscript.passages if "总体情况" in (p.chapter or p.heading)]
    text = "\n".join(p.text for p in first)
    if len(text) < 80:
        return
    missing = [aspect.name for aspect in words.aspects if not re.search(aspect.words, text)]
    if missing:
        yield Remark("E2", first[0], "", f"“总体情况”一章没有写到{'、'.join(missing)}")


def _chapters(manuscript: Manuscript) -> Iterator[Remark]:
    """Chapters of the official form that are missing or out of order; a text that ends early is told to end early."""
    if not manuscript.standard.file.official_chapters:
        return
    titles = [chapter.title for chapter in manuscript.standard.file.chapters.values()]
    heads, at = _chapters_at(manuscript)
    told = [place for place in at if place is not None]
    if len(heads) < 3 or len(told) < 2:
        return
    if told != sorted(told):
        late = next(heads[b] for a, b in pairwise(told) if b < a)
        yield Remark("E1", late, quoted(late.text), "章的顺序和规定的格式不一样")
    if _cut(manuscript):
        last = heads[max(told)]
        yield Remark(
            "E1", last, quoted(last.text), "全文到这一章为止，后面的章没有看到；如果文本不完整，请换完整的再核对"
        )
        return
    missing = [title for title, place in zip(titles, at, strict=True) if place is None]
    if missing:
        yield Remark("E1", None, "", f"没有“{'”“'.join(missing)}”{'一章' if len(missing) == 1 else '各章'}")


def _chapters_at(manuscript: Manuscript) -> tuple[list[Passage], list[int | None]]:
    """The chapter headings, and for each official title the number of the heading that is it."""
    titles = [chapter.title for chapter in manuscript.standard.file.chapters.values()]
    heads = [passage for passage in manuscript.headings() if passage.level == 1]
    return heads, [next((n for n, h in enumerate(heads) if _same_chapter(title, h.text)), None) for title in titles]


def _cut(manuscript: Manuscript) -> bool:
    """Whether a published text ends before its last two chapters."""
    if not manuscript.published or not manuscript.standard.file.official_chapters:
        return False
    _, at = _chapters_at(manuscript)
    return at[-1] is None and at[-2] is None


def _same_chapter(title: str, head: str) -> bool:
    mine, other = core(title), core(head)
    return alike(title, head) or (bool(mine) and mine in other)


def _title(manuscript: Manuscript) -> Iterator[Remark]:
    for passage in manuscript.passages:
        if passage.kind == "title" and _WORK_SUMMARY.search(passage.text) and "年度报告" not in passage.text:
            yield Remark("E11", passage, quoted(passage.text), "题目写成了总结、汇报，不是年度报告")
            return


def _labels(manuscript: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    """Row and column labels of another year's form; told once a form."""
    if not manuscript.standard.file.official_chapters:
        return
    lines = [(p.text, p.place) for p in manuscript.passages] + list(manuscript.tables)
    for span in words.labels:
        wrong = re.compile(span.words)
        found = [
            (text, place)
            for text, place in lines
            for cell in re.split(r"[|\t]|\s{2,}", text)
            if wrong.fullmatch(cell.strip())
        ]
        if found and not span.fits(manuscript.year):
            text, place = min(found, key=lambda line: line[1].line)
            yield Remark(
                "E5",
                Passage(text, place, "aside"),
                quoted(text),
                f"这是{span.fitting(manuscript.year)}的格式的行名、列名，{manuscript.year}年度的表不是这样",
            )


def _fee_notices(manuscript: Manuscript) -> Iterator[Remark]:
    """Applications dropped for unpaid fees need a word on fees in the last chapter."""
    unpaid = manuscript.report.told("applications.fee_unpaid.total")
    last = [p for p in manuscript.passages if re.search("其他需要报告", p.chapter)]
    if unpaid and last and not any(re.search("费", p.text) for p in last):
        yield Remark(
            "C5",
            last[0],
            "",
            f"表内有{unpaid}件因未缴费不再处理的申请，第六章没有写发出收费通知和收取信息处理费的情况",
            figure="applications.fee_unpaid.total",
        )
