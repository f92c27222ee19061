"""Tables that a reader found in a file, beside the lines of the report that are their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.document.grids import Cell
from generator.matching.text_cells import TextCell


class FoundTable(NamedTuple):
    """A table of a file: its cells with folded texts, its size, and the number of the line that is its first row."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    first: int

    @property
    def last(self) -> int:
        return self.first + self.rows - 1


class GridCells:
    """The cells of found tables as one stream of text, each in a box of its own, and the way back to the grid."""

    def __init__(self, tables: Sequence[FoundTable]) -> None:
        self.found = [(table, cell) for table in tables for cell in table.cells]
        self.stream = [
            TextCell(" ".join(cell.text.split()), table.first + cell.row, box=number, row=True, column=cell.column + 1)
            for number, (table, cell) in enumerate(self.found, 1)
        ]

    def at(self, cell: TextCell) -> tuple[FoundTable, Cell]:
        """The cell of the grid that a cell of the stream is."""
        return self.found[cell.box - 1]

    def beside(self, label: TextCell) -> list[TextCell]:
        """The cells right of a label, in its row."""
        end = label.box
        while end < len(self.stream) and self.stream[end].line == label.line:
            end += 1
        return self.stream[label.box : end]
