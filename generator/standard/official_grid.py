"""The official layout of a table as a grid of cells with spans, computed once for every writer and for the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from generator.document.grids import Cell, CellKind, Grid
from generator.standard.figures import columns_at
from generator.standard.table_definition import Band, Column, Row, StubPart, Table

NO_FIGURE = "——"  # what the official forms print in the unit column of a line without figures

_KINDS: dict[StubPart, CellKind] = {"code": "unit", "group": "blank", "label": "stub", "unit": "unit"}


def grid_of(name: str, table: Table) -> Grid:
    """Lay out the table as the official form does: bands under one another, heads and vertical heads spanning."""
    parts = [_BandLayout(name, band) for band in table.stacked]
    width = max(part.width for part in parts)
    cells: list[Cell] = []
    top = 0
    for part in parts:
        cells += part.cells(top, width)
        top += part.height
    heads = parts[0].head_height + bool(parts[0].band.label) if len(parts) == 1 else 0
    return Grid(tuple(cells), top, width, heads, max(part.stub_width for part in parts))


def pruned(table: Table, without: frozenset[str]) -> Table:
    """A table without the rows and columns of these names; heads and bands go with the last of theirs."""
    bands = {str(number): band for number, band in enumerate(table.stacked)}
    left = {}
    for key, band in bands.items():
        rows, columns = _rows_left(band.rows, without), _columns_left(band.columns, without)
        if rows and columns:
            left[key] = replace(band, rows=rows, columns=columns)
    return replace(table, columns={}, rows={}, bands=left, widths=[])


def _rows_left(rows: Mapping[str, Row], without: frozenset[str]) -> dict[str, Row]:
    found = {}
    for key, row in rows.items():
        under = _rows_left(row.rows, without)
        if key not in without and (under or not row.head):
            found[key] = replace(row, rows=under) if row.rows else row
    return found


def _columns_left(columns: Mapping[str, Column], without: frozenset[str]) -> dict[str, Column]:
    found = {}
    for key, column in columns.items():
        under = _columns_left(column.columns, without)
        if key not in without and (under or not column.columns):
            found[key] = replace(column, columns=under) if column.columns else column
    return found


class _BandLayout:
    """Where each cell of one band stands."""

    def __init__(self, name: str, band: Band) -> None:
        self.name, self.band = name, band
        self.columns = list(columns_at(band.columns))
        self.head_height = max(len(column.above) + 1 for column in self.columns)
        beside = _beside_depth(band.rows)
        self.holder: StubPart = (
            "group" if "group" in band.stub else "label"
        )  # the part of the stub with the vertical heads
        self.widths = {part: beside + (part == "label") if part == self.holder else 1 for part in band.stub}
        self.starts = dict(zip(band.stub, accumulate(self.widths.values(), initial=0), strict=False))
        self.stub_width = sum(self.widths.values())
        self.width = self.stub_width + len(self.columns)
        self.height = bool(band.label) + self.head_height + _height(band.rows)

    def cells(self, top: int, width: int) -> list[Cell]:
        """The cells in reading order; a band with fewer columns than the table widens its last one."""
        self.spare = width - self.width
        found = [Cell(top, 0, 1, width, "banner", self.band.label)] if self.band.label else []
        top += len(found)
        bottom = top + self.head_height
        for part, text in self.band.stub.items():
            found.append(Cell(top, self.starts[part], self.head_height, self.widths[part], "head", text))
        found += self._heads(self.band.columns, self.stub_width, top, bottom)
        found += self._rows(self.band.rows, bottom, 0, 0)
        return sorted(found, key=lambda cell: (cell.row, cell.column))

    def _heads(self, columns: Mapping[str, Column], at: int, row: int, bottom: int) -> Iterator[Cell]:
        for column in columns.values():
            under = len([*columns_at(column.columns)])
            yield Cell(row, at, 1 if under else bottom - row, self._wide(at, under or 1), "head", column.label)
            yield from self._heads(column.columns, at, row + 1, bottom)
            at += under or 1

    def _wide(self, at: int, columns: int = 1) -> int:
        return columns + self.spare if at + columns == self.width else columns

    def _rows(self, rows: Mapping[str, Row], top: int, beside: int, level: int) -> Iterator[Cell]:
        for key, row in rows.items():
            height = _height(row.rows)
            if row.head == "beside":
                yield Cell(top, self.starts[self.holder] + beside, height, 1, "group", row.label, "", level)
                yield from self._rows(row.rows, top, beside + 1, 0)
                top += height
            else:
                yield from self._stub(row, top, beside, level)
                yield from self._figures(key, row, top)
                yield from self._rows(row.rows, top + 1, beside, level + 1)
                top += 1 + height

    def _stub(self, row: Row, top: int, beside: int, level: int) -> Iterator[Cell]:
        unit = NO_FIGURE if row.head else row.unit or self.band.unit
        words = {"label": row.label, "unit": unit, "code": row.code, "group": ""}
        for part, start in self.starts.items():
            taken = beside if part == self.holder else 0
            if left := self.widths[part] - taken:
                indent = level if part == "label" else 0
                yield Cell(top, start + taken, 1, left, _KINDS[part], words[part], "", indent)

    def _figures(self, key: str, row: Row, top: int) -> Iterator[Cell]:
        for at, column in enumerate(self.columns, self.stub_width):
            address = "" if row.head else f"{self.name}.{key}.{column.key}"
            yield Cell(top, at, 1, self._wide(at), "figure" if address else "blank", "", address)


def _height(rows: Mapping[str, Row]) -> int:
    """Printed lines: a vertical head takes none of its own."""
    return sum(_height(row.rows) + (row.head != "beside") for row in rows.values())


def _beside_depth(rows: Mapping[str, Row]) -> int:
    """How many columns of vertical heads the rows need."""
    return max((_beside_depth(row.rows) + (row.head == "beside") for row in rows.values()), default=0)
