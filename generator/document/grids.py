"""A table as a grid of cells with spans: the shape shared by the official forms, the drafts and what readers find."""

from __future__ import annotations

from typing import Literal, NamedTuple

CellKind = Literal["banner", "head", "group", "stub", "unit", "figure", "blank", "read"]


class Cell(NamedTuple):
    """One printed cell. `level` tells how deep a stub label or a vertical head stands; `address` names the figure a cell holds."""

    row: int
    column: int
    rows: int
    columns: int
    kind: CellKind
    text: str
    address: str = ""
    level: int = 0


class Grid(NamedTuple):
    """A table as cells in reading order; `heads` are the rows repeated on each page, `stub` the columns left of figures."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    heads: int
    stub: int
