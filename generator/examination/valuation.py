"""Answers to values: each read as its kind, totals added up, blanks and refused values listed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.answers.answer import Answer, Answers
from generator.answers.values import Refused, read_answer, read_paragraphs, read_value
from generator.examination.arranging import Arrangement
from generator.examination.findings import (
    ASIDE,
    BAD_VALUE,
    BLANK,
    EARLY_DATE,
    ODD_COVER,
    OTHER_YEAR,
    UNKNOWN_NAME,
    Finding,
    Severity,
)
from generator.examination.report import Number, Report, Value, chosen
from generator.standard.conditions import Conditional, in_words
from generator.standard.definition import AGENCY, DATE, YEAR, Question
from generator.standard.figures import Figure
from generator.standard.model import NOTE, REPORT, Standard
from generator.standard.table_definition import NUMBERS, Repeated
from generator.words.characters import is_blank
from generator.words.days import date_text

COVER_ORDER, TEXT_ORDER = -1, 1000
_NOTHING = ("0", "无", "否", "没有")


class Valuation:
    """Reads every answer of one report; what cannot be read becomes findings."""

    def __init__(self, standard: Standard, answers: Answers) -> None:
        self.standard, self.answers = standard, answers
        self.findings: list[Finding] = []
        self.order = {name: number for number, name in enumerate(standard.tables)}
        self.values: dict[str, Value | None] = {}
        self.absent: frozenset[str] = frozenset()
        self.arrangement = Arrangement(standard, answers, self.absent)
        self.added: dict[str, Value | None] = {}  # the totals as they were worked out
        self.sums: dict[str, Number] = {}

    def report(self) -> Report:
        """The report; `findings` are complete afterwards."""
        self._strays()
        questions = self._answered()
        supposed = self._supposed(questions)
        known = {**supposed, **chosen(questions)}
        self.absent = self.standard.absent(self.answers.year, known) - self._shown(known)
        self.arrangement = Arrangement(self.standard, self.answers, self.absent)
        self._arranged()
        self._entered()
        figures = {address: self._total(figure) for address, figure in self.standard.figures.items()}
        given = {a for a, f in self.standard.figures.items() if f.is_total and self.values.get(a) is not None}
        return Report(
            standard=self.standard.id,
            year=self.answers.year,
            figures=figures,
            given=frozenset(given),
            sums=self.sums,
            questions=questions,
            supposed=supposed,
            texts=dict(self._texts("text", self.answers.texts)),
            rewrites=dict(self._texts("rewrite", self.answers.rewrites)),
            titles={key: _title(key, words) for key, words in self._texts("titles", self.answers.titles)},
            chapters=self.arrangement.chapters,
            left_out=self.arrangement.left_out,
            absent=self.absent,
        )

    def _strays(self) -> None:
        for number, stray in enumerate(self.answers.strays):
            message, advice = stray.problem, "检查名称的拼写，或者删掉这一行"
            self.findings.append(
                Finding(
                    UNKNOWN_NAME, "error", stray.place, stray.text, message, advice, order=(COVER_ORDER - 1, number)
                )
            )

        for number, aside in enumerate(self.answers.asides):
            advice = "需要印的移到那里；只给自己看的可以不管，在“提醒说明”里写一句"
            found = Finding(ASIDE, "warning", aside.place, aside.text[:30], aside.problem, advice)
            self.findings.append(found._replace(order=(COVER_ORDER - 1, len(self.answers.strays) + number)))

    def _arranged(self) -> None:
        for number, found in enumerate(self.arrangement.misplaced()):
            slot = self.standard.text_slots.get(found.about.partition(".")[2])
            label, advice = slot.title if slot else "各章的安排", "改正这一处后再核对；要印的文字移到会印的地方"
            finding = Finding(UNKNOWN_NAME, "error", found.answer.place, label, found.problem, advice)
            self.findings.append(finding._replace(order=(TEXT_ORDER, number), about=found.about))

    def _find(
        self, code: str, severity: Severity, name: str, label: str, message: str, advice: str, order: tuple[int, int]
    ) -> None:
        place = self.answers.place(name)
        self.findings.append(Finding(code, severity, place, label, message, advice, order=order, about=name))

    def _refuse(self, code: str, name: str, label: str, problem: str, order: tuple[int, int]) -> None:
        advice = "改正这一格后再核对" if self.answers.place(name).cell else "改正这一处后再核对"
        self._find(code, "error", name, label, problem, advice, order)

    def _answered(self) -> dict[str, Value]:
        """The answers of the cover; those the form does not ask of this office are told and left out."""
        found: dict[str, Value] = {}
        for number, (key, question) in enumerate(self.standard.questions.items()):
            answer, order = self.answers.questions.get(key), (COVER_ORDER, number)
            blank = answer is None or (is_blank(answer.text) and not answer.problem)
            if f"cover.{key}" in self.standard.conditions and self._not_asked(key, found):
                if answer and not blank and answer.text.strip() not in _NOTHING:
                    self._unasked(f"cover.{key}", question.label, question, order)
            elif answer is None or blank:
                if question.required and key != YEAR:
                    message = f"“{question.label}”没有填"
                    if key == AGENCY:
                        message += "，没有编制机关就没有报告：题目、落款都要写它"
                    self._find(BLANK, "unfilled", f"cover.{key}", question.label, message, "请填写", order)
            elif (value := self._answer(key, question, answer, order)) is not None:
                found[key] = value
        return found

    def _shown(self, known: Mapping[str, str]) -> frozenset[str]:
        """Figures that are given though nobody has said whether the form has them of this office: then it has."""
        return frozenset(
            address
            for address, conditions in self.standard.conditions.items()
            if address in self.answers.figures
            and any(one.clauses for one in conditions)
            and not any(one.told(known) for one in conditions)
        )

    def _supposed(self, questions: Mapping[str, Value]) -> dict[str, str]:
        """The choices left open that the agency's name speaks for."""
        agency = str(questions.get(AGENCY, ""))
        return {key: choice for key, q in self.standard.questions.items() if (choice := q.supposed(agency))}

    def _not_asked(self, key: str, before: Mapping[str, Value]) -> bool:
        told = {**self._supposed(before), **chosen(before)}
        return not all(one.holds(self.answers.year, told) for one in self.standard.conditions[f"cover.{key}"])

    def _unasked(self, name: str, label: str, told: Conditional, order: tuple[int, int]) -> None:
        """An answer where the form has nothing to be answered of this office in this year."""
        why = in_words(told, self.standard.questions)
        message = f"{label}不用填：{f'这是{why}' if why else f'{self.answers.year} 年度没有这一项'}"
        self._refuse(UNKNOWN_NAME, name, label, message, order)

    def _answer(self, key: str, question: Question, answer: Answer, order: tuple[int, int]) -> Value | None:
        try:
            if answer.problem:
                raise Refused(answer.problem)
            value = read_answer(question.kind, answer.text, tuple(question.choices))
        except Refused as problem:
            self._refuse(BAD_VALUE, f"cover.{key}", question.label, f"“{question.label}”{problem}", order)
            return None
        if told := _odd(key, str(value)):
            message = f"“{question.label}”{told[0]}"
            self._find(ODD_COVER, "warning", f"cover.{key}", question.label, message, told[1], order)
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
            self._find(EARLY_DATE, "warning", f"cover.{DATE}", "成文日期", message, advice, order)

    def _other_year(self, value: Value, order: tuple[int, int]) -> None:
        year = self.answers.year
        message = f"报告年度填的是 {value}，而这份表是 {year} 年度的"
        advice = (
            f"要报 {year} 年度的，请改回 {year}；要报 {value} 年度的，请用 nianbao form --year {value} 重新生成表格"
        )
        self._find(OTHER_YEAR, "error", f"cover.{YEAR}", "报告年度", message, advice, order)

    def _texts(self, prefix: str, given: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
        for number, (slot, answer) in enumerate(given.items()):
            try:
                if answer.problem:
                    raise Refused(answer.problem)
                yield slot, read_paragraphs(answer.text)
            except Refused as problem:
                told = self.standard.text_slots.get(slot)
                title = told.title if told else slot
                self._refuse(BAD_VALUE, f"{prefix}.{slot}", title, f"“{title}”的文字：{problem}", (TEXT_ORDER, number))

    def _entered(self) -> None:
        for number, (address, figure) in enumerate(self.standard.figures.items()):
            answer = self.answers.figures.get(address)
            order = (self.order[figure.table], number)
            if address in self.absent:
                self._absent(figure, answer, order)
            elif answer is None or (is_blank(answer.text) and not answer.problem) or self._nothing_listed(figure):
                self.values[address] = None
                spared = figure.optional and not self._half_filled(figure)
                needed = not (figure.is_total or spared or figure.table in self.arrangement.unprinted)
                if needed and not self._enough(figure):
                    self._blank(figure, order)
            else:
                self.values[address] = self._value(figure, answer, order)

    def _nothing_listed(self, figure: Figure) -> bool:
        """Whether a row that repeats only says that there is nothing to list."""
        if not isinstance(figure.row.row, Repeated):
            return False
        row, columns = figure.address.rpartition(".")[0], self.standard.shape(figure.table)[figure.row.key]
        given = (self.answers.figures.get(f"{row}.{column}") for column in columns)
        return all(not answer.text.strip() or answer.text.strip() in _NOTHING for answer in given if answer)

    def _half_filled(self, figure: Figure) -> bool:
        """Whether a row that repeats is filled but for this cell, which must be filled too."""
        if not isinstance(figure.row.row, Repeated) or figure.column.column.optional:
            return False
        row, columns = figure.address.rpartition(".")[0], self.standard.shape(figure.table)[figure.row.key]
        return any(self.answers.figures.get(f"{row}.{column}") for column in columns) and not self._nothing_listed(
            figure
        )

    def _absent(self, figure: Figure, answer: Answer | None, order: tuple[int, int]) -> None:
        """A figure that the form does not have here counts as nothing."""
        self.values[figure.address] = 0 if figure.kind in NUMBERS else None
        if answer and answer.text.strip() not in ("", *_NOTHING):
            told = next((row for row in figure.rows if row.when), figure.row.row)
            self._unasked(figure.address, self.standard.name_of(figure, self.answers.year).printed, told, order)

    def _enough(self, figure: Figure) -> bool:
        """Whether another cell of the row is filled, in a table that needs only one of them."""
        if self.standard.tables[figure.table].row_needs == "all":
            return False
        row = figure.address.rpartition(".")[0]
        columns = self.standard.shape(figure.table)[figure.row.key]
        return columns[0] != figure.column.key or any(f"{row}.{column}" in self.answers.figures for column in columns)

    def _value(self, figure: Figure, answer: Answer, order: tuple[int, int]) -> Value | None:
        try:
            if answer.problem:
                raise Refused(answer.problem)
            return read_value(figure.kind, answer.text)
        except Refused as problem:
            label = self.standard.name_of(figure, self.answers.year).printed
            code = self.standard.code(figure.table, "input")
            self._refuse(code, figure.address, label, f"{label}：{problem}", order)
            return None

    def _blank(self, figure: Figure, order: tuple[int, int]) -> None:
        label = self.standard.name_of(figure, self.answers.year).printed
        code = self.standard.code(figure.table, "unfilled")
        advice = "没有的填 0" if figure.kind in NUMBERS else "请填写"
        if self.standard.tables[figure.table].row_needs == "any":
            advice = "这一行至少填一格"
        self._find(code, "unfilled", figure.address, label, f"{label}没有填", advice, order)

    def _total(self, figure: Figure) -> Value | None:
        """The value of a figure: as given, or for a total the sum of its parts, not known while one that is asked is blank."""
        value = self.values.get(figure.address)
        if not figure.is_total or figure.address in self.added:
            return self.added.get(figure.address, value)
        parts = {address: self._number(address) for address in figure.sums[0]}
        numbers = {address: number for address, number in parts.items() if number is not None}
        if numbers and all(number is not None or self._spared(address) for address, number in parts.items()):
            self.sums[figure.address] = _sum([self.sums.get(a, number) for a, number in numbers.items()])
            value = _sum([*numbers.values()]) if value is None else value
        self.added[figure.address] = value
        return value

    def _spared(self, address: str) -> bool:
        """Whether a figure may stay blank."""
        figure = self.standard.figures[address]
        return all(map(self._spared, figure.sums[0])) if figure.is_total else figure.optional

    def _number(self, address: str) -> Number | None:
        value = self._total(self.standard.figures[address])
        return value if isinstance(value, int | Decimal) else None


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


def _title(key: str, words: str) -> str:
    """A title on one line; those of the report and of the note may have several."""
    return words if key in (REPORT, NOTE) else " ".join(words.split())


def _sum(numbers: list[Number]) -> Number:
    """Whole numbers stay whole."""
    whole = [number for number in numbers if isinstance(number, int)]
    return sum(whole) if len(whole) == len(numbers) else sum(numbers, Decimal(0))
