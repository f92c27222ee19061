"""A table of a web page while its tags are read, and where its cells stand in the grid it is printed as.

The places follow the HTML standard (forming a table); rows and columns in which no cell begins are not seen and not counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.readers.web_items import WebBox, WebItem

MOST_CELLS = 100_000  # places in the tables of a page
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534  # one cell may span, by the standard
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?([0-9]{1,9})")


@dataclass(slots=True)
class Room:
    """How many more places the tables of a page may have."""

    left: int = MOST_CELLS


@dataclass(slots=True)
class OpenCell:
    """A cell and what stands in it; `rows` is 0 where it goes down to the end of its part of the table.

    A thin one has no width: Word ends rows with such, to make up their length.
    """

    rows: int
    columns: int
    thin: bool
    items: list[WebItem] = field(default_factory=list)


@dataclass(slots=True)
class OpenRow:
    """A row of cells; a thin one has no height."""

    thin: bool
    cells: list[OpenCell] = field(default_factory=list)

    def drop_unseen(self) -> None:
        self.cells = [cell for cell in self.cells if cell.items or not (cell.thin or self.thin)]


@dataclass(slots=True)
class OpenPart:
    """A part of a table: thead, tbody or tfoot."""

    tag: str
    rows: list[OpenRow] = field(default_factory=list)


class SetCell(NamedTuple):
    """A cell where it stands in the grid."""

    row: int
    column: int
    rows: int
    columns: int
    items: list[WebItem]


class OpenTable:
    """A table while its tags are read. What stands in it outside of cells is printed before it, in `outside`.

    `number` and `box` are those of the item it will be.
    """

    def __init__(self, outside: list[WebItem], number: int, box: WebBox) -> None:
        self.outside, self.number, self.box = outside, number, box
        self.parts: list[OpenPart] = []

    def start_part(self, tag: str) -> None:
        self.parts.append(OpenPart(tag))

    def start_row(self, height: str) -> None:
        if not self.parts:
            self.start_part("tbody")
        self.parts[-1].rows.append(OpenRow(height.strip() == "0"))

    def start_cell(self, rows: str, columns: str, width: str) -> OpenCell:
        """Begin a cell by its attributes, in a row of its own where none was begun."""
        if not self.parts or not self.parts[-1].rows:
            self.start_row("")
        across = _bounded(columns, _MOST_COLUMNS) or 1
        cell = OpenCell(_bounded(rows, _MOST_ROWS), across, width.strip() == "0")
        self.parts[-1].rows[-1].cells.append(cell)
        return cell

    def end(self) -> list[list[OpenRow]]:
        """The rows of each part as they are printed: the first head first, the first foot last, without what has no size."""
        for part in self.parts:
            for row in part.rows:
                row.drop_unseen()
        head = next((part for part in self.parts if part.tag == "thead"), None)
        foot = next((part for part in self.parts if part.tag == "tfoot"), None)
        between = [part for part in self.parts if part is not head and part is not foot]
        return [part.rows for part in (head, *between, foot) if part]


def _bounded(text: str, most: int) -> int:
    """A span as the standard reads it; 1 where it is no number."""
    if text == "1":
        return 1
    found = _NUMBER.match(text)
    return min(int(found[1]), most) if found else 1


def set_cells(parts: list[list[OpenRow]], room: Room) -> list[SetCell]:
    """The cells where they stand, in reading order, as many as there is room for."""
    found: list[SetCell] = []
    first = 0
    for rows in parts:
        found += _set_in_part(rows, first, room)
        first += len(rows)
    return _squeezed(found)


def _set_in_part(rows: list[OpenRow], first: int, room: Room) -> Iterator[SetCell]:
    """The cells of a part whose first row has this number: each in the first free place, none over another."""
    taken: dict[int, int] = {}  # up to which row a cell from above reaches down in a column
    for number, row in enumerate(rows):
        end = 0
        for cell in row.cells:
            before, column = end, end
            while taken.get(column, 0) > number:
                column += 1
            end = column + 1
            while end < column + cell.columns and taken.get(end, 0) <= number:
                end += 1
            room.left -= end - before
            if room.left < 0:
                return
            down = min(cell.rows or len(rows), len(rows) - number)
            taken.update(dict.fromkeys(range(column, end), number + down))
            yield SetCell(first + number, column, down, end - column, cell.items)


def _squeezed(cells: list[SetCell]) -> list[SetCell]:
    """The cells numbered by the rows and columns in which one begins."""
    rows, columns = sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})
    squeezed = []
    for cell in cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        down = 1 if cell.rows == 1 else bisect_left(rows, cell.row + cell.rows) - row
        across = 1 if cell.columns == 1 else bisect_left(columns, cell.column + cell.columns) - column
        squeezed.append(SetCell(row, column, down, across, cell.items))
    return squeezed
