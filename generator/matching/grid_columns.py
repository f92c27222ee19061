"""Which columns of a found table are the official ones, by the words above its rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.document.grids import Cell
from generator.matching.grid_lines import FoundTable
from generator.matching.official_labels import unremarked
from generator.standard.figures import ColumnAt
from generator.words.titles import wording


class Head(NamedTuple):
    """The lowest head over some columns of a found table: its cell, and the words over it from the top, its own last."""

    cell: Cell
    path: tuple[str, ...]


class GridColumns:
    """The official columns by the columns of the grid; `renamed` are heads taken for an official column by their place alone."""

    def __init__(self, heads: Sequence[Head], columns: Sequence[ColumnAt]) -> None:
        self.keys: dict[int, str] = {}
        self.renamed: list[tuple[ColumnAt, Cell]] = []
        taken = _matched(heads, columns)
        known = {number: columns[at].key for number, at in taken.items()}
        for number, at in _between(taken, len(heads), len(columns)):
            known[number] = columns[at].key
            self.renamed.append((columns[at], heads[number].cell))
        for number, key in known.items():
            cell = heads[number].cell
            self.keys.update(dict.fromkeys(range(cell.column, cell.column + cell.columns), key))
        self.complete = len(known) == len(columns)
        self.certain = len(taken)

    def of(self, cell: Cell) -> set[str]:
        """The official columns a cell stands in."""
        return {self.keys[at] for at in range(cell.column, cell.column + cell.columns) if at in self.keys}


def heads_above(table: FoundTable, top: int, bottom: int, left: int) -> list[Head]:
    """The heads between two rows of a table (before the row `bottom`), right of the columns of its stub, left to right."""
    over: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if top <= cell.row < bottom and cell.text.strip():
            for at in range(max(cell.column, left), cell.column + cell.columns):
                over.setdefault(at, []).append(cell)
    found: dict[Cell, Head] = {}
    for at in sorted(over):
        lowest = over[at][-1]
        found.setdefault(lowest, Head(lowest, tuple(wording(cell.text) for cell in over[at])))
    return list(found.values())


def heads_over_stub(table: FoundTable, rows: range, left: int, columns: Sequence[ColumnAt]) -> bool:
    """Whether heads of columns stand over the labels of rows: the cells of such a table do not stand under their heads."""
    labels = {wording(column.column.label) for column in columns}
    return any(c.row in rows and c.column + c.columns <= left and wording(c.text) in labels for c in table.cells)


def _matched(heads: Sequence[Head], columns: Sequence[ColumnAt]) -> dict[int, int]:
    """Heads by number to columns by number, as far as their words agree, with those of the spanner over them."""
    found: dict[int, int] = {}
    for number, head in enumerate(heads):
        own = {head.path[-1], unremarked(head.cell.text)}
        for at, column in enumerate(columns):
            if at not in found.values() and wording(column.column.label) in own and _spanned(head, column):
                found[number] = at
                break
    return found


def _spanned(head: Head, column: ColumnAt) -> bool:
    return not column.above or wording(column.above[-1].label) in head.path[:-1]


def _between(taken: dict[int, int], heads: int, columns: int) -> list[tuple[int, int]]:
    """Heads that are no official one, and the columns that are missing, where both lie between the same two and are as many."""
    ends = [(-1, -1), *sorted(taken.items()), (heads, columns)]
    found: list[tuple[int, int]] = []
    for (head, column), (next_head, next_column) in pairwise(ends):
        if taken and next_head - head == next_column - column > 1:
            found += zip(range(head + 1, next_head), range(column + 1, next_column), strict=True)
    return found
