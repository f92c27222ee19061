"""The official tables told from the tables that a reader found, cell by cell; what is not certain is not told.

A figure is read in two ways: by the words left of it and above it, and by the order of the cells in its row. Where these
differ the row is not told, and why.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.grids import Cell
from generator.matching.grid_columns import GridColumns, heads_above, heads_over_stub
from generator.matching.grid_lines import FoundTable, GridCells
from generator.matching.labelled_rows import LabelledRows
from generator.matching.listed_rows import listed_in_grids
from generator.matching.official_labels import Match
from generator.matching.official_table import OfficialTable
from generator.matching.row_figures import Told, figure_of
from generator.matching.text_cells import TextCell
from generator.matching.text_tables import Misfit, OtherLabel, Tables
from generator.standard.figures import rows_at
from generator.words.titles import bare

_LEAST_HEADS = 4


def read_grids(tables: Sequence[FoundTable], officials: Sequence[OfficialTable], found: Tables) -> list[OfficialTable]:
    """Tell the figures of the official tables that stand in found ones; gives those that do not."""
    left, unseen = list(tables), []
    for official in officials:
        same = next((table for table in left if _is(table, official)), None)
        if same is None:
            unseen.append(official)
            continue
        left.remove(same)
        _take(same, official, found)
    cells = GridCells(left)
    return [official for official in unseen if not _read(cells, left, official, found)]


def _is(table: FoundTable, official: OfficialTable) -> bool:
    """Whether a table is the official one, every word in its place."""
    grid = official.grid(table.rows)
    if (table.rows, table.columns, len(table.cells)) != (grid.rows, grid.columns, len(grid.cells)):
        return False
    for cell, mine in zip(table.cells, grid.cells, strict=True):
        if cell[:4] != mine[:4]:
            return False
        if mine.text and bare(cell.text) != bare(official.standard.wording(mine.text, official.year)):
            return False
    return True


def _take(table: FoundTable, official: OfficialTable, found: Tables) -> None:
    for cell, mine in zip(table.cells, official.grid(table.rows).cells, strict=True):
        if mine.address:
            _tell(found, official, mine.address, cell, table.first + cell.row)


def _tell(found: Tables, official: OfficialTable, address: str, cell: Cell, line: int) -> None:
    """Tell one figure of the cell it stands in; one in another unit is a misfit."""
    if cell.text.isascii() and cell.text.isdecimal():  # as most are
        found.rows[address] = line
        found.told[address] = Told(cell.text, line, cell.column + 1)
        return
    said = TextCell(" ".join(cell.text.split()), line, box=1, row=True, column=cell.column + 1)
    figure = official.standard.figures[address]
    text = said.text if said.is_word else figure_of(figure, said)  # words are told, and refused as a value
    found.rows[address] = line
    if text is None:
        unit = figure.unit
        found.misfits.append(Misfit((address,), f"填的是“{said.text}”，这一格的单位是{unit}", line, said.column))
    else:
        found.told[address] = Told(text, line, said.column)


def _read(cells: GridCells, tables: Sequence[FoundTable], official: OfficialTable, found: Tables) -> bool:
    """Tell one official table by its labels; whether it is there."""
    listed = listed_in_grids(tables, official) if official.repeating else None
    if listed:
        found.take(listed)
    if official.officials:
        return _Labelled(cells, official, found).read() or bool(listed)
    return bool(listed) if official.repeating else _read_unlabelled(tables, official, found)


class _Labelled:
    """The reading of one official table whose rows have labels."""

    def __init__(self, cells: GridCells, official: OfficialTable, found: Tables) -> None:
        self.cells, self.official, self.found = cells, official, found
        self.rows = LabelledRows(cells.stream, official.officials, official.heads, [])
        self.columns: dict[tuple[int, int], GridColumns] = {}
        self.ends: dict[int, int] = {}  # by the first line of a table the row after the last one that was read

    def read(self) -> bool:
        rows = self.rows
        for match, sure in zip(rows.run, rows.certain(), strict=True):
            if sure:
                self._row(match)
        for match in rows.inexact:
            self.found.labels.append(OtherLabel(self.official.officials[match.row].printed, *rows.said(match)))
        return bool(rows.run)

    def _row(self, match: Match) -> None:
        label = self.rows.cells[match.end - 1]
        table, cell = self.cells.at(label)
        row = self.official.officials[match.row]
        columns = self._columns(table, cell, row.band)
        self.ends[table.first] = cell.row + 1
        beside = [self.cells.at(one)[1] for one in self._figures(label, row.code)]
        if len(beside) > len(row.addresses):  # empty cells at the end of a table with rows of several lengths
            filled = [one for one in beside if one.text.strip()]
            beside = filled if len(filled) == len(row.addresses) else beside
        by_order = dict(zip(row.addresses, beside, strict=True)) if len(beside) == len(row.addresses) else None
        by_words = self._by_words(row.addresses, beside, columns)
        self.found.rows.update(dict.fromkeys(row.addresses, label.line))
        read = by_words if by_order is None else by_order
        if by_order is not None and any(by_order[address] != one for address, one in by_words.items()):
            self._misfit(row.addresses, "按列名读和按次序读，数不在同一格", label)
            return
        if len(read) < len(row.addresses):
            why = f"这一行应有 {len(row.addresses)} 个数，表里是 {len(beside)} 格，分不清哪个是哪个"
            self._misfit(row.addresses, why, label, " | ".join(one.text.strip() or "空" for one in beside[:8]))
        for address, one in read.items():
            _tell(self.found, self.official, address, one, label.line)

    def _misfit(self, addresses: tuple[str, ...], why: str, label: TextCell, shown: str = "") -> None:
        self.found.misfits.append(Misfit(addresses, why, label.line, label.column, shown))

    def _figures(self, label: TextCell, code: str) -> list[TextCell]:
        """The cells beside a label but for its unit and its code."""
        return [cell for cell in self.cells.beside(label) if not cell.names_unit and not cell.is_code(code)]

    def _columns(self, table: FoundTable, label: Cell, band: int) -> GridColumns:
        """The columns a band has in a table; a piece of a table that has no heads has those of the piece before."""
        key = table.first, band
        if key not in self.columns:
            top, left = self.ends.get(table.first, 0), label.column + label.columns
            shifted = heads_over_stub(table, range(top, label.row), left, self.official.columns[band])
            heads = [] if shifted else heads_above(table, top, label.row, left)
            columns = GridColumns(heads, self.official.columns[band])
            before = [known for (_, other), known in self.columns.items() if other == band]
            self.columns[key] = before[-1] if before and not columns.certain else columns
            for column, cell in () if self.columns[key] is not columns else columns.renamed:
                line = table.first + cell.row
                self.found.labels.append(OtherLabel(column.column.label, cell.text.strip(), line, cell.column + 1))
        return self.columns[key]

    def _by_words(self, addresses: Sequence[str], beside: Sequence[Cell], columns: GridColumns) -> dict[str, Cell]:
        """The cells of a row under their heads; a column with several, or a cell in several columns, is left out."""
        under: dict[str, list[Cell]] = {}
        for cell in beside:
            for key in columns.of(cell):
                under.setdefault(key, []).append(cell)
        wide = {cell for cell in beside if len(columns.of(cell)) > 1}
        keys = [(address, address.rpartition(".")[2]) for address in addresses]
        return {a: under[key][0] for a, key in keys if len(under.get(key, ())) == 1 and under[key][0] not in wide}


def _read_unlabelled(tables: Sequence[FoundTable], official: OfficialTable, found: Tables) -> bool:
    """Tell a table of one row without label; its columns may stand in several tables."""
    key = next(rows_at(official.table.stacked[0].rows)).key
    told: dict[str, tuple[Cell, int]] = {}
    for table in tables:
        row = _figures_row(table)
        columns = GridColumns(heads_above(table, 0, row, 0), official.columns[0])
        if columns.certain < min(_LEAST_HEADS, len(official.columns[0])):
            continue
        for cell in (cell for cell in table.cells if cell.row == row):
            for column in columns.of(cell) if len(columns.of(cell)) == 1 else ():
                told.setdefault(f"{official.name}.{key}.{column}", (cell, table.first + row))
    for address, (cell, line) in told.items():
        _tell(found, official, address, cell, line)
    return bool(told)


def _figures_row(table: FoundTable) -> int:
    """The first row that holds figures and no words; the last one when none does."""
    words: dict[int, bool] = {}
    figures: dict[int, bool] = {}
    for cell in table.cells:
        said = TextCell(" ".join(cell.text.split()), 0)
        words[cell.row] = words.get(cell.row, False) or said.is_word
        figures[cell.row] = figures.get(cell.row, False) or bool(said.figure)
    return next((row for row in sorted(figures) if figures[row] and not words[row]), table.rows - 1)
