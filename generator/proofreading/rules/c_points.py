"""Rule C7 on lists in a paragraph: as many points, papers or watchwords as the text says there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.manuscript import Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.numerals import number_of, numeral
from generator.words.patterns import lazily

_N = r"(?P<number>\d{1,2}|[两三四五六七八九十]{1,2})"
_POINTS = lazily(
    rf"{_N}(?:(?:个|大)?(?:方面|项|点)(?:的)?(?:主要|重点|突出)?(?:工作|措施|问题|不足|情况|经验|做法|内容|原因|困难)?|个(?:主要|突出)?(?:问题|不足|原因|困难|环节))(?:如下)?[：:。]\s*(?=一是|第一[，、]|首先)"
)
_POINT = lazily(r"(?:^|[。；，：:;,\s])(?:第)?([一二三四五六七八九十]{1,2})(?:是|[，、](?=[\u4e00-\u9fff]))")
_PAPERS = lazily(
    r"(?P<papers>(?:《[^《》]{2,40}》(?:[（(][^）)]{2,30}[）)])?[、和及与]?){2,})(?P<more>等)?(?P<number>\d{1,2}|[两三四五六七八九十]{1,2})(?:项|个|部|件|份)(?:配套|工作)?(?:制度|办法|文件|规定|规程|方案)"
)
_WATCHWORD = lazily(
    r"“(?P<number>[两三四五六七八九十])(?:个)?(?P<word>[\u4e00-\u9fff]{1,4})”[：:](?P<listed>[^。；]{4,120})"
)
_MONTHS = lazily(
    rf"{_N}(?P<unit>[次期场])[，（(]?(?:分别(?:于|在|是)|各次(?:于|在))(?P<months>(?:\d{{1,2}}月(?:份|底|初|中旬|上旬|下旬)?[、和及与]?){{2,}})(?!.{{0,8}}各[^，。]{{0,4}}[2-9])"
)
_AND = re.compile("[、，,]")
_ADVICE = "数一数列出的，改正个数"


def points_counted(reading: Reading) -> Iterator[Remark]:
    """Points, papers and watchwords of which there are more or fewer than the text says (C7)."""
    own = list(reading.manuscript.prose())
    for number, passage in enumerate(own):
        following = own[number + 1].text if number + 1 < len(own) else ""
        text = passage.text
        if "一是" in text or "第一" in text or "首先" in text:
            yield from _points(passage, following)
        if text.count("《") > 1:
            yield from _papers(passage)
        if "“" in text:
            yield from _watchwords(passage)
        if "分别" in text or "各次" in text:
            yield from _months(passage)


def _points(passage: Passage, following: str) -> Iterator[Remark]:
    """`三个方面：一是……；二是……；三是……；四是……`; a list that may go on in the next paragraph is left alone."""
    for found in _POINTS.finditer(passage.text):
        said, listed = number_of(_two(found["number"])) or 0, 0
        for point in _POINT.finditer(passage.text, found.end() - 1):
            if number_of(point[1]) != listed + 1:
                break
            listed += 1
        goes_on = re.match(r"\s*(?:第)?[一二三四五六七八九十]{1,2}是", following)
        if listed > 1 and said != listed and (listed > said or not goes_on):
            message = f"写“{found['number']}”，后面列了{numeral(listed)}个"
            yield Remark("C7", passage, quoted(passage.text, found[0].strip()), message, _ADVICE)


def _papers(passage: Passage) -> Iterator[Remark]:
    for found in _PAPERS.finditer(passage.text):
        listed, said = found["papers"].count("《"), number_of(_two(found["number"])) or 0
        if said and (listed > said or (listed < said and not found["more"])):
            message = f"列了{listed}个文件，却写{found['number']}个"
            yield Remark("C7", passage, quoted(passage.text, found[0][-24:]), message, _ADVICE)


def _watchwords(passage: Passage) -> Iterator[Remark]:
    """`“五统一”：统一领导、统一目录……`, where every item has the word."""
    for found in _WATCHWORD.finditer(passage.text):
        items = [item for item in _AND.split(found["listed"]) if item.strip()]
        mine = [item for item in items if found["word"] in item]
        said = number_of(_two(found["number"])) or 0
        if len(mine) == len(items) > 1 and said != len(items) and "等" not in found["listed"]:
            message = f"写“{found['number']}{found['word']}”，列了{len(items)}个"
            yield Remark("C7", passage, quoted(passage.text, found[0][:16]), message, _ADVICE)


def _months(passage: Passage) -> Iterator[Remark]:
    """`4次，分别于2月、5月、8月召开`."""
    for found in _MONTHS.finditer(passage.text):
        listed, said = found["months"].count("月"), number_of(_two(found["number"])) or 0
        if listed != said:
            message = f"写{found['number']}{found['unit']}，列了{listed}个月"
            yield Remark("C7", passage, quoted(passage.text, found[0]), message, _ADVICE)


def _two(number: str) -> str:
    return number.replace("两", "二")
