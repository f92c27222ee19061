"""The likely culprit of a broken identity: a typed figure, or a swapped pair, whose correction makes everything hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.examination.identities import Checking, Result


class Suspicion(NamedTuple):
    """Figures to look at, each with the value that would make the identities hold, and why they are suspected."""

    changes: tuple[tuple[str, Decimal], ...]
    reason: str


_SHOWN = 3  # vanished figures


class Suspects:
    """Looks for culprits among all told equalities of a report."""

    def __init__(self, checking: Checking, results: list[Result]) -> None:
        self.report, self.standard, self.last = checking.report, checking.standard, checking.last
        self.equalities = [
            (checking.linear(r.instance), r.left - r.right)
            for r in results
            if r.instance.equation.relation == "=" and not r.gap
        ]

    def find(self, linear: dict[str, int], residual: Decimal) -> Suspicion | None:
        """The one likely culprit of an equality that is off by `residual`; None when several would do."""
        single = [(a, delta) for a, factor in linear.items() if (delta := self._mend(a, factor, residual)) is not None]
        both = [(a, delta) for a, delta in single if self._touched({a: delta}) > 1]
        if len(both) == 1:
            return self._changed(both, "改这一格，几条关系就都对上了")
        swaps = list(self._swaps(linear))
        if len(swaps) == 1:
            return self._changed(swaps[0], "这两格可能填反了")
        for slip, reason in ((_exchanged, "可能是相邻两个数字写颠倒了"), (_tenfold, "可能是多写或少写了一个 0")):
            slips = [(a, delta) for a, delta in single if slip(self._value(a), self._value(a) + delta)]
            if len(slips) == 1:
                return self._changed(slips, reason)
        return None

    def vanished(self, linear: dict[str, int], residual: Decimal) -> list[str]:
        """Figures that are 0, were not last year, and would mend an equality that is off by `residual`; the largest first."""
        if self.last is None:
            return []
        before = {address: self.last.told(address) or 0 for address in linear if not self._value(address)}
        found = [a for a, number in before.items() if number and self._mend(a, linear[a], residual) is not None]
        return sorted(found, key=lambda address: -before[address])[:_SHOWN]

    def _value(self, address: str) -> Decimal:
        return Decimal(self.report.number(address) or 0)

    def _changed(self, changes: list[tuple[str, Decimal]], reason: str) -> Suspicion:
        return Suspicion(tuple((address, self._value(address) + delta) for address, delta in changes), reason)

    def _mend(self, address: str, factor: int, residual: Decimal) -> Decimal | None:
        """The change of one figure that mends this equality without breaking or leaving broken any other."""
        delta = -residual / factor
        if delta != delta.to_integral_value() and self.standard.figures[address].kind != "money":
            return None
        return delta if self._value(address) + delta >= 0 and self._all_hold({address: delta}) else None

    def _all_hold(self, changes: dict[str, Decimal]) -> bool:
        for linear, residual in self.equalities:
            if not linear.keys() & changes.keys():
                continue
            if residual + sum(linear.get(address, 0) * delta for address, delta in changes.items()):
                return False
        return True

    def _touched(self, changes: dict[str, Decimal]) -> int:
        """How many broken equalities the figures stand in."""
        return sum(1 for linear, residual in self.equalities if residual and linear.keys() & changes.keys())

    def _swaps(self, linear: dict[str, int]) -> Iterator[list[tuple[str, Decimal]]]:
        """Neighbours in a row or column whose exchange makes every equality hold that they stand in."""
        for address in linear:
            for other in self._neighbours(address):
                difference = self._value(other) - self._value(address)
                changes = {address: difference, other: -difference}
                if difference and self._all_hold(changes):
                    yield list(changes.items())

    def _neighbours(self, address: str) -> Iterator[str]:
        """The typed figures right and left of a cell."""
        table, row, column = address.split(".")
        columns = self.standard.shape(table)[row]
        at = columns.index(column)
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(columns):
                other = f"{table}.{row}.{columns[beside]}"
                if not self.standard.figures[other].is_total or other in self.report.given:
                    yield other


def _exchanged(typed: Decimal, meant: Decimal) -> bool:
    """Whether `typed` is `meant` with two neighbouring digits exchanged."""
    one, two = format(typed, "f"), format(meant, "f")
    if len(one) != len(two):
        return False
    apart = [n for n, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == two[apart[1]]
        and one[apart[1]] == two[apart[0]]
    )


def _tenfold(typed: Decimal, meant: Decimal) -> bool:
    """Whether `typed` has a zero too many or too few."""
    return min(typed, meant) > 0 and (typed == meant * 10 or meant == typed * 10)
