"""Rule F1: the year everywhere the same, the period whole, no sentence left over from last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily
from generator.words.sentences import sentences

_YEAR = lazily(r"(?<!\d)(20[012]\d)年")
_BARE_YEAR = lazily(r"(?<!\d)(20[012]\d)(?!\d)")
_PERIOD = lazily(
    r"(?<!\d)(?P<first>20[012]\d)年(?P<month>1|9)月1日(?:起)?(?:至|到|—|-|－|~)(?:(?P<last>20[012]\d)年)?(?=12月31日|8月31日)"
)
_SPAN = lazily(
    r"(?<!\d)(?P<first>20[012]\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:起)?[，、]?(?:至|到|—+|-|－|~|～)"
    r"(?:(?P<last>20[012]\d)年)?(?P<until>\d{1,2})月(?P<to>\d{1,2})日"
)
_WHOLE = {(1, 1, 12, 31)}
_WHOLE_SCHOOL = {*_WHOLE, (9, 1, 8, 31)}
_FIRST_DAY = {(2008, 5, 1)}  # the day the first regulation came into force
_PRESENTED = lazily(
    r"(?:现将|特将|现公布|特向社会公布|现向社会公布|现予公布|编制)[^，。；]{0,16}?(?<!\d)(20[012]\d)年度?[^，。；〔《]{0,24}(?:报告|情况|年报)"
)
_COMPARED = lazily(
    r"评为|评选|获|荣|确定为|列为|改革|被|年[底末]|度?公开的|比|较|同比|上年|上一年|去年|增|降|以来|考核|评估|测评|反馈|整改|问题|报告|年报|结转|决算|预算|计划|规划|至今|印发|出台|发布的|《|〔|为例|期间"
)
_NOT_COMPARED = lazily("《(?:中华人民共和国政府信息公开)?条例》|其他需要报告的事项|新增")
_AT_THE_END = lazily(r"截[至止]到?20\d\d年(?:度)?(?:[底末]|12月)")
_COUNTED = lazily(
    r"^20\d\d年度?[，,]?(?:我[\u4e00-\u9fff]|本[\u4e00-\u9fff]{1,3}|全[\u4e00-\u9fff])?共?(?:主动)?(?:公开|发布|收到|受理|办结)[^，。；]{0,14}\d+[条件篇]"
)
_CARRIED = lazily("结转|未办结|尚未|遗留|比|较|累计至|考核|评估|上年|去年|以来|《")
_OWN_DEED = lazily("我|本|全|局|共|认真|主动|严格|深入|坚持|积极|新增|新建|开设")
_HONOURED = lazily("被评|评为|考评|获|荣|表彰|先进|名列|排名|第[一二三四五]名")
_PLANNED = lazily(
    r"^(?:在)?(?P<year>20[012]\d)年.{0,16}?将(?:进一步|继续(?!教育)|重点(?!领域|工作|任务|项目|民生)|着力|从以下|按照|认真)"
)
_NEXT = lazily(
    r"^(?:下一步|下一阶段|今后|接下来)[，,]?(?!.*(?:要点|报告|反馈|考核|评估|存在的)).{0,20}?(?:将|要|力争|继续|进一步)[^。]{0,16}?(?P<year>20[012]\d)年"
    r"|^(?:下一步|下一阶段|接下来)[，,]?(?P<year2>20[012]\d)年[^，。]{0,6}(?:将|要|力争|计划)"
)
_PURPOSED = lazily(
    r"^(?:[（(][一二三四][)）][^，。]{2,12}[。：])?为(?:了)?[^。]{2,40}[，,](?P<year>20\d\d)年[^，。]{0,6}(?:将|加大|加强|进一步|继续|强化|着力|要)(?!.*已)"
)
_REPORTED = lazily(
    r"(?:^|[。；])(?:\d{1,2}[.、])?(20\d\d)年度?[，,]?(?:我[\u4e00-\u9fff]|本[\u4e00-\u9fff]{1,3})?[\u4e00-\u9fff]{0,6}(?:编制|公开|发布|公布)"
    r"(?:和公开|并公开|并发布|和发布|、公开)?了\1年度?(?:政府|政务)?信息公开(?:工作)?(?:年度报告|年报)"
)
_AHEAD = "问题|打算|改进|措施|努力方向|下一步|计划"  # a heading of the office's own over what it means to do


def years(reading: Reading) -> Iterator[Remark]:
    """Wrong years in titles, openings, sentences and heads of tables (F1)."""
    yield from _headed(reading.manuscript)
    for passage in reading.manuscript.prose():
        yield from _presented(reading.manuscript, passage)
        yield from _stale(reading, passage)


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
    yield from _whole_period(manuscript, passage)
    reported = _REPORTED.search(passage.text)
    if reported and int(reported[1]) == manuscript.year and not manuscript.school:
        message = f"{manuscript.year}年度的报告要到下一年才编制、发布，这里说{manuscript.year}年已经发布了"
        yield Remark("F1", passage, quoted(passage.text, reported[0]), message, "核对是不是上一年度的报告")
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


def _whole_period(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """A statistical period that is not a whole year: `至12月20日止`."""
    if "统计" not in passage.text:
        return
    for sentence in sentences(passage.text):
        found = _SPAN.search(sentence)
        if found is None or not re.search("统计(?:的)?(?:期限|时限|时间|周期|范围|起止)|数据", sentence):
            continue
        days = tuple(int(found[key]) for key in ("month", "day", "until", "to"))
        whole = _WHOLE_SCHOOL if manuscript.school else _WHOLE
        if (
            days in whole
            or (int(found["first"]), *days[:2]) in _FIRST_DAY
            or not _fits(manuscript, int(found["first"]))
        ):
            continue
        message = f"统计期限写的是{found[0]}，不是整年"
        right = "9月1日至下一年8月31日" if manuscript.school else "1月1日至12月31日"
        yield Remark("F1", passage, quoted(sentence, found[0]), message, f"统计期限是{right}，数也要统计到这一天")
        return


def _last_years_report(manuscript: Manuscript, passage: Passage, year: int) -> bool:
    """`按时编制发布2022年度报告`: a deed of the year, not the opening of this report."""
    deed = re.search("按时|按要求|按规定|及时|完成|组织|指导|集中|[1-3]月", passage.text)
    return year == manuscript.year - 1 and bool(deed or passage.heading not in ("", passage.chapter))


def _stale(reading: Reading, passage: Passage) -> Iterator[Remark]:
    """Sentences that open with last year as if it were the report's, or plan the year that has passed."""
    year = reading.year
    if reading.manuscript.school or str(year)[:2] not in passage.text:
        return
    ahead = reading.stands_in(passage, "problems") or re.search(_AHEAD, passage.heading)
    for sentence in sentences(passage.text):
        planned = _PLANNED.match(sentence) or _PURPOSED.match(sentence) or _NEXT.match(sentence)
        named = planned and next(filter(None, (planned["year"], planned.groupdict().get("year2"))))
        if named and int(named) == year and ahead:
            message = f"{year}年已经过去，这里还写“将”做什么，可能是上年报告留下来的"
            yield Remark("F1", passage, quoted(sentence), message)
        elif (_counted if ahead else _left_over)(_opened(passage.text, sentence, year)):
            message = f"这一句说的是{year - 1}年，报告的是{year}年，可能是上年报告留下来的"
            yield Remark("F1", passage, quoted(sentence), message)


def _opened(text: str, sentence: str, year: int) -> str:
    """A sentence that opens with the year before the report's and does not go on to that; else nothing."""
    opened = re.match(rf"^(?:截[至止]到?{year - 1}年|{year - 1}年度?(?!\d))", sentence)
    goes_on = not opened or str(year) in sentence or re.search(rf"[；。]\s*(?:而)?{year}年", text)
    return "" if goes_on else sentence


def _counted(sentence: str) -> bool:
    """Whether what was done in a year is counted: `2023年我局共公开信息321条`."""
    return bool(_COUNTED.search(sentence))


def _left_over(sentence: str) -> bool:
    """Whether a sentence tells a year's deeds or its state at the end as if they were the report's."""
    if _AT_THE_END.match(sentence) and ("全年" in sentence or not _CARRIED.search(sentence)):
        return True
    plain = _NOT_COMPARED.sub("", sentence)
    if _COMPARED.search(plain) or _HONOURED.search(plain):
        return False
    return bool(_OWN_DEED.search(sentence[:30]))
