"""The sheet that shows what each unit gave to each cell of the whole: a row a unit, a column a cell, the sum on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from generator.answers.values import printable
from generator.batch.merging import Sum
from generator.batch.shares import SHARES_SHEET, Share
from generator.examination.report import Number
from generator.form.layout import COVER, COVER_PREFIX, cell_of, coordinate, letters
from generator.standard.model import Standard

NOTES_SHEET = "汇总说明"
_TINT = PatternFill("solid", fgColor="DDEBF7")
_FIXED = ("单位", "文件", "汇总自几个单位")


def add_contributions(book: Workbook, whole: Sum, year: int, shares: Iterable[Share]) -> None:
    """Append the sheet to a workbook, written row by row."""
    sheet: Any = book.create_sheet(SHARES_SHEET)
    for number, width in enumerate((34, 40, 10), 1):
        sheet.column_dimensions[letters(number)].width = width
    sheet.freeze_panes = "D6"
    for row in _heads(whole.standard, whole.names, year):
        sheet.append([_cell(sheet, value, head=True) for value in row])
    sheet.append([_cell(sheet, value, head=True) for value in ("合计", "", whole.units, *map(_number, whole.numbers))])
    for share in shares:
        cells = (share.unit, share.told, len(share.within) or 1, *map(_number, share.numbers))
        sheet.append([_cell(sheet, value) for value in cells])


def add_notes(book: Workbook, lines: Iterable[str]) -> None:
    """Append a sheet with what is to be known about the sum, a line a row."""
    sheet: Any = book.create_sheet(NOTES_SHEET)
    sheet.column_dimensions["A"].width = 110
    for line in lines:
        sheet.append([_cell(sheet, line)])


def _heads(standard: Standard, names: list[str], year: int) -> Iterator[list[str]]:
    """Four rows of heads: sheet, row, column, cell."""
    places = {a: (t.sheet, *at) for n, t in standard.tables.items() for a, at in cell_of(standard.grids[n], t).items()}
    columns: list[tuple[str, str, str, str]] = []
    for name in names:
        if name.startswith(COVER_PREFIX):
            columns.append((COVER, standard.questions[name.removeprefix(COVER_PREFIX)].label, "", ""))
            continue
        figure, (sheet, row, column) = standard.figures[name], places[name]
        above = figure.column.above[-1].label if figure.column.above and not figure.row.row.label else ""
        head = standard.wording(f"{above}{figure.column.column.label}", year)
        columns.append((sheet, standard.wording(figure.row.row.label, year), head, coordinate(row, column)))
    fixed = (("", "", ""), ("", "", ""), ("", "", ""), _FIXED)
    for level, left in enumerate(fixed):
        yield [*left, *(column[level] for column in columns)]


def _number(number: Number | None) -> Number | str:
    return "" if number is None else number


def _cell(sheet: Any, value: object, head: bool = False) -> Any:
    """A cell for `append`; text that begins with = is no formula."""
    given: Any = printable(value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=None if given == "" else given)
    if isinstance(value, str) and value:
        cell.data_type = "s"
    if head:
        cell.font, cell.fill = Font(bold=True), _TINT
    return cell
