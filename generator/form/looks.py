"""How the form looks: fonts, tints, borders, and the width of text on a sheet."""

from __future__ import annotations

import math
from collections.abc import Mapping

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.form.layout import letters
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


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not hidden under a merged one."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def put(
    sheet: Worksheet, row: int, column: int, text: str, font: Font = BODY, alignment: Alignment | None = None
) -> Cell:
    """Write a label, never as a formula."""
    cell = cell_at(sheet, row, column)
    cell.value = text
    if text.startswith("="):
        cell.data_type = "s"
    cell.font = font
    cell.alignment = alignment or left()
    return cell


def put_across(sheet: Worksheet, row: int, columns: int, text: str, font: Font = BODY) -> Cell:
    """Write a label over the first columns of a row."""
    cell = put(sheet, row, 1, text, font)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    return cell


def put_heads(sheet: Worksheet, heads: Mapping[str, float]) -> None:
    """Write the first row: heads, each with the width of its column."""
    for column, (text, wide) in enumerate(heads.items(), 1):
        sheet.column_dimensions[letters(column)].width = wide
        head = put(sheet, 1, column, text, BOLD, CENTRE)
        head.fill, head.border = tint(HEAD_TINT), FRAME
    raise_row(sheet, 1, 2)


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


def finish(sheet: Worksheet, freeze: str, wide: bool = False) -> None:
    """Keep what stands above and left of a cell in sight, print on A4, one page wide, with a page number, and protect."""
    sheet.freeze_panes = freeze
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[union-attr]
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    protect(sheet)


def protect(sheet: Worksheet) -> None:
    """Lock all but the input cells, without a password; widths and heights may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
