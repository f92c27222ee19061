"""The merged ranges of an ODS workbook, read row by row."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.package.archive import opened_archive
from generator.package.safe_xml import elements_of

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW, _SHEET = f"{_TABLE}table-row", f"{_TABLE}table"
_CELLS = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_MOST = 100_000  # spans, and rows or columns that one element may stand for

Range = tuple[int, int, int, int]


def spans_of(data: bytes) -> dict[str, list[Range]]:
    """By sheet the first and last row and column, from 0, of each merged range; nothing for any other file. Raises as `elements_of` does."""
    archive = opened_archive(data)
    if archive is None or "content.xml" not in archive.namelist():
        return {}
    found: dict[str, list[Range]] = {}
    row, sheet = 0, ""
    for element in elements_of(archive.read("content.xml"), _ROW, b"</office:body>"):
        table = next((above.get(f"{_TABLE}name", "") for above in element.iterancestors(_SHEET)), "")
        row, sheet = (row, sheet) if table == sheet else (0, table)
        if len(found.setdefault(sheet, [])) < _MOST:
            found[sheet] += _in_row(element, row)
        row += _times(element, "number-rows-repeated")
    return found


def _in_row(element: etree._Element, row: int) -> Iterator[Range]:
    column = 0
    for cell in element.iterchildren():
        if cell.tag in _CELLS:
            rows, columns = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
            if rows > 1 or columns > 1:
                yield row, column, row + rows - 1, column + columns - 1
            column += _times(cell, "number-columns-repeated")


def _times(element: etree._Element, name: str) -> int:
    number = element.get(_TABLE + name, "")
    return min(int(number), _MOST) if number.isdecimal() and len(number) < 12 else 1
