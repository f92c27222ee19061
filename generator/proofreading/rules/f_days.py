"""Rules F1, F2, F4 and F6 on single days: beyond the period, before the year ended, after the deadline, broken."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.standard.definition import DATE, DEPARTMENT
from generator.words.days import DAY, date_of, date_text
from generator.words.patterns import lazily
from generator.words.sentences import sentences, unquoted

_BROKEN = (
    (lazily(r"(?<!\d)20[012]\d[1-9]\d?月"), "年份和月份连在一起，可能漏了“年”字"),
    (
        lazily(r"(?:[于在自从至年到])([1-9](?:[012]\d|3[01])|1[012](?:[012]\d|3[01]))日(?!内|以内|前|之内)"),
        "月和日连在一起，可能漏了“月”字",
    ),
    (lazily(r"(?<!\d)20[012]\d年(?:1[3-9]|[2-9]\d)月"), "没有这个月"),
    (lazily(r"(?:至|到|—|-)(?:十[三四五六七八九]|1[3-9])月(?:份|底)?|(?<=年)十[三四五六七八九]月"), "没有这个月"),
    (lazily(r"(?<!\d)20[012]\d\d{1,4}日"), "年月日连在一起，漏了“年”“月”"),
    (lazily(r"(?<!\d)\d{5,8}(?:年|学年|学(?!时|分|生))"), "年份多了数字或者漏了字"),
    (
        lazily(r"〔(?:\d{5,}|20\d\d)号|〔\d{4}\d*(?=[^〕\d])|(?<![〔\[(（【\d])20[012]\d〕\d+号"),
        "文号残缺，应写成“机关代字〔年份〕序号号”",
    ),
)
_NUMBERED = lazily(r"\d|十[三四五六七八九]月")
_DAY = lazily(r"(?<!\d)(?:(20[012]\d)年)?(\d{1,2})月(\d{1,2})日")
_ANSWERED = lazily(
    r"(?P<y1>20\d\d)年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:收到|接到|受理)[^。；]{0,24}?(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日(?:前)?(?:作出|予以|依法)*答复"
)
_NUMBER = lazily(r"[〔\[（(【](20\d\d)[〕\]）)】](?=第?\d+号)")
_SQUARE = lazily(r"[\u4e00-\u9fffA-Za-z](?:\[20\d\d\]|［20\d\d］|【20\d\d】)第?\d+号")
_UNTIL = lazily(
    r"截(?:至|止到|止至|止|到)(?:目前的)?(?P<year>20\d\d)年(?:度)?(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日|[底末])?|[底末])"
    r"|统计(?:至|到)(?P<year2>20\d\d)年(?P<month2>\d{1,2})月"
)
_AHEAD = lazily(r"(?<![\d—\-－~～至到])(?P<year>20\d\d)年")
_MEANT = lazily(
    "规划|目标|远景|纲要|愿景|力争|将|计划|预计|有效期|期限|届满|到期|建成|实现|前完成|底前|任期|起施行|周年|打算|下一步|接下来|争取|全面"
)
_JULY = 7
_GOALS = (2035, 2049, 2050)


def days_beyond(reading: Reading) -> Iterator[Remark]:
    """What is told up to a day after the period, and deeds of years that are still to come (F1)."""
    for passage in reading.manuscript.prose():
        for sentence in sentences(unquoted(passage.text)) if "20" in passage.text else ():
            for message in _beyond(reading, sentence):
                yield Remark("F1", passage, quoted(sentence), message)


def _beyond(reading: Reading, sentence: str) -> Iterator[str]:
    year, end = reading.year, reading.manuscript.standard.last_day(reading.year)
    told = set()
    for found in _UNTIL.finditer(sentence):
        until = int(found["year"] or found["year2"]), int(found["month"] or found["month2"] or 12)
        soon = until[0] == year + 1 and not reading.manuscript.school and until[1] < _JULY  # as the report is written
        if until > (end.year, end.month) and not soon and not _MEANT.search(sentence[found.end() :]):
            told.add(until[0])
            yield f"“{found[0]}”在统计期限（到{date_text(end)}为止）以后，报告的是{year}年"
    for found in _AHEAD.finditer(sentence):
        far = int(found["year"])
        if far > year + 2 and far not in (*_GOALS, *told) and not _MEANT.search(sentence):
            yield f"“{found[0]}”还没有到，报告的是{year}年，可能是年份写错了"


def broken_dates(reading: Reading) -> Iterator[Remark]:
    """Broken dates and document numbers (F6)."""
    for passage in reading.manuscript.passages:
        if passage.kind != "aside" and passage.own:
            yield from _broken(reading.manuscript, passage)


def answered_before(reading: Reading) -> Iterator[Remark]:
    """An answer dated before what it answers came (F6)."""
    for passage in reading.manuscript.prose():
        for found in _ANSWERED.finditer(passage.text):
            came, done = (date_of((found[f"y{n}"] or found["y1"], found[f"m{n}"], found[f"d{n}"])) for n in (1, 2))
            if came and done and done < came:
                message = f"{date_text(done)}答复，早于{date_text(came)}收到"
                yield Remark("F6", passage, quoted(passage.text, found[0]), message, "核对收到和答复的日期")


def released(reading: Reading) -> Iterator[Remark]:
    """Published before the year ended (F2)."""
    manuscript, year = reading.manuscript, reading.year
    end = manuscript.standard.last_day(year)
    given, closing = manuscript.released, manuscript.report.questions.get(DATE)
    found = re.search(DAY, given.text) if given else None
    day = date_of(found.groups()) if found else None
    if given and day and day <= end and not (isinstance(closing, dt.date) and closing <= end):
        head = Passage(given.text, given.place, "aside")
        yield Remark("F2", head, "", f"发布日期是{date_text(day)}，{year}年度还没有结束")


def deadline(reading: Reading) -> Iterator[Remark]:
    """Dated after the deadline, or released long after it (F4)."""
    manuscript, due = reading.manuscript, _deadline(reading.manuscript)
    closing = manuscript.report.questions.get(DATE)
    if isinstance(closing, dt.date) and due < closing:
        message = f"成文日期是{date_text(closing)}，公布期限是{date_text(due)}"
        yield Remark("F4", manuscript.answered(f"cover.{DATE}"), "", message)
        return
    given = manuscript.released
    found = re.search(DAY, given.text) if given else None
    day = date_of(found.groups()) if found else None
    if given and day and day > due.replace(year=due.year + 1):
        message = f"发布日期是{date_text(day)}，公布期限是{date_text(due)}，迟了一年以上"
        advice = "核对发布日期；如果是网站改版以后重新发布的，注明原来的发布日期"
        yield Remark("F4", Passage(given.text, given.place, "aside"), "", message, advice)


def _deadline(manuscript: Manuscript) -> dt.date:
    year = manuscript.year + 1
    if manuscript.school:
        return dt.date(year, 10, 31)
    if manuscript.year <= 2018 or manuscript.unit_kind != DEPARTMENT:
        return dt.date(year, 3, 31)
    return dt.date(year, 1, 31)


def _year_of(manuscript: Manuscript, found: re.Match[str]) -> str:
    """The year a day without one is of: that named before it, else the report's; a leap year where it may be another."""
    named = re.findall(r"20\d\d(?=年)", found.string[: found.start()])
    if manuscript.school or re.search("次年|下一?年|明年|每年", found.string[: found.start()][-12:]):
        return "2024"
    return str(named[-1] if named else manuscript.year)


def _broken(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    if not _NUMBERED.search(passage.text):
        return
    for pattern, what in _BROKEN:
        if found := pattern.search(passage.text):
            yield Remark("F6", passage, quoted(passage.text, found[0]), f"“{found[0]}”{what}")
    for found in _DAY.finditer(passage.text):
        if not date_of((found[1] or _year_of(manuscript, found), found[2], found[3])):
            yield Remark("F6", passage, quoted(passage.text, found[0]), f"没有“{found[0]}”这一天")
    for found in _NUMBER.finditer(passage.text):
        if int(found[1]) > manuscript.year + 1:
            message = f"文号的年份{found[1]}晚于报告年度{manuscript.year}"
            yield Remark("F6", passage, quoted(passage.text, found[0]), message)
    if found := _SQUARE.search(passage.text):
        message = f"“{found[0]}”的年份要用六角括号〔〕"
        yield Remark("F6", passage, quoted(passage.text, found[0]), message, "年份外面的括号改成〔〕")
