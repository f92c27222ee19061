"""What the head and the foot of a report tell: its year, its agency, its dates, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from generator.matching.row_figures import Told
from generator.words.days import DAY, date_of, date_text, dates_in_digits
from generator.words.folding import TextLine

_YEAR = r"(?<!\d)(20\d\d)(?!\d)"
_SPAN = rf"{_YEAR}\s*[-—–－~～至]+\s*20\d\d\s*学?年"
_NAMED = re.compile(rf"{_SPAN}|{_YEAR}\s*年(?!\s*\d{{1,2}}\s*月)")
_REPORT = re.compile("年度报告|工作报告|年报|公开.{0,4}报告|年度工作总结")
_PERIOD = re.compile(rf"(?:统计[^。]{{0,12}}?|自){_YEAR}\s*年\s*(?:1\s*月\s*1|9\s*月\s*1)\s*日")
_SCHOOL_YEAR = re.compile(rf"{_YEAR}\s*年\s*9\s*月\s*1\s*日")
_TITLE = re.compile(
    rf"(?P<agency>[^\d。]*?)(?:关于)?\s*(?P<year>{_YEAR})\s*(?:[-—–－~～至]+\s*20\d\d\s*)?(?:学?年度?)?(?P<rest>.*)"
)
_WELCOME = re.compile(
    r"^(?:欢迎(?:访问|光临|您)|当前位置[:：]|您的位置[:：]|首页|标题[:：]|名\s*称[:：]|[>＞\s《]+)+|网站$|官网$"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff（）()·]{1,28}(?:省|市|县|区|旗|盟|州|镇|乡|村|街道|局|委|厅|办|署|院|会|处|部|所|站|队|台|馆|园|中心|学校|大学|学院|中学|小学|政府|办公室|公司|集团)"
)
_CLOSING = re.compile(rf"(?P<agency>[\u4e00-\u9fff（）()·\s]{{2,40}}?)?\s*{DAY}[。]?")
_WRITTEN = re.compile(rf"成文(?:日期|时间)\s*[:：]?\s*{DAY}")
_LABELLED = re.compile(r"\s*编制(?:机关|单位)[\s:：]+(?P<agency>[^\s:：]+)")
_RELEASED = re.compile(rf"(?:发布|发文|公开)(?:日期|时间)\s*[:：]?\s*{DAY}")
_HEAD, _LONGEST, _OFTEN = 20, 60, 2


class Cover(NamedTuple):
    """What was told; None where nothing could be told."""

    year: Told | None
    agency: Told | None
    date: Told | None
    released: Told | None


def read_cover(lines: Sequence[TextLine]) -> Cover:
    """Tell year, agency and dates; in the lines of tables nothing but an agency behind its label."""
    spoken = [line for line in lines if not line.table and line.text.strip()]
    title = _title(spoken)
    closing, signed = _closing(spoken)
    return Cover(
        _year(spoken, title),
        _titled(title, spoken) or signed or _labelled(lines),
        closing or _dated(spoken, _WRITTEN),
        _dated(spoken[:_HEAD], _RELEASED),
    )


def _title(lines: Sequence[TextLine]) -> TextLine | None:
    """The first line near the beginning that names a yearly report and its year."""
    for line in lines[:_HEAD]:
        text = line.text.strip()
        if len(text) <= _LONGEST and "。" not in text and _REPORT.search(text) and re.search(_YEAR, text):
            return line
    return None


def _year(lines: Sequence[TextLine], title: TextLine | None) -> Told | None:
    """The year of the title; of the period when there is none; the one most often named when the period agrees with it."""
    titled = Told(found[1], title.number) if title and (found := re.search(_YEAR, title.text)) else None
    bounds = next((line for line in lines if _PERIOD.search(line.text)), None)
    period = Told(found[1], bounds.number) if bounds and (found := _PERIOD.search(bounds.text)) else None
    named = [Told(found[1] or found[2], line.number) for line in lines for found in _NAMED.finditer(line.text)]
    ranked = [*Counter(told.text for told in named).most_common(2), ("", 0), ("", 0)]
    (most, times), (_, less) = ranked[:2]
    if bounds and titled and period and period.text != titled.text:
        school = bool(_SCHOOL_YEAR.search(bounds.text))
        return period if school or (period.text == most and times >= 2 * less) else titled
    often = next((year for year in named if year.text == most), None) if times >= _OFTEN and times > less else None
    return titled or period or often


def agency_name(text: str) -> str:
    """The text when it looks like the name of an agency, without words of a web page; else nothing."""
    name = _WELCOME.sub("", text.strip()).strip(" 　《“\"'·")
    name = re.sub(r"\s+", "", name)
    return name if len(name) < 30 and _NAME.fullmatch(name) and "信息公开" not in name else ""


def _titled(title: TextLine | None, lines: Sequence[TextLine]) -> Told | None:
    """The agency in the title, or on the line above a title that begins with the year."""
    found = _TITLE.match(title.text.strip()) if title else None
    if not found or not title:
        return None
    if name := agency_name(found["agency"]):
        return Told(name, title.number)
    if found["agency"].strip():
        return None
    above = [line for line in lines[:_HEAD] if line.number < title.number][-1:]
    return next((Told(name, line.number) for line in above if (name := agency_name(line.text))), None)


def _labelled(lines: Sequence[TextLine]) -> Told | None:
    """The agency behind its label, as a printed form or a cover sheet has it."""
    found = ((line, _LABELLED.match(line.text)) for line in lines[: 2 * _HEAD])
    named = ((line, agency_name(match["agency"])) for line, match in found if match)
    return next((Told(name, line.number) for line, name in named if name), None)


def _closing(lines: Sequence[TextLine]) -> tuple[Told | None, Told | None]:
    """The date the report closes with, and the agency that signs before it."""
    prose = [place for place, line in enumerate(lines) if "。" in line.text]
    start = prose[len(prose) // 2] if prose else len(lines)
    for place in range(len(lines) - 1, start, -1):
        line = lines[place]
        found = _CLOSING.fullmatch(dates_in_digits(line.text.strip()))
        day = _day(found.groups()[1:]) if found else ""
        if not found or not day:
            continue
        before = found["agency"] or ""
        if before and not agency_name(before):
            continue
        signed = Told(agency_name(before), line.number) if before else None
        if not before and (name := agency_name(lines[place - 1].text)):
            signed = Told(name, lines[place - 1].number)
        return Told(day, line.number), signed
    return None, None


def _dated(lines: Sequence[TextLine], pattern: re.Pattern[str]) -> Told | None:
    for line in lines:
        found = pattern.search(line.text)
        if found and (day := _day(found.groups())):
            return Told(day, line.number)
    return None


def _day(parts: Sequence[str]) -> str:
    date = date_of(parts)
    return date_text(date) if date else ""
