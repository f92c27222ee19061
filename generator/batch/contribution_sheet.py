"""The sheet that shows what each unit gave to each cell of the whole: a row a unit, a column a cell, the sum on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from generator.batch.contribution import Contribution
from generator.batch.plain_cells import plain_cell
from generator.batch.summing import Sum
from generator.form.layout import (
    CONTRIBUTIONS_SHEET,
    COVER,
    COVER_PREFIX,
    FIRST_UNIT,
    NOTES_SHEET,
    WITHIN,
    cell_of,
    coordinate,
    letters,
)
from generator.standard.model import Standard

_FIGURES = 4  # the column of the first figure
_SUM_ROW = FIRST_UNIT - 1
_FIXED = ("单位", "文件", "汇总自几个单位")


def contribution_row(one: Contribution) -> list[Any]:
    """The row of a unit: its name, its file, how many units it is the sum of, its numbers."""
    file = f"{one.file}（从报告中读出）" if one.published else one.file
    return [one.unit, file, len(one.within) or 1, *one.numbers]


def add_contributions(
    book: Workbook, whole: Sum, year: int, given: Iterable[Contribution], in_form: bool = False
) -> None:
    """Append the sheet to a workbook, written row by row; `in_form` says that the form of the sum is in the same workbook."""
    sheet: Any = book.create_sheet(CONTRIBUTIONS_SHEET)
    for number, width in enumerate((34, 40, 10), 1):
        sheet.column_dimensions[letters(number)].width = width
    sheet.freeze_panes = "D6"
    for row in _heads(whole.standard, whole.names, year):
        sheet.append([plain_cell(sheet, value, head=True) for value in row])
    last = FIRST_UNIT + whole.units - 1
    sums = (f"=SUM({letters(n)}{FIRST_UNIT}:{letters(n)}{last})" for n in range(_FIGURES, _FIGURES + len(whole.names)))
    totals = (formula if number is not None else "" for formula, number in zip(sums, whole.numbers, strict=True))
    sheet.append([plain_cell(sheet, "合计", head=True), None, whole.units, *(_formula(sheet, one) for one in totals)])
    for one in given:
        row = contribution_row(one)
        sheet.append([plain_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    _link(book, whole, in_form)


def _link(book: Workbook, whole: Sum, in_form: bool) -> None:
    """Lead from each sum to what the units gave to it: from the sum on this sheet and, in the form, from its cell and back."""
    last = FIRST_UNIT + whole.units - 1
    places = {a: (t.sheet, coordinate(*at)) for n, t in whole.standard.tables.items() for a, at in _cells(whole, n)}
    for number, name in enumerate(whole.names, _FIGURES):
        column = letters(number)
        units = f"'{CONTRIBUTIONS_SHEET}'!{column}{FIRST_UNIT}:{column}{last}"
        _lead(book[CONTRIBUTIONS_SHEET], f"{column}{_SUM_ROW}", units, "各单位的这一格")
        if in_form and name in places:
            sheet, cell = places[name]
            _lead(book[sheet], cell, units, "各单位数：各单位的这一格")
            _lead(book[CONTRIBUTIONS_SHEET], f"{column}{_SUM_ROW - 1}", f"'{sheet}'!{cell}", "汇总表的这一格")


def _cells(whole: Sum, table: str) -> Iterable[tuple[str, tuple[int, int]]]:
    return cell_of(whole.standard.grids[table]).items()


def _lead(sheet: Any, cell: str, where: str, tip: str) -> None:
    """A link inside the workbook, without the look of one."""
    link = Hyperlink(ref=cell, location=where, tooltip=tip)
    if isinstance(sheet, Worksheet):
        sheet[cell].hyperlink = link
    else:  # written row by row: its cells are gone
        sheet._hyperlinks.append(link)


def add_within(book: Workbook, names: Iterable[str]) -> None:
    """Append the sheet of every unit in the sum, which later sums read so that none is counted twice."""
    sheet: Any = book.create_sheet(WITHIN)
    sheet.column_dimensions["A"].width = 40
    for row in ("已经加进来的单位（再汇总时靠它不重复，请不要删）", *names):
        sheet.append([plain_cell(sheet, row)])


def _formula(sheet: Any, formula: str) -> Any:
    cell = plain_cell(sheet, formula, head=True)
    if formula:
        cell.data_type = "f"
    return cell


def add_notes(book: Workbook, lines: Iterable[str]) -> None:
    """Append a sheet with what is to be known about the sum, a line a row."""
    sheet: Any = book.create_sheet(NOTES_SHEET)
    sheet.column_dimensions["A"].width = 110
    for line in lines:
        sheet.append([plain_cell(sheet, line)])


def _heads(standard: Standard, names: list[str], year: int) -> Iterator[list[str]]:
    """Four rows of heads: sheet, row, column, cell."""
    places = {a: (t.sheet, *at) for n, t in standard.tables.items() for a, at in cell_of(standard.grids[n]).items()}
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
