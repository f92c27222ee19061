"""How the form looks: fonts, tints, borders, and the width of text on a sheet."""

from __future__ import annotations

import math

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.words.widths import width

FACE = "宋体"
INPUT_TINT, TOTAL_TINT, HEAD_TINT = "FFF9E3", "EDEDED", "DCE6F1"
RED, GREEN = "C00000", "2E7D32"
LINE_HEIGHT = 15.0
_THIN = Side(style="thin", color="808080")
FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
UNLOCKED = Protection(locked=False)
TITLE, NOTE, BODY, BOLD = (
    Font(FACE, 16, bold=True),
    Font(FACE, 10, color="666666"),
    Font(FACE, 11),
    Font(FACE, 11, bold=True),
)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def left(indent: int = 0, top: bool = False) -> Alignment:
    return Alignment(horizontal="left", vertical="top" if top else "center", wrap_text=True, indent=indent)


def tint(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def lines_of(text: str, room: float) -> int:
    """How many lines the text takes in a column of this width."""
    return sum(max(1, math.ceil(width(line) * 1.05 / max(room - 1, 1))) for line in text.split("\n"))


def put(
    sheet: Worksheet, row: int, column: int, text: str, font: Font = BODY, alignment: Alignment | None = None
) -> Cell:
    """Write a label, never as a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = text
    if text.startswith("="):
        cell.data_type = "s"
    cell.font = font
    cell.alignment = alignment or left()
    return cell


def put_input(cell: Cell, value: object = None) -> None:
    """Make a cell an input cell: unlocked and tinted, with a value that is never a formula."""
    cell.protection = UNLOCKED
    cell.fill = tint(INPUT_TINT)
    cell.border = FRAME
    cell.font = BODY
    if value is not None:
        cell.value = value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"


def raise_row(sheet: Worksheet, row: int, lines: float) -> None:
    """Make a row at least this many lines high."""
    height = max(lines * LINE_HEIGHT + 4, sheet.row_dimensions[row].height or 20)
    sheet.row_dimensions[row].height = min(height, 400)


def print_setup(sheet: Worksheet, wide: bool = False) -> None:
    """A4, one page wide, with a page number."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[union-attr]
    sheet.page_margins.left = sheet.page_margins.right = 0.5


def protect(sheet: Worksheet) -> None:
    """Lock all but the input cells, without a password; widths and heights may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
