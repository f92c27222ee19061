"""The official layout of a table as a grid of cells with spans, computed once for every writer and for the form."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.grids import Cell, Grid
from generator.standard.definition import Band, Column, Row, Table
from generator.standard.figures import columns_at

NO_FIGURE = "——"  # what the official forms print in the unit column of a line without figures


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


class _BandLayout:
    """Where each cell of one band stands."""

    def __init__(self, name: str, band: Band) -> None:
        self.name, self.band = name, band
        self.columns = list(columns_at(band.columns))
        self.head_height = max(len(column.above) + 1 for column in self.columns)
        self.beside = _beside_depth(band.rows)
        self.stub_width = self._stub_starts()
        self.width = self.stub_width + len(self.columns)
        self.height = bool(band.label) + self.head_height + _height(band.rows)

    def _stub_starts(self) -> int:
        """Give each stub part its first column and its width; vertical heads have a column each."""
        self.starts: dict[str, tuple[int, int]] = {}
        at = 0
        for part in self.band.stub:
            wide = 1
            if part == "label" and "group" not in self.band.stub:
                wide += self.beside
            elif part == "group":
                wide = self.beside
            self.starts[part] = (at, wide)
            at += wide
        return at

    def cells(self, top: int, width: int) -> list[Cell]:
        found = []
        if self.band.label:
            found.append(Cell(top, 0, 1, width, "banner", self.band.label))
            top += 1
        self.spare = width - self.width  # a band with fewer columns widens its last one
        found += self._heads(top)
        found += self._rows(self.band.rows, top + self.head_height, 0, 0)
        return sorted(found, key=lambda cell: (cell.row, cell.column))

    def _heads(self, top: int) -> list[Cell]:
        found = [
            Cell(top, self.starts[part][0], self.head_height, self.starts[part][1], "head", text)
            for part, text in self.band.stub.items()
        ]

        def place(columns: Mapping[str, Column], at: int, row: int) -> int:
            for column in columns.values():
                if column.columns:
                    end = place(column.columns, at, row + 1)
                    found.append(Cell(row, at, 1, end - at, "head", column.label))
                else:
                    end = at + self._wide(at)
                    found.append(Cell(row, at, top + self.head_height - row, end - at, "head", column.label))
                at = end
            return at

        place(self.band.columns, self.stub_width, top)
        return found

    def _wide(self, at: int) -> int:
        return 1 + self.spare if at == self.width - 1 else 1

    def _rows(self, rows: Mapping[str, Row], top: int, beside: int, level: int) -> list[Cell]:
        found: list[Cell] = []
        for key, row in rows.items():
            if row.head == "beside":
                start = self.starts["group" if "group" in self.band.stub else "label"][0]
                found.append(Cell(top, start + beside, _height(row.rows), 1, "group", row.label))
                found += self._rows(row.rows, top, beside + 1, 0)
                top += _height(row.rows)
            else:
                found += self._line(key, row, top, beside, level)
                found += self._rows(row.rows, top + 1, beside, level + 1)
                top += 1 + _height(row.rows)
        return found

    def _line(self, key: str, row: Row, top: int, beside: int, level: int) -> list[Cell]:
        found = []
        for part, (start, wide) in self.starts.items():
            if part == "label":
                taken = 0 if "group" in self.band.stub else beside
                found.append(Cell(top, start + taken, 1, wide - taken, "stub", row.label, "", level))
            elif part == "unit":
                found.append(Cell(top, start, 1, 1, "unit", NO_FIGURE if row.head else row.unit or self.band.unit))
            elif part == "code":
                found.append(Cell(top, start, 1, 1, "unit", row.code))
            elif beside < wide:
                found.append(Cell(top, start + beside, 1, wide - beside, "blank", ""))
        for number, column in enumerate(self.columns):
            at = self.stub_width + number
            if row.head:
                found.append(Cell(top, at, 1, self._wide(at), "blank", ""))
            else:
                address = f"{self.name}.{key}.{column.key}"
                found.append(Cell(top, at, 1, self._wide(at), "figure", "", address))
        return found


def _height(rows: Mapping[str, Row]) -> int:
    """Printed lines: a vertical head takes none of its own."""
    return sum(_height(row.rows) + (row.head != "beside") for row in rows.values())


def _beside_depth(rows: Mapping[str, Row]) -> int:
    """How many columns of vertical heads the rows need."""
    return max((_beside_depth(row.rows) + (row.head == "beside") for row in rows.values()), default=0)
