"""A table as lines of text: each row on one line, aligned by display width under its heads."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from generator.document.blocks import Statistics
from generator.document.grids import Cell
from generator.words.widths import width

INDENT, GAP = "　　", "  "
WIDEST = 40  # a column of words is not padded beyond this

Row = list[tuple[Cell, str]]


def table_lines(table: Statistics, beside: Mapping[str, str] | None = None) -> list[str]:
    """The lines of a table; one without row labels has a line for each group of columns.

    `beside` are notes by address, each set behind the line of its figure.
    """
    notes = beside or {}
    return _Labelled(table, notes).lines() if table.grid.stub else _grouped(table, notes)


def _noted(line: str, cells: Row, beside: Mapping[str, str]) -> str:
    return line + "".join(f"  {beside[cell.address]}" for cell, _ in cells if cell.address in beside)


class _Labelled:
    """A table with a stub: code, label, unit and figures of each row, heads above them, again after each banner."""

    def __init__(self, table: Statistics, beside: Mapping[str, str]) -> None:
        self.beside = beside
        self.stub = table.grid.stub
        cells = table.cells()
        self.rows: list[Row] = [[] for _ in range(table.grid.rows)]
        for cell, text in cells:
            for row in self.rows[cell.row : cell.row + cell.rows]:
                row.append((cell, text))
        self.unit_columns = {c.column for c, _ in cells if c.kind == "unit"}
        self.label_at = min((c.column for c, _ in cells if c.kind in ("group", "stub")), default=self.stub)
        self.columns = self._widths(cells, table.grid.columns)
        self.words = {
            c.column for c, t in cells if c.kind == "figure" and t and not t.lstrip("+-").replace(".", "").isdigit()
        }
        self.first = max(width(self._label(row)) for row in self.rows)

    def _widths(self, cells: Row, count: int) -> list[int]:
        """For each column the widest text of this column alone among figures, units and the heads of both."""
        widths = [4] * count
        for cell, text in cells:
            counts = cell.kind in ("figure", "unit") or (cell.kind == "head" and not self._over_label(cell))
            if cell.columns == 1 and counts:
                widths[cell.column] = max(widths[cell.column], min(width(text), WIDEST))
        return widths

    def _over_label(self, cell: Cell) -> bool:
        """Whether a head begins over the labels; a column of units may stand left or right of them."""
        return self.label_at <= cell.column < self.stub and cell.column not in self.unit_columns

    def lines(self) -> list[str]:
        """All lines of the table."""
        lines: list[str] = []
        for number, row in enumerate(self.rows):
            started = [(c, t) for c, t in row if c.row == number]
            banner = [t for c, t in started if c.kind == "banner"]
            if banner:
                lines += banner
                continue
            groups = [(c, t) for c, t in started if c.kind == "group"]  # vertical heads have a line of their own
            lines += [INDENT * (self._depth(row) - len(groups) + n) + t for n, (_, t) in enumerate(groups)]
            lines += (
                self._heads(row, number)
                if any(c.kind == "head" for c, _ in row)
                else [_noted(self._figures(row), row, self.beside)]
            )
        return lines

    def _depth(self, row: Row) -> int:
        return sum(c.kind == "group" for c, _ in row)

    def _label(self, row: Row) -> str:
        """The label of a row, indented by its level and by the vertical heads it stands under."""
        return "".join(INDENT * (c.level + self._depth(row)) + t for c, t in row if c.kind == "stub")

    def _figures(self, row: Row) -> str:
        code = "".join(self._set(c, t) + GAP for c, t in row if c.kind == "unit" and c.column < self.label_at)
        after = [(c, t) for c, t in row if c.column >= self.stub or (c.kind == "unit" and c.column > self.label_at)]
        return code + _left(self._label(row), self.first) + "".join(GAP + self._set(c, t) for c, t in after)

    def _set(self, cell: Cell, text: str) -> str:
        """A text in its column: figures to the right, words to the left."""
        wide = sum(self.columns[cell.column : cell.column + cell.columns]) + len(GAP) * (cell.columns - 1)
        return _left(text, wide) if cell.column in self.words and cell.kind != "head" else _right(text, wide)

    def _heads(self, row: Row, number: int) -> list[str]:
        """A line of heads over the figures: what starts on this row, the rest left empty."""
        code = label = after = ""
        lines = []
        for cell, text in row:
            shown = text if cell.row == number else ""
            if cell.column < self.label_at:
                code += self._set(cell, shown) + GAP
            elif not self._over_label(cell):
                after += GAP + self._set(cell, shown)
            elif width(label + shown) <= self.first:
                label = " ".join(part for part in (label, shown) if part)
            else:
                lines.append(shown)
        whole = code + _left(label, self.first) + after
        return [*lines, whole] if whole.strip() else lines


def _right(text: str, wide: int) -> str:
    return " " * max(wide - width(text), 0) + text


def _left(text: str, wide: int) -> str:
    return text + " " * max(wide - width(text), 0)


def _grouped(table: Statistics, beside: Mapping[str, str]) -> list[str]:
    """A table without row labels: the innermost spanner of each group, then its figures, heads above."""
    heads = [(c, t) for c, t in table.cells() if c.kind == "head"]
    found: list[tuple[str, str, tuple[Cell, str]]] = []
    for cell, text in table.cells():
        if cell.kind == "figure":
            over = [(c, t) for c, t in heads if c.column <= cell.column < c.column + c.columns]
            leaf = over[-1][1]
            found.append((next((t for c, t in reversed(over) if c.columns > 1), leaf), leaf, (cell, text)))
    groups = [(name, list(members)) for name, members in groupby(found, key=itemgetter(0))]
    first = max(width(name) for name, _ in groups)
    lines: list[str] = []
    before: list[str] = []
    for name, members in groups:
        leaves = [leaf for _, leaf, _ in members]
        if leaves != before:
            lines.append(" " * first + "".join(GAP + _right(leaf, max(8, width(leaf))) for leaf in leaves))
            before = leaves
        line = _left(name, first)
        line += "".join(GAP + _right(text, max(8, width(leaf))) for _, leaf, (_, text) in members)
        lines.append(_noted(line, [cell for _, _, cell in members], beside))
    return lines
