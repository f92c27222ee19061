"""The answers of the cover read as their kinds: what is missing, refused, odd, or not asked of this office, is noted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from generator.answers.answer import Answer
from generator.answers.values import Refused, read_answer
from generator.examination.findings import BAD_VALUE, BLANK, COVER_ORDER, EARLY_DATE, ODD_ANSWER, OTHER_YEAR
from generator.examination.noting import NOTHING, Noting
from generator.examination.report import Value, chosen_words
from generator.standard.definition import AGENCY, DATE, YEAR, Question
from generator.words.characters import is_blank
from generator.words.days import date_text


class CoverReading:
    """Reads the cover of one report."""

    def __init__(self, noting: Noting) -> None:
        self.noting, self.standard, self.answers = noting, noting.standard, noting.answers

    def read(self) -> dict[str, Value]:
        """The answers of the cover; those the form does not ask of this office are told and left out."""
        found: dict[str, Value] = {}
        for number, (key, question) in enumerate(self.standard.questions.items()):
            answer, order = self.answers.questions.get(key), (COVER_ORDER, number)
            blank = answer is None or (is_blank(answer.text) and not answer.problem)
            if f"cover.{key}" in self.standard.conditions and self._not_asked(key, found):
                if answer and not blank and answer.text.strip() not in NOTHING:
                    self.noting.unasked(f"cover.{key}", question.label, question, order)
            elif answer is None or blank:
                if question.required and key != YEAR:
                    message = f"“{question.label}”没有填"
                    if key == AGENCY:
                        message += "，没有编制机关就没有报告：题目、落款都要写它"
                    self.noting.find(BLANK, "unfilled", f"cover.{key}", question.label, message, "请填写", order)
            elif (value := self._answer(key, question, answer, order)) is not None:
                found[key] = value
        return found

    def _not_asked(self, key: str, before: Mapping[str, Value]) -> bool:
        told = {**self.standard.supposed(str(before.get(AGENCY, ""))), **chosen_words(before)}
        return not all(one.holds(self.answers.year, told) for one in self.standard.conditions[f"cover.{key}"])

    def _answer(self, key: str, question: Question, answer: Answer, order: tuple[int, int]) -> Value | None:
        try:
            if answer.problem:
                raise Refused(answer.problem)
            value = read_answer(question.kind, answer.text, tuple(question.choices))
        except Refused as problem:
            self.noting.refuse(BAD_VALUE, f"cover.{key}", question.label, f"“{question.label}”{problem}", order)
            return None
        if told := _odd(key, str(value)):
            message = f"“{question.label}”{told[0]}"
            self.noting.find(ODD_ANSWER, "warning", f"cover.{key}", question.label, message, told[1], order)
        if key == YEAR and value != self.answers.year:
            self._other_year(value, order)
        if key == DATE and isinstance(value, dt.date):
            self._date(value, order)
        return value

    def _date(self, date: dt.date, order: tuple[int, int]) -> None:
        """A report is not dated before its period has ended."""
        end = self.standard.last_day(self.answers.year)
        if date <= end:
            period = self.standard.wording(self.standard.file.period, self.answers.year)
            message = f"成文日期是 {date_text(date)}，{period}还没有结束"
            advice = f"报告应在 {date_text(end)} 以后成文，请核对日期"
            self.noting.find(EARLY_DATE, "warning", f"cover.{DATE}", "成文日期", message, advice, order)

    def _other_year(self, value: Value, order: tuple[int, int]) -> None:
        year = self.answers.year
        message = f"报告年度填的是 {value}，而这份表是 {year} 年度的"
        advice = (
            f"要报 {year} 年度的，请改回 {year}；要报 {value} 年度的，请用 nianbao form --year {value} 重新生成表格"
        )
        self.noting.find(OTHER_YEAR, "error", f"cover.{YEAR}", "报告年度", message, advice, order)


def _odd(key: str, value: str) -> tuple[str, str] | None:
    """What is odd about an answer of the cover, and what to do."""
    if key == AGENCY and re.search(r"(?:年度?)?(?:政府)?信息公开(?:工作)?(?:年度)?报告$", value):
        return f"填的是“{value}”，这是报告的标题", "只填机关的全称，标题会自动写"
    if key == AGENCY and re.fullmatch(
        r"(?:教育|民政|财政|水利|水务|公安|司法|交通运输|农业农村|卫生健康|应急管理|审计|统计|市场监督管理|自然资源|生态环境|住房和城乡建设|文化和旅游|人力资源和社会保障|发展和改革|商务|林业|气象|税务)(?:局|委员会)",
        value,
    ):
        return f"填的是“{value}”，没有写是哪个县、哪个市的", "填机关的全称，如 示例县教育局"
    if key == "postcode" and re.search(r"\d", value) and not re.fullmatch(r"\d{6}", value):
        return f"填的是“{value}”，邮政编码是六位数字", "核对邮政编码"
    return None
