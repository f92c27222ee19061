"""Rules B6 and D: text and figures that are last year's, and chapter five that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.examination.report import Report
from generator.proofreading.catalogue import ParametersFile
from generator.proofreading.chapters import stands_in
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.remarks import Remark, quoted
from generator.standard.definition import NUMBERS
from generator.words.likeness import likeness, unchanging
from generator.words.sentences import sentences

_MEASURES = re.compile(r"下一步|下一年|今后|将|已|针对|改进|措施|整改|打算|努力方向|接下来|20\d\d年")
_NO_PROBLEM = re.compile(
    r"^(?:（[一二]）.{2,12})?(?:[（(].{0,4}[)）])?(?:本单位|我局|我镇)?(?:无|暂无|没有|不存在)(?:存在)?(?:的)?(?:主要)?(?:问题|不足)?[。]?$|不存在(?:任何)?问题"
)
_GENERAL = re.compile("各级政府部门|部分地区|一些地方|有些地方|个别地区")
_FACT = re.compile(r"\d|《|[一二两三四五六七八九十]+[次个件条期场]")


def own_sentences(manuscript: Manuscript) -> list[tuple[str, Passage]]:
    """The sentences the office wrote itself, each with its passage."""
    return [(sentence, passage) for passage in manuscript.prose() for sentence in sentences(passage.text)]


def sameness(manuscript: Manuscript, before: Manuscript | None, words: ParametersFile) -> Iterator[Remark]:
    """Against last year's report where its text is at hand; and what chapter five says by itself."""
    if before is not None:
        yield from _copied(manuscript, before, words)
    yield from _problems(manuscript, words)
    yield from _empty(manuscript, words)


def _copied(manuscript: Manuscript, before: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    limits, written = words.sameness, own_sentences(manuscript)
    old = [unchanging(sentence, before.agency) for sentence, _ in own_sentences(before)]
    for problems, code, limit, what in (
        (False, "D1", limits["whole"], "文字"),
        (True, "D3", limits["problems"], "存在问题和改进一章"),
    ):
        own = [said for said in written if stands_in(manuscript, said[1], "problems", words) is problems]
        found = likeness([unchanging(sentence, manuscript.agency) for sentence, _ in own], old)
        enough = limits["problem_sentences" if problems else "sentences"]
        if found.compared >= enough and found.percent > limit:
            first, passage = own[found.same[0]]
            message = f"{what}有{found.compared}句，其中{len(found.same)}句（{found.percent}%）和上年报告几乎一样，只差数字、年份和个别字，超过{limit}%"
            yield Remark(code, passage, quoted(first), message)


def figures_repeated(manuscript: Manuscript, last: Report, words: ParametersFile) -> Iterator[Remark]:
    """Three or more large figures that are last year's to the unit; standing numbers are left out."""
    same = []
    stock = re.compile(words.stock)
    for address, figure in manuscript.standard.figures.items():
        now = manuscript.report.told(address)
        label = manuscript.standard.name_of(figure, manuscript.year).printed
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


def _problems(manuscript: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    chapter = [p for p in manuscript.prose() if stands_in(manuscript, p, "problems", words)]
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


def _empty(manuscript: Manuscript, words: ParametersFile) -> Iterator[Remark]:
    """A long chapter one without a number, a document or a date."""
    first = [p for p in manuscript.prose() if stands_in(manuscript, p, "overview", words)]
    text = "".join(p.text for p in first)
    bare = re.sub(rf"{manuscript.year}年?", "", text)
    if len(text) > 500 and not _FACT.search(bare):
        yield Remark(
            "D7", first[0], quoted(text), f"“{first[0].chapter}”有{len(text)}字，没有一个数、一个文件或者一件事"
        )
