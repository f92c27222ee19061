"""Which heads every figure of a table stands under: the official path of columns and rows, as a screen reader says it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator.document.grids import Cell, Grid

HEADS = frozenset(("banner", "head", "group", "stub"))


@lru_cache(maxsize=64)
def head_paths(grid: Grid, worded: tuple[bool, ...]) -> tuple[tuple[int, ...], ...]:
    """For every cell the numbers of its heads, outermost first, columns before rows; none for heads themselves.

    `worded` tells which cells have words; one without is no head.
    """
    heads = [number for number, cell in enumerate(grid.cells) if cell.kind in HEADS and worded[number]]
    over = _Columns(grid.cells, heads)
    beside = _Rows(grid.cells, heads)
    return tuple(
        () if cell.kind in HEADS else (*over.of(cell), *(beside.of(cell) if cell.kind == "figure" else ()))
        for cell in grid.cells
    )


class _Columns:
    """Heads over a cell: those of the nearest band above it, and the band's own banner."""

    def __init__(self, cells: Sequence[Cell], heads: Sequence[int]) -> None:
        self.cells = cells
        self.heads = [number for number in heads if cells[number].kind in ("banner", "head")]
        rows = sorted({row for n in self.heads for row in range(cells[n].row, cells[n].row + cells[n].rows)})
        self.starts = [row for row in rows if row - 1 not in rows]

    def of(self, cell: Cell) -> list[int]:
        start = max((row for row in self.starts if row < cell.row), default=0)
        return [
            number
            for number in self.heads
            if start <= (head := self.cells[number]).row < cell.row
            and head.column <= cell.column < head.column + head.columns
        ]


class _Rows:
    """Heads beside a cell: vertical ones around its row, each under the labels above it, then its own label under those above that."""

    def __init__(self, cells: Sequence[Cell], heads: Sequence[int]) -> None:
        self.cells = cells
        self.groups = [number for number in heads if cells[number].kind == "group"]
        self.labels = [(n, self._around(cells[n].row)) for n in heads if cells[n].kind == "stub"]

    def of(self, cell: Cell) -> list[int]:
        path: list[int] = []
        around = self._around(cell.row)
        for depth, group in enumerate(around):
            above = self._chain(around[:depth], self.cells[group].row - 1)
            path += [*(n for n in above if self.cells[n].level < self.cells[group].level), group]
        own = self._chain(around, cell.row)
        return [*path, *(own if own and self.cells[own[-1]].row == cell.row else [])]

    def _around(self, row: int) -> list[int]:
        """The vertical heads around a row, outermost first."""
        return [n for n in self.groups if self.cells[n].row <= row < self.cells[n].row + self.cells[n].rows]

    def _chain(self, within: list[int], row: int) -> list[int]:
        """The last label up to a row that stands within just these vertical heads, under those of the levels above it."""
        chain: list[int] = []
        for number, around in self.labels:
            if around == within and self.cells[number].row <= row:
                chain = [*(n for n in chain if self.cells[n].level < self.cells[number].level), number]
        return chain
