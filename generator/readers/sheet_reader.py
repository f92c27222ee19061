"""A workbook, of Excel, WPS or LibreOffice, to a document: the lines and tables of its sheets, each cell by its name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.blocks import Origin, Statistics
from generator.document.grids import Cell, Grid
from generator.document.places import Place
from generator.errors import InputError
from generator.readers.outline import outlined
from generator.readers.pieces import Item, Piece
from generator.readers.read_file import ReadFile
from generator.readers.sheet_blocks import Filled, SheetTable, blocks_of
from generator.readers.workbook_cells import SheetCells, sheets_of

_MOST = 100_000  # cells of all tables, empty ones too


def read_sheets(name: str, data: bytes) -> ReadFile:
    """The document that the visible sheets of a workbook hold; raises InputError. A sheet begins a new page."""
    reading = _Reading(name)
    items = list(reading.items(sheets_of(name, data)))
    if not any(items):
        unread = "".join(reading.notes)
        raise InputError(f"{name}：工作簿里没有能读的内容。{unread or '请检查是否选错了文件。'}")
    return ReadFile(outlined(name, items), tuple(f"{name}：{note}" for note in reading.notes))


class _Reading:
    """One way through the sheets: how many tables there were, how many cells more may come, and what was not read."""

    def __init__(self, file: str) -> None:
        self.file, self.tables, self.left = file, 0, _MOST
        self.notes: list[str] = []

    def items(self, sheets: tuple[SheetCells, ...]) -> Iterator[Item]:
        for sheet in sheets:
            self.notes += sheet.notes
            if not sheet.hidden:
                yield None
                for block in blocks_of(sheet):
                    yield from self._table(block) if isinstance(block, SheetTable) else [self._piece(sheet, block)]

    def _piece(self, sheet: SheetCells, cell: Filled) -> Piece:
        return Piece(cell.text, Place(sheet.title, cell.span.name, self.file), centred=cell.span.columns > 1)

    def _table(self, table: SheetTable) -> Iterator[Statistics]:
        title, box = table.sheet.title, table.box
        self.left -= box.rows * box.columns
        if self.left < 0:
            self.notes.append(
                f"工作表“{title}”从 {box.name} 起的表太大，没有读。请把年报的表单独存为一个工作簿后再用。"
            )
            return
        self.tables += 1
        cells, texts, places = list[Cell](), list[str](), list[Place]()
        for span, text in table.cells():
            row, column = span.row - box.row, span.column - box.column
            cells.append(Cell(row, column, span.rows, span.columns, "read", text))
            texts.append(text)
            spot = Place(title, span.name, self.file, table=self.tables, row=row + 1, column=column + 1)
            places.append(spot)
        grid = Grid(tuple(cells), box.rows, box.columns, heads=0, stub=0)
        origin = Origin(place=Place(title, box.name, self.file, table=self.tables))
        yield Statistics("", grid, tuple(texts), (), origin, tuple(places))
