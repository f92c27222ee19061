"""Rules B6 and D: text and figures that are last year's, and chapter five that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.examination.report import Report
from generator.examination.valuation import label_of
from generator.proofreading.catalogue import ParametersFile
from generator.proofreading.clauses import sentences
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.remarks import Remark, quoted
from generator.standard.definition import NUMBERS

_CHANGING = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十]+是|[\s，,、。；;：:（）()“”\"]")
_PROBLEMS = re.compile("问题|不足|打算|改进|措施|努力方向")
_MEASURES = re.compile(r"下一步|下一年|今后|将|已|针对|改进|措施|整改|打算|努力方向|接下来|20\d\d年")
_NO_PROBLEM = re.compile(
    r"^(?:（[一二]）.{2,12})?(?:[（(].{0,4}[)）])?(?:本单位|我局|我镇)?(?:无|暂无|没有|不存在)(?:存在)?(?:的)?(?:主要)?(?:问题|不足)?[。]?$|不存在(?:任何)?问题"
)
_GENERAL = re.compile("各级政府部门|部分地区|一些地方|有些地方|个别地区")
_FACT = re.compile(r"\d|《|[一二两三四五六七八九十]+[次个件条期场]")


class Sameness(NamedTuple):
    """How many sentences were compared, and the numbers of those that stand in the other report."""

    compared: int
    same: tuple[int, ...]

    @property
    def percent(self) -> int:
        return round(100 * len(self.same) / self.compared) if self.compared else 0


def repeated(now: Iterable[str], before: Iterable[str], likeness: int = 92) -> Sameness:
    """The sentences of one text that stand in another but for numbers, years and punctuation."""
    from rapidfuzz import fuzz, process

    old = {core for sentence in before if len(core := _core(sentence)) >= 8}
    compared, same = 0, []
    choices = list(old)
    for number, sentence in enumerate(now):
        core = _core(sentence)
        if len(core) < 8:
            continue
        compared += 1
        if core in old or (choices and process.extractOne(core, choices, scorer=fuzz.ratio, score_cutoff=likeness)):
            same.append(number)
    return Sameness(compared, tuple(same))


def _core(sentence: str) -> str:
    """A sentence without what changes from year to year."""
    return _CHANGING.sub("", sentence)


def own_sentences(manuscript: Manuscript, problems: bool | None = None) -> list[tuple[str, Passage]]:
    """The sentences the office wrote itself, each with its passage; only those on problems, or only the others, when asked."""
    return [
        (sentence, passage)
        for passage in manuscript.prose()
        if (problems is None or problems == bool(_PROBLEMS.search(passage.chapter)))
        for sentence in sentences(passage.text)
    ]


def sameness(manuscript: Manuscript, before: Manuscript | None, words: ParametersFile) -> Iterator[Remark]:
    """Against last year's report where its text is at hand; and what chapter five says by itself."""
    if before is not None:
        yield from _copied(manuscript, before, words)
    yield from _problems(manuscript)
    yield from _empty(manuscript)


def _copied(manuscript: Manuscript, before: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    limits = words.sameness
    for problems, code, limit, what in (
        (False, "D1", limits["whole"], "文字"),
        (True, "D3", limits["problems"], "存在问题和改进一章"),
    ):
        own = own_sentences(manuscript, problems)
        found = repeated([sentence for sentence, _ in own], [sentence for sentence, _ in own_sentences(before)])
        enough = limits["problem_sentences" if problems else "sentences"]
        if found.compared >= enough and found.percent > limit:
            first, passage = own[found.same[0]]
            message = f"{what}有{found.compared}句，其中{len(found.same)}句（{found.percent}%）和上年报告只差数字、年份，超过{limit}%"
            yield Remark(code, passage, quoted(first), message)


def figures_repeated(manuscript: Manuscript, last: Report, words: ParametersFile) -> Iterator[Remark]:
    """Three or more large figures that are last year's to the unit; standing numbers are left out."""
    same = []
    stock = re.compile(words.stock)
    for address, figure in manuscript.standard.figures.items():
        now = manuscript.report.told(address)
        label = label_of(manuscript.standard, figure, manuscript.year)
        entered = figure.kind in NUMBERS and not figure.is_total and not stock.search(label)
        if entered and now and now >= words.sameness["large"] and last.told(address) == now:
            same.append((address, label, now))
    if len(same) >= words.sameness["figures"]:
        listed = "、".join(f"{label}{now}" for _, label, now in same[:4])
        address = same[0][0]
        place = manuscript.places.get(address)
        passage = Passage("", place, "aside", name=address) if place else None
        yield Remark(
            "B6",
            passage,
            "",
            f"有{len(same)}个数和上年报告完全一样：{listed}{'等' if len(same) > 4 else ''}",
            figure=address,
        )


def _problems(manuscript: Manuscript) -> Iterator[Remark]:
    chapter = [p for p in manuscript.prose() if re.search("存在的?(?:主要)?问题", p.chapter)]
    text = "".join(p.text for p in chapter)
    if chapter and _NO_PROBLEM.search(text) and len(text) < 60:
        yield Remark("D5", chapter[0], quoted(text), "这一章没有写出问题")
    elif len(text) > 150 and not _MEASURES.search(text + (_headings(manuscript) if manuscript.published else "")):
        yield Remark("D4", chapter[0], quoted(text), "写了问题，没有写改进的措施")
    general = [p for p in chapter for _ in _GENERAL.findall(p.text)]
    if len(general) > 1 and not manuscript.government:
        found = _GENERAL.search(general[0].text)
        assert found is not None
        yield Remark(
            "D6", general[0], quoted(general[0].text, found[0]), "写的是各地各部门的一般问题，不是本机关自己的"
        )


def _headings(manuscript: Manuscript) -> str:
    return "".join(passage.text for passage in manuscript.headings())


def _empty(manuscript: Manuscript) -> Iterator[Remark]:
    """A long chapter one without a number, a document or a date."""
    first = [p for p in manuscript.prose() if re.search("总体情况|概述", p.chapter)]
    text = "".join(p.text for p in first)
    bare = re.sub(rf"{manuscript.year}年?", "", text)
    if len(text) > 500 and not _FACT.search(bare):
        yield Remark(
            "D7", first[0], quoted(text), f"“{first[0].chapter}”有{len(text)}字，没有一个数、一个文件或者一件事"
        )
