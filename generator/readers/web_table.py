"""A table of a web page as its tags tell it, and the grid it is printed as.

Where cells stand follows the HTML standard (forming a table); rows and columns in which no cell begins are not seen and not counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from generator.document.grids import Cell, Grid

MOST_CELLS = 100_000  # of a page, and places of a grid
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534  # one cell may span, by the standard
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?([0-9]{1,9})")

Item = TypeVar("Item")


@dataclass(slots=True)
class OpenCell(Generic[Item]):
    """A cell and what stands in it; `rows` is 0 where it goes down to the end of its part of the table."""

    rows: int
    columns: int
    thin: bool  # without any width: Word ends rows with such, to make up their length
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class OpenRow(Generic[Item]):
    """A row of cells; `thin` where it has no height."""

    thin: bool
    cells: list[OpenCell[Item]] = field(default_factory=list)


@dataclass(slots=True)
class OpenPart(Generic[Item]):
    """A part of a table by its tag: thead, tbody, tfoot."""

    tag: str
    rows: list[OpenRow[Item]] = field(default_factory=list)


class SetCell(NamedTuple, Generic[Item]):
    """A cell where it stands in the grid."""

    row: int
    column: int
    rows: int
    columns: int
    items: list[Item]


class OpenTable(Generic[Item]):
    """A table while its tags are read. What stands in it outside of cells is printed before it, in `outside`."""

    def __init__(self, outside: list[Item]) -> None:
        self.outside = outside
        self.parts: list[OpenPart[Item]] = []

    def start_part(self, tag: str) -> None:
        self.parts.append(OpenPart(tag))

    def start_row(self, height: str) -> None:
        if not self.parts:
            self.start_part("tbody")
        self.parts[-1].rows.append(OpenRow(height.strip() == "0"))

    def start_cell(self, rows: str, columns: str, width: str) -> OpenCell[Item]:
        """Begin a cell by its attributes, in a row of its own where none was begun."""
        if not self.parts or not self.parts[-1].rows:
            self.start_row("")
        across = _bounded(columns, _MOST_COLUMNS) or 1
        cell: OpenCell[Item] = OpenCell(_bounded(rows, _MOST_ROWS), across, width.strip() == "0")
        self.parts[-1].rows[-1].cells.append(cell)
        return cell

    def rows(self) -> Iterator[OpenRow[Item]]:
        """The rows that are seen, as they are printed."""
        for part in self._printed():
            yield from part.rows

    def _printed(self) -> Iterator[OpenPart[Item]]:
        """The parts in their printed order, the first head first and the first foot last, without what has no size."""
        for part in self.parts:
            for row in part.rows:
                row.cells = [cell for cell in row.cells if cell.items or not (cell.thin or row.thin)]
        head = next((part for part in self.parts if part.tag == "thead"), None)
        foot = next((part for part in self.parts if part.tag == "tfoot"), None)
        ends = [part for part in (head, foot) if part]
        between = [part for part in self.parts if not any(part is end for end in ends)]
        yield from ([head] if head else []) + between + ([foot] if foot else [])

    def cells(self) -> list[SetCell[Item]]:
        """The cells where they stand, in reading order."""
        found: list[SetCell[Item]] = []
        first = 0
        for part in self._printed():
            found += _set(part.rows, first)
            first += len(part.rows)
        return _squeezed(found)


def _bounded(text: str, most: int) -> int:
    """A span as the standard reads it; 1 where it is no number."""
    found = _NUMBER.match(text)
    return min(int(found[1]), most) if found else 1


def _set(rows: list[OpenRow[Item]], first: int) -> Iterator[SetCell[Item]]:
    """The cells of a part whose first row has this number: each in the first free place, none over another."""
    taken: dict[int, int] = {}  # the columns that cells from above reach down into, and up to which row
    left = MOST_CELLS
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while taken.get(column, 0) > number:
                column += 1
            end = column + 1
            while end < column + cell.columns and taken.get(end, 0) <= number:
                end += 1
            down = min(cell.rows or len(rows), len(rows) - number)
            left -= end - column
            if left < 0:
                return
            taken.update(dict.fromkeys(range(column, end), number + down))
            yield SetCell(first + number, column, down, end - column, cell.items)
            column = end


def _squeezed(cells: list[SetCell[Item]]) -> list[SetCell[Item]]:
    """The cells numbered by the rows and columns in which one begins."""
    rows, columns = sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})
    return [
        SetCell(
            row := bisect_left(rows, cell.row),
            column := bisect_left(columns, cell.column),
            bisect_left(rows, cell.row + cell.rows) - row,
            bisect_left(columns, cell.column + cell.columns) - column,
            cell.items,
        )
        for cell in cells
    ]


def bounded_grid(cells: list[SetCell[Item]], texts: list[str]) -> tuple[Grid, tuple[str, ...]]:
    """The grid of these cells, cut off below the row up to which it has the most places there may be."""
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    most = MOST_CELLS // max(columns, 1)
    kept = [(cell, text) for cell, text in zip(cells, texts, strict=True) if cell.row < most]
    rows = max((min(cell.row + cell.rows, most) for cell, _ in kept), default=0)
    made = tuple(
        Cell(c.row, c.column, min(c.rows, most - c.row), c.columns, "read", text) for c, text in kept
    )
    return Grid(made, rows, columns, 0, 0), tuple(text for _, text in kept)
