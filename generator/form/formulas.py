"""The live lines of the form: totals and checks as Excel formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from generator.form.layout import BLANK_LINE, ZERO_PREFIX, Segment, Spot, coordinate, letters
from generator.standard.binding import Bound, Instance, Operand
from generator.standard.equation import Choice
from generator.standard.model import Standard

_ENDS = "。；）"  # marks that stay when the words before them are not said
_DOUBLED = [(mark, end) for mark in "、，：" for end in "。；），" if mark != end]
_LONGEST = 8000  # a little less than Excel takes
HOLDS, OPEN, NOT_ASKED, BROKEN = "相符", "待填", "不适用", "不符"


class Unknown(Exception):
    """The form cannot tell this check live (last year's figures are not at hand)."""


class Formulas:
    """Makes formulas for a sheet out of addresses."""

    def __init__(self, standard: Standard, cells: Mapping[str, Spot], last: Mapping[str, Decimal | int]) -> None:
        self.standard, self.cells, self.last = standard, cells, last
        self.sheet = ""

    def total(self, address: str) -> str:
        """Blank while a part that must be filled is, else the sum of the parts."""
        joined = ",".join(self.ranges(self.standard.figures[address].sums[0]))
        asked = [leaf for leaf in dict.fromkeys(self.entered(address)) if not self.standard.figures[leaf].optional]
        blank = "+".join(f"COUNTBLANK({cells})" for cells in self.ranges(asked)) or f"1-MIN(1,COUNT({joined}))"
        return f'=IF({blank}>0,"",SUM({joined}))'

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

    def drafted(self, paragraphs: Sequence[Sequence[Segment]]) -> str:
        """What is drafted at a place, its figures live; empty where that is more than a formula holds."""
        told = []
        for paragraph in paragraphs:
            text = "&".join(self._sentence(list(sentence)) for sentence in _sentences(paragraph))
            for mark, end in _DOUBLED:
                text = f'SUBSTITUTE({text},"{mark}{end}","{end}")'
            told.append(text)
        text = "&CHAR(10)&".join(told)
        for _ in told[2:]:  # paragraphs of which nothing is said leave no line
            text = f"SUBSTITUTE({text},CHAR(10)&CHAR(10),CHAR(10))"
        formula = f"={text}"
        return formula if len(formula) <= _LONGEST else ""

    def _sentence(self, segments: Sequence[Segment]) -> str:
        """A sentence; one that lists figures is not said when there is nothing in them."""
        cells = self._cells(segments)
        told = "&".join(map(self._segment, segments))
        if all(segment.unless == "blank" for segment in segments):
            return f'IF({"&".join(cells)}="","",{told})'
        figures = all(name in self.standard.figures for segment in segments for name in segment.names)
        return f'IF({_nothing(cells)},"",{told})' if figures and len(cells) > 1 else told

    def _cells(self, segments: Iterable[Segment]) -> list[str]:
        return list(dict.fromkeys(self.ref(name) for segment in segments for name in segment.names))

    def _segment(self, segment: Segment) -> str:
        """A segment of a sentence; when it is not said, the mark that ends the sentence still is."""
        told = "&".join(_literal(piece) if isinstance(piece, str) else self._live(piece) for piece in segment.pieces)
        end = segment.mark if segment.mark in _ENDS else ""
        cells = self._cells([segment])
        if segment.unless == "blank":
            return f'IF({"&".join(cells)}="","{end}",{told})'
        return f'IF({_nothing(cells)},"{end}",{told})' if segment.unless == "zero" else told

    def _live(self, terms: tuple[tuple[int, str], ...]) -> str:
        """The number a sentence tells; a line to be filled while its cells are blank."""
        cells = [self.ref(name) for _, name in terms]
        if len(cells) == 1:
            return f'IF({cells[0]}="","{BLANK_LINE}",{cells[0]})'
        added = "".join(f"{'+' if sign > 0 else '-'}N({cell})" for (sign, _), cell in zip(terms, cells, strict=True))
        return f'IF({"&".join(cells)}="","{BLANK_LINE}",{added.removeprefix("+")})'

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


def _sentences(segments: Iterable[Segment]) -> list[list[Segment]]:
    """The segments of a paragraph by sentences."""
    found: list[list[Segment]] = [[]]
    for segment in segments:
        found[-1].append(segment)
        if segment.mark == "。":
            found.append([])
    return [sentence for sentence in found if sentence]


def _nothing(cells: Sequence[str]) -> str:
    """Whether cells hold nothing but 0; what is blank may be anything."""
    joined = ",".join(cells)
    return f"AND(COUNT({joined})>0,SUM({joined})=0)"


def _literal(text: str) -> str:
    """Words in a formula, in pieces as short as it takes."""
    doubled = [text[at : at + 100].replace('"', '""') for at in range(0, len(text), 100)]
    return "&".join(f'"{part}"' for part in doubled)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as (first, last)."""
    firsts = [number for number in numbers if number - 1 not in numbers]
    return list(zip(firsts, (number for number in numbers if number + 1 not in numbers), strict=True))
