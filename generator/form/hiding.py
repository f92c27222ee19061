"""What the form of a year does not ask: its rows and columns stay where they are, hidden, with 0 for their figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

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
    for sheet, row in _all_absent(standard, absent, cells, 1):
        book[sheet].row_dimensions[row].hidden = True
    for sheet, column in _all_absent(standard, absent, cells, 2):
        book[sheet].column_dimensions[letters(column)].hidden = True


def _all_absent(
    standard: Standard, absent: frozenset[str], cells: Mapping[str, Spot], side: Literal[1, 2]
) -> set[tuple[str, int]]:
    """The rows (1) or columns (2) of sheets, all of whose figures are absent."""
    gone, there = set[tuple[str, int]](), set[tuple[str, int]]()
    for name in standard.figures:
        (gone if name in absent else there).add((cells[name][0], cells[name][side]))
    return gone - there
