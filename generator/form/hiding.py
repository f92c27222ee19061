"""What the form of a year does not ask: its rows and columns stay where they are, hidden, with 0 for their figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openpyxl import Workbook

from generator.form.layout import REWRITE_PREFIX, TEXT_PREFIX, Spot, letters
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS


def hide_absent(book: Workbook, standard: Standard, year: int, cells: Mapping[str, Spot]) -> None:
    """Hide what the standard does not have in a year, of the cells by name."""
    absent = standard.absent(year)
    for name in absent:
        figure = standard.figures.get(name)
        for prefix in ("", TEXT_PREFIX, REWRITE_PREFIX):
            if spot := cells.get(prefix + name):
                sheet, row, column = spot
                if figure is None:
                    book[sheet].row_dimensions[row].hidden = True
                elif figure.kind in NUMBERS and not figure.is_total:
                    book[sheet].cell(row, column).value = 0
    for sheet, row, column in _whole(standard, absent, cells):
        if row:
            book[sheet].row_dimensions[row].hidden = True
        else:
            book[sheet].column_dimensions[letters(column)].hidden = True


def _whole(standard: Standard, absent: frozenset[str], cells: Mapping[str, Spot]) -> Iterable[Spot]:
    """The sheet rows (column 0) and columns (row 0) all of whose figures are absent."""
    figures = [name for name in absent if name in standard.figures]
    kept = {name for name in standard.figures if name not in absent}
    gone, there = ({cells[name][:2] for name in names} for names in (figures, kept))
    yield from ((sheet, row, 0) for sheet, row in gone - there)
    gone, there = ({(cells[name][0], cells[name][2]) for name in names} for names in (figures, kept))
    yield from ((sheet, 0, column) for sheet, column in gone - there)
