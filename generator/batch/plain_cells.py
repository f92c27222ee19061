"""The workbooks that are written row by row: their cells, and their bytes in the end."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from generator.words.characters import printable

_HEAD = PatternFill("solid", fgColor="DDEBF7")


def plain_cell(sheet: Any, value: object, head: bool = False) -> Any:
    """A cell for `append`; text that begins with = is no formula."""
    given: Any = printable(value) if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=None if given == "" else given)
    if isinstance(value, str) and value:
        cell.data_type = "s"
    if head:
        cell.font, cell.fill = Font(bold=True), _HEAD
    return cell


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
