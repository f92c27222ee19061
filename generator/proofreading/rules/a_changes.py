"""Rule A8 on changes told with both numbers: `18件，较2022年的15件增长20%`, `由8.3万增至9.7万，增加1.4万`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from generator.examination.findings import number_text
from generator.proofreading.manuscript import Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily

_N = r"\d+(?:\.\d+)?"
_UNIT = r"(?P<{0}>万[件条次篇人份元]?|亿元|人次|件次|[件宗份条起次例篇期场个人部项]|元)?"
_MORE = "增长|增加|提高|上升|上涨|提升|增幅(?:为|达)?|增"
_LESS = "下降|减少|降低|下滑|减幅(?:为|达)?|降幅(?:为|达)?|减"
_WAY = rf"(?P<way>{_MORE}|{_LESS})(?:了|约)?"
_CHANGES = (
    # 412条，较2016年的358条增加64条（，增长…%）
    lazily(
        rf"(?<![\d.〔])(?P<now>{_N}){_UNIT.format('unit')}[，（(]?(?:同比|相)?(?:较|比|与)(?:上年度?|去年|上一年度?|\d{{4}}年度?)(?:同期)?(?:的)?"
        rf"(?P<before>{_N}){_UNIT.format('unit2')}(?:相比)?[，]?(?:同比)?{_WAY}(?P<change>{_N})(?P<of>[%％]|万?[件宗份条起次例篇期场个人部项元]?(?:次)?)"
    ),
    # 由8.3万增至9.7万，增加1.4万
    lazily(
        rf"(?:由|从)[^，。；\d]{{0,12}}(?:\d{{4}}年度?(?:的)?)?(?P<before>{_N}){_UNIT.format('unit2')}(?:增加|增长|提升|提高|上升|扩大|扩充|拓展|减少|下降|降低|压减|缩减|增|升|降|减)?(?:到|至|为)(?:\d{{4}}年度?(?:的)?)?"
        rf"(?P<now>{_N}){_UNIT.format('unit')}[，（(](?:同比|净)?{_WAY}(?P<change>{_N})(?P<of>[%％]|万?[件宗份条起次例篇期场个人部项元]?(?:次)?)"
    ),
    # 发布信息1.2万条，同比增长20%，较上年的1万条增加0.2万条
    lazily(
        rf"(?<![\d.〔])(?P<now>{_N}){_UNIT.format('unit')}[，（(]同比{_WAY}(?P<change>{_N})(?P<of>[%％])[，、](?:较|比)(?:上年度?|去年|\d{{4}}年度?)(?:同期)?(?:的)?"
        rf"(?P<before>{_N}){_UNIT.format('unit2')}"
    ),
)
# 17件，比上年减少3件，下降15%
_STEP = lazily(
    rf"(?<![\d.〔])(?P<now>{_N}){_UNIT.format('unit')}[，（(](?:同比|(?:较|比)(?:上年度?|去年|上一年度?|\d{{4}}年度?)(?:同期)?)(?P<first>增加|增长|减少|下降)(?:了)?"
    rf"(?P<step>{_N}){_UNIT.format('unit2')}[，、（(]+(?:同比)?{_WAY}(?P<change>{_N})(?P<of>[%％])"
)
# 90件，比2024年的60件增加30件，增长50%
_AND_PERCENT = lazily(
    rf"(?<![\d.〔])(?P<now>{_N}){_UNIT.format('unit')}[，（(]?(?:同比|相)?(?:较|比|与)(?:上年度?|去年|上一年度?|\d{{4}}年度?)(?:同期)?(?:的)?"
    rf"(?P<before>{_N}){_UNIT.format('unit2')}(?:相比)?[，]?(?:增加|增长|减少|下降)了?{_N}万?[件宗份条起次例篇期场个人部项元]?(?:次)?[，、]"
    rf"(?:同比)?{_WAY}(?P<change>{_N})(?P<of>[%％])"
)
_CHANGED = lazily(rf"(?:增|减|降|提|升|扩|上涨|下滑)[^，。；]{{0,6}}{_N}")
_TENTH = Decimal("0.1")


class _Change(NamedTuple):
    """What was before and is now, which way it went, and how much is said, in percent or in the unit."""

    before: Decimal
    now: Decimal
    way: str
    said: Decimal
    percent: bool


def changes_told(reading: Reading) -> Iterator[Remark]:
    """Growth and differences that are not those of the two numbers told beside them (A8)."""
    for passage in reading.manuscript.prose():
        seen: set[int] = set()
        for found in _found(passage.text):
            change = _change(found)
            if change and found.start("change") not in seen and (right := _right(change)):
                seen.add(found.start("change"))
                yield _remark(passage, found, change, right)


def _found(text: str) -> Iterator[re.Match[str]]:
    if not _CHANGED.search(text):
        return
    for pattern in (*_CHANGES, _STEP):
        yield from pattern.finditer(text)
    yield from _AND_PERCENT.finditer(text)


def _change(found: re.Match[str]) -> _Change | None:
    """What a sentence tells; None where its units are not one."""
    units = [found[key] or "" for key in ("unit", "unit2") if key in found.re.groupindex]
    percent = found["of"] in "%％" and bool(found["of"])
    now, said = Decimal(found["now"]), Decimal(found["change"])
    if "step" in found.re.groupindex:
        step = Decimal(found["step"]) * (-1 if found["first"] in ("减少", "下降") else 1)
        same = units[0] == units[1] or not units[1]
        return _Change(now - step, now, found["way"], said, percent) if same and now > step else None
    wide = [unit.startswith("万") for unit in units]
    if wide[0] != wide[1] or (not percent and found["of"] and found["of"].startswith("万") != wide[0]):
        return None
    return _Change(Decimal(found["before"]), now, found["way"], said, percent)


def _right(change: _Change) -> str:
    """The change as it should be told; empty where it is told rightly, give or take the last digit of each number."""
    down = re.fullmatch(_LESS, change.way) is not None
    more = change.now - change.before
    if not change.before or (not more and not change.said):
        return ""
    places = max(0, -int(change.said.as_tuple().exponent))
    told = -change.said if down else change.said
    real = more * 100 / change.before if change.percent else more
    blur = Decimal(1).scaleb(-places)
    if change.percent:
        digits = max(0, -int(change.now.as_tuple().exponent), -int(change.before.as_tuple().exponent))
        blur += Decimal(1).scaleb(-digits) * 100 / change.before if digits else 0
    if abs(real - told) <= blur if change.percent else real == told:
        return ""
    way = "下降" if real < 0 else "增长"
    number = abs(real).quantize(_TENTH, ROUND_HALF_UP) if change.percent else abs(real)
    return f"{way}{number}%" if change.percent else f"{'减少' if real < 0 else '增加'}{number_text(number)}"


def _remark(passage: Passage, found: re.Match[str], change: _Change, right: str) -> Remark:
    said = f"{change.way}{found['change']}{found['of']}"
    message = f"文字写{said}，由{number_text(change.before)}到{number_text(change.now)}是{right}"
    remark = Remark("A8", passage, quoted(passage.text, found[0]), message, "按前后两个数重新计算")
    return remark._replace(left=change.said)
