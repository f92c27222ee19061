"""Clauses: a paragraph cut into sentences and clauses, and the words in them that change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.manuscript import Manuscript

_SENTENCE = re.compile(r"[^。；！？;!?]+[。；！？;!?]?")
_CLAUSE = re.compile(r"[，、：（）():“”\"《》〈〉]|,(?!\d{3}(?!\d))|(?<!\d),|(?<=[件条次篇人个份宗])(?:和|及|以及)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_JOINED = (
    (re.compile(r"公民、法人(?:和|或|或者|及|以及)其他组织"), ""),
    (
        re.compile(
            r"复议(?:、|，|,|和|或|或者|以及|及|与|及其)(?:被)?(?:提起|提出|申请)?(?:的)?(?:行政)?(?:诉讼|起诉)"
        ),
        "复议诉讼",
    ),
    (re.compile(r"专[（(]兼[)）]职|专、兼职|专职、兼职|专职和兼职"), "专兼职"),
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip():
            yield found[0].strip()


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


def fillers(manuscript: Manuscript) -> re.Pattern[str]:
    """Words that change nothing of what a clause tells: the report's own time and subject, and adverbs."""
    year = manuscript.year
    parts = [
        rf"(?:自|从)?(?:{year}年)?1月?(?:至|到|-|—|－|~)12月(?:份|底|末)?",
        rf"(?:自|从)?(?:{year}年)?1月1日起?(?:至|到)(?:{year}年)?12月31日(?:止|期间)?",
        rf"(?:截[至止]到?)?{year}年度?(?:12月31日|底|末)?(?:以来|期间|内|全年)?",
        rf"{year}[-－—–至]{year + 1}学年度?" if manuscript.school else r"本报告期内?",
        "截[至止]到?(?:本?年底|年末|目前)|全年度?|本年度?|今年以来|今年|年内|一年来|当年|目前|年度内|本学年度?|报告期内",
        "^也|^亦|^且|^故|^因此|公民|申请人|社会公众|人民群众|群众|据统计|其中|另外|此外|同时|并且|并|分别|一共|总共|累计|合计|对外",
        "依法依规|依法|依规|依照规定|按照规定|按规定|各类|各种|向社会|面向社会|通过各种渠道|通过各种方式|通过不同渠道和方式|不同渠道",
        "^(?:截至|截止|一是|二是|三是|四是|五是|六是|七是|首先|第[一二三四五六])",
        *manuscript.self_words,
        "^(?:学校|学院|全校|全院)(?!网|主页|官|信息公开网)" if manuscript.school else "",
    ]
    return re.compile("|".join(part for part in parts if part))
