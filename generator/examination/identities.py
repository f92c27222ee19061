"""Checks applied to a report: which hold, which are broken and by how much, which cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.examination.report import Report
from generator.standard.binding import Bound, Instance, Operand
from generator.standard.equation import Choice
from generator.standard.model import Standard

_RELATIONS = {
    "=": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
}


class Result(NamedTuple):
    """A check that could be told at one place. `gap` marks a given total whose parts are partly blank."""

    instance: Instance
    left: Decimal
    right: Decimal
    holds: bool
    gap: bool = False


class Checking:
    """Applies the checks of a standard to a report, with last year's report where there is one."""

    def __init__(self, standard: Standard, report: Report, last: Report | None) -> None:
        self.standard, self.report, self.last = standard, report, last
        self.chosen = report.chosen

    def results(self) -> list[Result]:
        """Every check that can be told, in the order of the standard; what siblings already imply is left out."""
        told: dict[tuple[str, str, str], Result] = {}
        for instance in self.standard.instances:
            if instance.applies(self.report.year) and (result := self._result(instance)):
                told[instance.code, instance.rule.rule, instance.along + instance.total] = result
        return [result for result in told.values() if not self._implied(result, told)]

    def _implied(self, result: Result, told: Mapping[tuple[str, str, str], Result]) -> bool:
        """Whether the same check told at each part of a total column says it already."""
        instance = result.instance
        if not instance.implied_by or instance.total or result.gap:
            return False
        return all((instance.code, instance.rule.rule, part) in told for part in instance.implied_by)

    def _result(self, instance: Instance) -> Result | None:
        if instance.total:
            return self._total(instance)
        if not self._asked(instance):
            return None
        left, right = self._side(instance.equation.left), self._side(instance.equation.right)
        if left is None or right is None:
            return None
        near = instance.equation.relation == "=" and abs(left - right) <= Decimal(instance.check.within)
        return Result(instance, left, right, near or _RELATIONS[instance.equation.relation](left, right))

    def _total(self, instance: Instance) -> Result | None:
        """A given total against its parts; a computed one always holds and is not told."""
        if instance.total not in self.report.given:
            return None
        left = self.report.number(instance.total)
        parts = [self.report.number(ref) for operand in instance.equation.right for ref in operand.refs]
        if left is None:
            return None
        right = sum((Decimal(part) for part in parts if part is not None), Decimal(0))
        refs = [ref for operand in instance.equation.right for ref in operand.refs]
        gap = any(
            part is None and not self.standard.figures[ref].optional for ref, part in zip(refs, parts, strict=True)
        )
        return Result(instance, Decimal(left), right, Decimal(left) == right, gap)

    def _asked(self, instance: Instance) -> bool:
        if not instance.condition:
            return True
        return any(all(self._test(test) for test in clause) for clause in instance.condition)

    def _test(self, test: Bound | Choice) -> bool:
        if isinstance(test, Choice):
            if test.question == "last":
                return self.last is None
            return test.holds(self.chosen)
        left, right = self._side(test.left), self._side(test.right)
        return left is not None and right is not None and bool(_RELATIONS[test.relation](left, right))

    def reasons(self, instance: Instance) -> Iterator[str]:
        """The typed figures of its own table that made a check be asked: those of its conditions that are not 0."""
        tests = (test for clause in instance.condition for test in clause if not isinstance(test, Choice))
        for operand in (operand for test in tests for operand in test.left if operand.kind == "figure"):
            for typed in (typed for ref in operand.refs for typed in self._typed(ref, as_given=False)):
                if self.standard.figures[typed].table == instance.table and self.report.number(typed):
                    yield typed

    def _side(self, operands: tuple[Operand, ...]) -> Decimal | None:
        total = Decimal(0)
        for operand in operands:
            value = self.value(operand)
            if value is None:
                return None
            total += operand.sign * value
        return total

    def value(self, operand: Operand) -> Decimal | None:
        """What an operand is worth; None when it cannot be told."""
        if operand.kind == "number":
            return operand.number
        if operand.kind == "cover":
            answer = self.report.exact_answer(operand.refs[0])
            return None if answer is None else Decimal(answer)
        source = self.report if operand.kind == "figure" else self.last
        if source is None:
            return None
        numbers = [source.told(ref) for ref in operand.refs]
        if any(number is None for number in numbers):
            return None
        return sum((Decimal(number) for number in numbers if number is not None), Decimal(0))

    def linear(self, instance: Instance) -> dict[str, int]:
        """An equation as coefficients of the figures that were typed; computed totals stand for their parts."""
        found: dict[str, int] = {instance.total: 1} if instance.total else {}
        sides = (
            ((-1, instance.equation.right),)
            if instance.total
            else (
                (1, instance.equation.left),
                (-1, instance.equation.right),
            )
        )
        for side, operands in sides:
            for operand in operands:
                for ref in operand.refs if operand.kind == "figure" else ():
                    for typed in self._typed(ref, as_given=bool(instance.total)):
                        found[typed] = found.get(typed, 0) + side * operand.sign
        return {address: factor for address, factor in found.items() if factor}

    def _typed(self, address: str, as_given: bool) -> Iterator[str]:
        """The typed figures a figure comes from; a given total counts as typed where its parts do not decide."""
        figure = self.standard.figures[address]
        if not figure.is_total or (address in self.report.given and (as_given or address not in self.report.sums)):
            yield address
            return
        for part in figure.sums[0]:
            yield from self._typed(part, as_given)
