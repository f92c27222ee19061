"""Rule D: text that is last year's, and chapters that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.own_sentences import own_sentences
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.standard.model import OWN_CHAPTERS
from generator.words.likeness import likeness, unchanging
from generator.words.patterns import lazily

_MEASURES = lazily(r"下一步|下一年|今后|将|已|针对|改进|措施|整改|打算|努力方向|接下来|20\d\d年")
_NO_PROBLEM = lazily(
    r"(?:20\d\d年度?|本年度?|目前|截至目前)?[，,]?(?:本(?:单位|机关|部门|局|委|镇|乡|街道|办)|我[\u4e00-\u9fff]{1,3})?[，,]?(?:在?政府信息公开(?:工作)?(?:方面|中)?)?(?:暂时|暂|尚|均|也)?"
    r"(?:无|没有|未|不存在|未发现|没有发现|未存在)(?:存在|发现)?(?:任何|明显|突出|较大|重大|其他)?(?:的)?(?:主要)?(?:问题|不足|情况)?(?:和不足|及不足)?(?:的情况)?[。；]?"
)
_LEAD = lazily(
    r"^(?:[（(]?[一二三四五\d][)）、.．])?(?:存在的?)?(?:主要)?(?:问题|不足)(?:和不足)?(?:方面|情况)?[。：:]"
)
_GENERAL = lazily("各级政府部门|部分地区|一些地方|有些地方|个别地区")
_SAYS_SOMETHING, _LONG = 30, 150  # letters of a chapter that tells its problems: as published, and as typed so far
_FACT = lazily(r"\d|《|[一二两三四五六七八九十]+[次个件条期场]")


def same_as_last_year(reading: Reading) -> Iterator[Remark]:
    """Sentences of last year's report, of the chapter on problems (D3) and of the others (D1)."""
    before = reading.last.manuscript if reading.last else None
    if before is None:
        return
    manuscript, limits, written = reading.manuscript, reading.words.sameness, own_sentences(reading.manuscript)
    old = [unchanging(sentence, before.agency) for sentence, _ in own_sentences(before)]
    for problems, code, limit, what in (
        (False, "D1", limits["whole"], "文字"),
        (True, "D3", limits["problems"], "存在问题和改进一章"),
    ):
        own = [said for said in written if reading.stands_in(said[1], "problems") is problems]
        found = likeness([unchanging(sentence, manuscript.agency) for sentence, _ in own], old)
        enough = limits["problem_sentences" if problems else "sentences"]
        if found.compared >= enough and found.percent > limit:
            first, passage = own[found.same[0]]
            message = f"{what}有{found.compared}句，其中{len(found.same)}句（{found.percent}%）和上年报告几乎一样，只差数字、年份和个别字，超过{limit}%"
            yield Remark(code, passage, quoted(first), message)


def problems(reading: Reading) -> Iterator[Remark]:
    """The chapter on problems: that there are some (D5), what is done about them (D4), that they are its own (D6)."""
    manuscript, chapter = reading.manuscript, reading.prose_in("problems")
    text = "".join(p.text for p in chapter)
    others = (p for p in manuscript.headings() if p.level > 1 or not reading.stands_in(p, "problems"))
    own = (p.text for p in others if manuscript.published or p.slot in OWN_CHAPTERS)  # a form's say what it asks for
    headings = "".join(own)
    none = _none_told(chapter)
    if none:
        yield Remark("D5", none, quoted(none.text), "这里没有写出问题" if len(chapter) > 1 else "这一章没有写出问题")
    elif len(text) > (_SAYS_SOMETHING if manuscript.published else _LONG) and not _MEASURES.search(text + headings):
        yield Remark("D4", chapter[0], quoted(text), "写了问题，没有写改进的措施")
    general = [(p, found[0]) for p in chapter for found in _GENERAL.finditer(p.text)]
    if len(general) > 1 and not (manuscript.government and _speaks_of_itself(manuscript, text)):
        passage, word = general[0]
        yield Remark("D6", passage, quoted(passage.text, word), "写的是各地各部门的一般问题，不是本机关自己的")


def _none_told(chapter: list[Passage]) -> Passage | None:
    """The answer or the section on problems that only says there are none."""
    for _, section in groupby(chapter, key=lambda p: (p.name, p.heading)):
        told = list(section)
        text = _LEAD.sub("", "".join(p.text for p in told).strip())
        if _NO_PROBLEM.fullmatch(text):
            return told[0]
    return None


def _speaks_of_itself(manuscript: Manuscript, text: str) -> bool:
    """Whether a government's chapter on problems names its region or its own offices at all."""
    return bool(re.search("|".join([*manuscript.self_words, "我们|乡镇|镇街|街镇|[^各]级?部门(?:和|、)乡镇"]), text))


def bare_overview(reading: Reading) -> Iterator[Remark]:
    """A long chapter one without a number, a document or a date (D7)."""
    first = reading.prose_in("overview")
    text = "".join(p.text for p in first)
    if len(text) > 500 and not _FACT.search(re.sub(rf"{reading.year}年?", "", text)):
        message = f"“{first[0].chapter}”有{len(text)}字，没有一个数、一个文件或者一件事"
        yield Remark("D7", first[0], quoted(text), message)
