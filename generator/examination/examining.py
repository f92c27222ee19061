"""The one place where answers become a report: values, checks, and every finding in reading order."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from generator.answers.answer import Answers
from generator.document.places import Place
from generator.errors import InputError
from generator.examination.culprit import Suspects
from generator.examination.findings import COVER_ORDER, OTHER_AGENCY, Finding, number_text, with_names
from generator.examination.identities import Checking, Result
from generator.examination.report import Report
from generator.examination.valuation import Valuation
from generator.standard.binding import Instance, Operand
from generator.standard.definition import AGENCY
from generator.standard.equation import IN_WORDS, OPPOSITE
from generator.standard.figures import Figure
from generator.standard.model import Standard

MANY = 8
_SIGN = {1: " + ", -1: " - "}


class Examination(NamedTuple):
    """A report and all that was found about it, in reading order."""

    report: Report
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


def examine(standard: Standard, answers: Answers, last_year: Report | None = None) -> Examination:
    """Examine one report; with last year's report the checks across years speak too.

    Raises InputError when `last_year` is not the report on the year before.
    """
    if last_year is not None and last_year.year != answers.year - 1:
        raise InputError(
            f"给的上年文件是 {last_year.year} 年度的，而本年报告是 {answers.year} 年度的，"
            f"上年文件应是 {answers.year - 1} 年度的，请换一个。"
        )
    valuation = Valuation(standard, answers)
    report = valuation.report()
    findings = [*valuation.findings, *_Telling(standard, answers, report, last_year).findings()]
    if last_year is not None and last_year.agency and report.agency and last_year.agency != report.agency:
        message = f"上年文件的编制机关是“{last_year.agency}”，本年是“{report.agency}”"
        advice = "如果机关改了名称可以不改；否则核对是不是拿错了上年文件"
        name = f"cover.{AGENCY}"
        found = Finding(OTHER_AGENCY, "warning", answers.place(name), "编制机关", message, advice, about=name)
        findings.append(found._replace(order=(COVER_ORDER, 0)))
    return Examination(
        report, tuple(sorted((with_names(f, standard, answers.year) for f in findings), key=lambda found: found.order))
    )


class _Telling:
    """Puts broken checks into words."""

    def __init__(self, standard: Standard, answers: Answers, report: Report, last: Report | None) -> None:
        self.standard, self.answers, self.report, self.last = standard, answers, report, last
        self.checking = Checking(standard, report, last)
        self.index = {address: number for number, address in enumerate(standard.figures)}
        self.tables = {name: number for number, name in enumerate(standard.tables)}

    def findings(self) -> list[Finding]:
        results = self.checking.results()
        suspects = Suspects(self.checking, results)
        return [self._finding(result, suspects) for result in results if not result.holds or result.gap]

    def _finding(self, result: Result, suspects: Suspects) -> Finding:
        instance = result.instance
        name, label, order = self._anchor(result)
        message = self._gap(result) if result.gap else self._broken(result)
        culprit = ""
        if instance.equation.relation == "=" and not result.gap:
            linear = self.checking.linear(instance)
            culprit = self._culprit(suspects, linear, result.left - result.right)
        return Finding(
            instance.code,
            "warning" if result.gap or instance.check.severity == "warning" else "error",
            self.answers.place(name),
            label,
            message,
            self._advice(result, self.answers.place(name)),
            culprit,
            result.left,
            result.right,
            order,
            name,
        )

    def _advice(self, result: Result, place: Place) -> str:
        if result.gap:
            return "补填空着的分项，或者核对合计"
        if result.instance.total and place.cell:
            return f"{place.cell} 原是自动合计，被改成了数字；请改成各项之和，或者重新生成表格把数抄过去"
        return result.instance.check.advice

    def _anchor(self, result: Result) -> tuple[str, str, tuple[int, int]]:
        """Where a finding is listed, how that is called, and its order: the first figure, else the first answer."""
        figure = self._figure(result)
        if figure is not None:
            order = (self.tables[figure.table], self.index[figure.address])
            return figure.address, self.standard.name_of(figure, self.report.year).printed, order
        key = next(o.refs[0] for o in result.instance.equation.operands if o.kind == "cover")
        return (
            f"cover.{key}",
            self.standard.questions[key].label,
            (COVER_ORDER, list(self.standard.questions).index(key)),
        )

    def _figure(self, result: Result) -> Figure | None:
        """The total a check is about, or the first figure of its equation; of another table's, what it was asked for."""
        refs = [o.refs[0] for o in result.instance.equation.operands if o.kind == "figure"]
        address = result.instance.total or (refs[0] if refs else "")
        figure = self.standard.figures.get(address)
        if figure is not None and figure.table != result.instance.table:
            address = next(self.checking.reasons(result.instance), address)
        return self.standard.figures.get(address)

    def _broken(self, result: Result) -> str:
        equation = result.instance.equation
        where = self._along(result)
        left = self._sum(equation.left, result.left, result.instance)
        if not result.instance.total and all(o.kind == "number" for o in equation.right):  # a bound, not a sum
            must = f"{IN_WORDS[equation.relation]} {number_text(result.right)}"
            return f"{where}{left}，{must}（{result.instance.says}）"
        right = self._sum(equation.right, result.right, result.instance)
        off = abs(result.left - result.right)
        relation = OPPOSITE[equation.relation]
        constant = equation.relation != "=" and any(o.kind == "number" for o in equation.operands)
        differ = f"，相差 {number_text(off)}" if off and not constant else ""
        return f"{where}{left} {relation} {right}{differ}（{result.instance.says}）"

    def _gap(self, result: Result) -> str:
        label = self.standard.name_of(self.standard.figures[result.instance.total], self.report.year).printed
        off = f"，差 {number_text(abs(result.left - result.right))}" if result.left != result.right else ""
        added = f"已填的分项之和是 {number_text(result.right)}{off}"
        return f"{label}填了 {number_text(result.left)}，但分项没有填全，{added}（{result.instance.says}）"

    def _along(self, result: Result) -> str:
        """The column (or row) a check was made for, named where the table has several."""
        instance, figure = result.instance, self._figure(result)
        if not instance.along or figure is None:
            return ""
        shape = self.standard.shape(figure.table)
        if instance.along == figure.column.key and len(shape[figure.row.key]) > 1:
            return f"“{self._column(figure.address)}”列："
        if instance.along == figure.row.key and len(shape) > 1:
            return f"“{self.standard.wording(figure.row.row.label, self.report.year)}”行："
        return ""

    def _column(self, address: str) -> str:
        return self.standard.wording(self.standard.figures[address].column.column.label, self.report.year)

    def _sum(self, operands: tuple[Operand, ...], total: Decimal, instance: Instance) -> str:
        if len(operands) > MANY:  # a long sum is told by what is not zero in it
            nonzero = tuple(o for o in operands if self._amount(o, instance))
            if not 1 < len(nonzero) <= MANY:
                return f"各项之和 {number_text(total)}"
            return f"{self._sum(nonzero, total, instance)}（其余各项为 0）"
        terms = "".join(
            (_SIGN[o.sign] if number or o.sign < 0 else "") + self._term(o, instance)
            for number, o in enumerate(operands)
        ).strip()
        return terms if len(operands) == 1 else f"{terms} = {number_text(total)}"

    def _term(self, operand: Operand, instance: Instance) -> str:
        """An operand with its place and figure; a total's own check shows what was typed, not what it adds up to."""
        value = self._amount(operand, instance)
        if operand.kind == "number":
            return number_text(value)
        if operand.kind == "cover":
            question = self.standard.questions[operand.refs[0]]
            return f"{question.label}{_spot(self.answers.place(f'cover.{operand.refs[0]}'))} {number_text(value)}"
        names = self._name(operand, instance.along)
        if operand.kind == "last":
            return f"{self.report.year - 1}年{names} {number_text(value)}"
        spots = [self._spot(ref) for ref in (operand.refs[0], operand.refs[-1])]
        place = spots[0] if len(operand.refs) == 1 else f"{spots[0].rstrip('）')}至{spots[1].lstrip('（')}"
        return f"{names}{place} {number_text(value)}"

    def _amount(self, operand: Operand, instance: Instance) -> Decimal:
        value = None if instance.total else self.checking.value(operand)
        return Decimal(self.report.number(operand.refs[0]) or 0) if value is None else value

    def _name(self, operand: Operand, along: str) -> str:
        """An operand by the form's words, without the column or row that the whole check is about."""
        figure = self.standard.figures[operand.refs[0]]
        if len(operand.refs) > 1:
            return self.standard.wording(operand.label, self.report.year)
        if along == figure.column.key and figure.row.row.label:
            return self.standard.wording(figure.row.row.label, self.report.year)
        if along == figure.row.key and figure.row.row.label:
            return self._column(figure.address)
        return self.standard.name_of(figure, self.report.year).printed

    def _spot(self, address: str) -> str:
        """Where a figure stands; nothing for a total that an answers file does not give."""
        place = self.answers.place(address)
        return _spot(place) if place.cell or address in self.answers.figures else ""

    def _culprit(self, suspects: Suspects, linear: dict[str, int], residual: Decimal) -> str:
        suspicion = suspects.find(linear, residual)
        if suspicion is None:
            return self._vanished(suspects.vanished(linear, residual))
        told = []
        for address, value in suspicion.changes:
            now = number_text(self.report.number(address) or 0)
            told.append(f"{self._with_spot(address)}现填 {now}，若为 {number_text(value)} 则相符")
        return f"最可能的是：{'；'.join(told)}（{suspicion.reason}）"

    def _vanished(self, addresses: list[str]) -> str:
        """The figures that are 0 and were not last year, to be looked at first."""
        if not addresses or self.last is None:
            return ""
        names = (f"{self._with_spot(a)}上年 {number_text(self.last.number(a) or 0)}" for a in addresses)
        return f"上年有数、今年填 0 的，先看：{'；'.join(names)}"

    def _with_spot(self, address: str) -> str:
        """A figure by the form's words, and where it stands."""
        return self.standard.name_of(self.standard.figures[address], self.report.year).printed + self._spot(address)


def _spot(place: Place) -> str:
    return f"（{place.spot}）" if place.spot else ""
