"""Rules F1, F2, F4 and F6: the year everywhere the same, the report dated after its year, dates and numbers unbroken."""

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
from generator.words.sentences import sentences

_YEAR = lazily(r"(?<!\d)(20[012]\d)年")
_BARE_YEAR = lazily(r"(?<!\d)(20[012]\d)(?!\d)")
_PERIOD = lazily(
    r"(?<!\d)(?P<first>20[012]\d)年(?P<month>1|9)月1日(?:起)?(?:至|到|—|-|－|~)(?:(?P<last>20[012]\d)年)?(?=12月31日|8月31日)"
)
_PRESENTED = lazily(
    r"(?:现将|特将|现公布|特向社会公布|现向社会公布|现予公布|编制)[^，。；]{0,16}?(?<!\d)(20[012]\d)年度?[^，。；〔《]{0,24}(?:报告|情况|年报)"
)
_COMPARED = lazily(
    r"评为|评选|获|荣|确定为|列为|改革|被|年[底末]|度?公开的|比|较|同比|上年|上一年|去年|增|降|以来|考核|评估|测评|反馈|整改|问题|报告|年报|结转|决算|预算|计划|规划|至今|印发|出台|发布的|《|〔|为例|期间"
)
_HONOURED = lazily("被评|评为|考评|获|荣|表彰|先进|名列|排名|第[一二三四五]名")
_PLANNED = lazily(
    r"^(?:在)?(?P<year>20[012]\d)年.{0,16}?将(?:进一步|继续(?!教育)|重点(?!领域|工作|任务|项目|民生)|着力|从以下|按照|认真)"
)
_AHEAD = "问题|打算|改进|措施|努力方向|下一步|计划"  # a heading of the office's own over what it means to do
_BROKEN = (
    (lazily(r"(?<!\d)20[012]\d[1-9]\d?月"), "年份和月份连在一起，可能漏了“年”字"),
    (
        lazily(r"(?:[于在自从至年到])([1-9](?:[012]\d|3[01])|1[012](?:[012]\d|3[01]))日(?!内|以内|前|之内)"),
        "月和日连在一起，可能漏了“月”字",
    ),
    (lazily(r"(?<!\d)20[012]\d年(?:1[3-9]|[2-9]\d)月"), "没有这个月"),
    (lazily(r"(?<!\d)20[012]\d\d{1,4}日"), "年月日连在一起，漏了“年”“月”"),
    (lazily(r"(?<!\d)\d{5,8}(?:年|学年|学(?!时|分|生))"), "年份多了数字或者漏了字"),
    (
        lazily(r"〔(?:\d{5,}|20\d\d)号|〔\d{4}\d*(?=[^〕\d])|(?<![〔\[(（【\d])20[012]\d〕\d+号"),
        "文号残缺，应写成“机关代字〔年份〕序号号”",
    ),
)
_DAY = lazily(r"(?<!\d)(?:(20[012]\d)年)?(\d{1,2})月(\d{1,2})日")
_NUMBER = lazily(r"[〔\[（(【](20\d\d)[〕\]）)】](?=第?\d+号)")


def years(reading: Reading) -> Iterator[Remark]:
    """Wrong years in titles, openings, sentences and heads of tables (F1)."""
    yield from _headed(reading.manuscript)
    for passage in reading.manuscript.prose():
        yield from _presented(reading.manuscript, passage)
        yield from _stale(reading, passage)


def broken_dates(reading: Reading) -> Iterator[Remark]:
    """Broken dates and document numbers (F6)."""
    for passage in reading.manuscript.passages:
        if passage.kind != "aside" and passage.own:
            yield from _broken(reading.manuscript, passage)


def _fits(manuscript: Manuscript, year: int) -> bool:
    return year == manuscript.year or (manuscript.school and year == manuscript.year + 1)


def _headed(manuscript: Manuscript) -> Iterator[Remark]:
    """Titles, and the heads of published tables."""
    titles = ((passage, _BARE_YEAR, "标题") for passage in manuscript.passages if passage.kind == "title")
    tables = ((passage, _YEAR, "表头") for passage in manuscript.tables if len(passage.text) < 60)
    for passage, pattern, what in (*titles, *tables):
        years = [int(found) for found in pattern.findall(passage.text)]
        if years and not any(_fits(manuscript, year) for year in years):
            yield Remark("F1", passage, quoted(passage.text), f"{what}写的是{years[0]}年，报告的是{manuscript.year}年")


def _presented(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    yield from _period(manuscript, passage)
    found = _PRESENTED.search(passage.text)
    if found is None or _fits(manuscript, int(found[1])) or _last_years_report(manuscript, passage, int(found[1])):
        return
    message = f"开头写的是{found[1]}年，报告的是{manuscript.year}年"
    yield Remark("F1", passage, quoted(passage.text, found[0]), message)


def _period(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """The statistical period: the calendar year, or a school's from September to August."""
    found = _PERIOD.search(passage.text)
    if found is None or not re.search("统计|期限|时限|数据", passage.text):
        return
    year = manuscript.year
    if manuscript.school and found["month"] == "1":
        return  # some schools count by calendar years
    ends = year + 1 if manuscript.school else year
    if int(found["first"]) != year or int(found["last"] or ends) != ends:
        one = found["last"] in (None, found["first"])
        told = f"{found['first']}年" if one else f"{found['first']}年{found['month']}月至{found['last']}年"
        message = f"统计期限写的是{told}，报告的是{year}年"
        yield Remark("F1", passage, quoted(passage.text, found[0]), message)


def _last_years_report(manuscript: Manuscript, passage: Passage, year: int) -> bool:
    """`按时编制发布2022年度报告`: a deed of the year, not the opening of this report."""
    deed = re.search("按时|按要求|按规定|及时|完成|组织|指导|集中|[1-3]月", passage.text)
    return year == manuscript.year - 1 and bool(deed or passage.heading not in ("", passage.chapter))


def _stale(reading: Reading, passage: Passage) -> Iterator[Remark]:
    """Sentences that open with last year as if it were the report's, or plan the year that has passed."""
    year = reading.year
    if reading.manuscript.school:
        return
    ahead = reading.stands_in(passage, "problems") or re.search(_AHEAD, passage.heading)
    for sentence in sentences(passage.text):
        planned = _PLANNED.match(sentence)
        if planned and int(planned["year"]) == year and ahead:
            message = f"{year}年已经过去，这里还写“将”做什么，可能是上年报告留下来的"
            yield Remark("F1", passage, quoted(sentence), message)
        opened = re.match(rf"^(?:截[至止]到?)?{year - 1}年度?(?!\d)", sentence)
        if (
            opened
            and not ahead
            and str(year) not in sentence
            and not re.search(rf"[；。]\s*(?:而)?{year}年", passage.text)
            and not _COMPARED.search(re.sub("《(?:中华人民共和国政府信息公开)?条例》|其他需要报告的事项", "", sentence))
            and not _HONOURED.search(sentence)
            and re.search(r"我|本|全|局|共|认真|主动|严格|深入|坚持|积极", sentence[:30])
        ):
            message = f"这一句说的是{year - 1}年，报告的是{year}年，可能是上年报告留下来的"
            yield Remark("F1", passage, quoted(sentence), message)


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
    """Dated after the deadline (F4)."""
    manuscript = reading.manuscript
    closing = manuscript.report.questions.get(DATE)
    if isinstance(closing, dt.date):
        due = _deadline(manuscript)
        if due < closing < due.replace(year=due.year + 1):
            message = f"成文日期是{date_text(closing)}，公布期限是{date_text(due)}"
            yield Remark("F4", manuscript.answered(f"cover.{DATE}"), "", message)


def _deadline(manuscript: Manuscript) -> dt.date:
    year = manuscript.year + 1
    if manuscript.school:
        return dt.date(year, 10, 31)
    if manuscript.year <= 2018 or manuscript.unit_kind != DEPARTMENT:
        return dt.date(year, 3, 31)
    return dt.date(year, 1, 31)


def _broken(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    for pattern, what in _BROKEN:
        if found := pattern.search(passage.text):
            yield Remark("F6", passage, quoted(passage.text, found[0]), f"“{found[0]}”{what}")
    for found in _DAY.finditer(passage.text):
        if not date_of((found[1] or "2024", found[2], found[3])):
            yield Remark("F6", passage, quoted(passage.text, found[0]), f"没有“{found[0]}”这一天")
    for found in _NUMBER.finditer(passage.text):
        if int(found[1]) > manuscript.year + 1:
            message = f"文号的年份{found[1]}晚于报告年度{manuscript.year}"
            yield Remark("F6", passage, quoted(passage.text, found[0]), message)
