"""The grid of a Word table: which columns its cells take up, which go on from the row above, whatever its own grid claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.readers.word_elements import Element, W, contents, value, whole

Inside = Callable[[Element], Iterator[Element]]  # `contents`, or `iter` where nothing is wrapped around anything
_ROW, _CELL, _TABLE = f"{W}tr", f"{W}tc", f"{W}tbl"
_ROW_LOOKS, _CELL_LOOKS, _SPAN, _MERGED, _VALUE = (f"{W}{x}" for x in ("trPr", "tcPr", "gridSpan", "vMerge", "val"))
_WIDEST = 200  # columns that a cell may claim


class WordCell(NamedTuple):
    """A cell and where it stands in the compact grid."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int


class WordTable(NamedTuple):
    """The cells of a table in reading order, every merged one once, and its size."""

    cells: tuple[WordCell, ...]
    rows: int
    columns: int

    @property
    def is_frame(self) -> bool:
        """Whether it only holds other things together: one column, or few cells with tables in them."""
        nested = any(child.tag == _TABLE for cell in self.cells for child in contents(cell.element))
        return self.columns < 2 or (nested and len(self.cells) <= 4)


def word_table(table: Element, inside: Inside) -> WordTable:
    """Lay a table out: spans as they are printed, columns that no cell begins or ends at left out."""
    placed: list[list[int | Element]] = []  # element, row, start, rows, end
    above: dict[int, list[int | Element]] = {}  # by its first column the cell that may go on
    number = 0
    for row in inside(table):
        if row.tag != _ROW or _deleted(row):
            continue
        here: dict[int, list[int | Element]] = {}
        looks = row.find(_ROW_LOOKS)
        at = whole(value(looks, "gridBefore"), 0, _WIDEST) if looks is not None else 0
        for cell in inside(row):
            if cell.tag != _CELL:
                continue
            properties = cell.find(_CELL_LOOKS)
            span = properties.find(_SPAN) if properties is not None else None
            end = at + (1 if span is None else max(1, whole(span.get(_VALUE), 1, _WIDEST)))
            begun = above.get(at)
            if begun is not None and begun[4] == end and _goes_on(properties):
                begun[3] += 1  # type: ignore[operator]
            else:
                begun = [cell, number, at, 1, end]
                placed.append(begun)
            here[at] = begun
            at = end
        above, number = here, number + 1
    return _compact(placed, number)


def _compact(placed: list[list[int | Element]], rows: int) -> WordTable:
    edges = sorted({edge for _, _, start, _, end in placed for edge in (start, end) if isinstance(edge, int)})
    cells = []
    for element, row, start, height, end in placed:
        assert isinstance(element, Element)
        assert isinstance(row, int)
        assert isinstance(start, int)
        assert isinstance(height, int)
        assert isinstance(end, int)
        column = bisect_left(edges, start)
        cells.append(WordCell(element, row, column, height, bisect_left(edges, end) - column))
    return WordTable(tuple(cells), rows, max(len(edges) - 1, 0))


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell is one with the cell above it."""
    merged = properties.find(_MERGED) if properties is not None else None
    return merged is not None and merged.get(_VALUE, "continue") == "continue"


def _deleted(row: Element) -> bool:
    properties = row.find(_ROW_LOOKS)
    return properties is not None and properties.find(f"{W}del") is not None
