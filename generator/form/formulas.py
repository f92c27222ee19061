"""The live lines of the form: totals and checks as Excel formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.form.layout import ZERO_PREFIX, Spot, coordinate, letters
from generator.standard.binding import Bound, Instance, Operand
from generator.standard.equation import Choice
from generator.standard.model import Standard

HOLDS, OPEN, NOT_ASKED, BROKEN = "相符", "待填", "不适用", "不符"


class Unknown(Exception):
    """The form cannot tell this check live (last year's figures are not at hand)."""


class Formulas:
    """Makes formulas for a sheet out of addresses."""

    def __init__(self, standard: Standard, cells: Mapping[str, Spot], last: Mapping[str, Decimal | int]) -> None:
        self.standard, self.cells, self.last = standard, cells, last
        self.sheet = ""

    def total(self, address: str) -> str:
        """Blank while all parts are blank, else the sum of those given."""
        joined = ",".join(self.ranges(self.standard.figures[address].sums[0]))
        return f'=IF(COUNT({joined})=0,"",SUM({joined}))'

    def zero(self, table: str) -> str:
        """0 where the cover says that the blanks of a table are nothing."""
        return f'=IF({self.ref(ZERO_PREFIX + table)}="是",0,"")'

    def check(self, instance: Instance) -> str:
        """`相符`, `待填`, `不适用`, or the difference of the two sides."""
        off = f"ROUND(({self.side(instance.equation.left)})-({self.side(instance.equation.right)}),6)"
        near = instance.check.within if instance.equation.relation == "=" else "0"
        off = f"IF(ABS({off})<={near},0,{off})" if near != "0" else off
        told = f'IF({off}{instance.equation.relation}0,"{HOLDS}",IF({off}=0,"{BROKEN}",{off}))'
        if instance.condition:
            clauses = [f"AND({','.join(self._test(test) for test in clause)})" for clause in instance.condition]
            told = f'IF(OR({",".join(clauses)}),{told},"{NOT_ASKED}")'
        return f'=IF({self.blanks(instance)},"{OPEN}",{told})'

    def blanks(self, instance: Instance) -> str:
        """True while a cell the equation needs is blank."""
        bounds = [instance.equation, *(t for clause in instance.condition for t in clause if not isinstance(t, Choice))]
        operands = [operand for bound in bounds for operand in bound.operands]
        needed = [part for o in operands if o.kind == "figure" for ref in o.refs for part in self.entered(ref)]
        counted = "+".join(f"COUNTBLANK({cells})" for cells in self.ranges(dict.fromkeys(needed)))
        tests = [f"{counted}>0"] if counted else []
        tests += [f'{self.ref(f"cover.{o.refs[0]}")}=""' for o in operands if o.kind == "cover"]
        return f"OR({','.join(tests)})" if tests else "FALSE"

    def entered(self, address: str) -> list[str]:
        """The entered cells a figure comes from: itself, or those of its parts."""
        sums = self.standard.figures[address].sums
        return [leaf for part in sums[0] for leaf in self.entered(part)] if sums else [address]

    def side(self, operands: tuple[Operand, ...]) -> str:
        text = "".join(f"{'+' if o.sign > 0 else '-'}{self.operand(o)}" for o in operands)
        return text.removeprefix("+") or "0"

    def operand(self, operand: Operand) -> str:
        if operand.kind == "number":
            return format(operand.number, "f")
        if operand.kind == "last":
            if not all(ref in self.last for ref in operand.refs):
                raise Unknown
            return format(sum((Decimal(self.last[ref]) for ref in operand.refs), Decimal(0)), "f")
        if operand.kind == "cover":
            return f"N({self.ref(f'cover.{operand.refs[0]}')})"
        if len(operand.refs) == 1:
            return f"N({self.ref(operand.refs[0])})"
        return f"SUM({','.join(self.ranges(operand.refs))})"

    def _test(self, test: Bound | Choice) -> str:
        if not isinstance(test, Choice):
            return f"({self.side(test.left)}){test.relation}({self.side(test.right)})"
        if test.question == "last":
            return "FALSE" if self.last else "TRUE"
        cell = self.ref(f"cover.{test.question}")
        if not test.values:
            return f'{cell}=""'
        return f"OR({','.join(f'{cell}={chr(34)}{value}{chr(34)}' for value in test.values)})"

    def ref(self, name: str) -> str:
        sheet, row, column = self.cells[name]
        here = f"${letters(column)}${row}"
        return here if sheet == self.sheet else f"'{sheet}'!{here}"

    def ranges(self, addresses: Iterable[str]) -> list[str]:
        """Cells joined to rectangles, so that formulas stay short."""
        columns: dict[tuple[str, int], list[int]] = {}
        for address in addresses:
            sheet, row, column = self.cells[address]
            columns.setdefault((sheet, column), []).append(row)
        runs: dict[tuple[str, int, int], list[int]] = {}
        for (sheet, column), rows in columns.items():
            for first, last in _runs(sorted(rows)):
                runs.setdefault((sheet, first, last), []).append(column)
        found = []
        for (sheet, first, last), across in runs.items():
            prefix = "" if sheet == self.sheet else f"'{sheet}'!"
            for left, right in _runs(sorted(across)):
                one = (first, left) == (last, right)
                found.append(prefix + coordinate(first, left) + ("" if one else f":{coordinate(last, right)}"))
        return found


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as (first, last)."""
    firsts = [number for number in numbers if number - 1 not in numbers]
    return list(zip(firsts, (number for number in numbers if number + 1 not in numbers), strict=True))
