"""The cells of a workbook as text, read from its XML without building a workbook in memory.

Only what is filled counts: the extent a sheet claims is never believed, and rows far below any form are not visited.
A sheet is read when it is first asked for, so that sheets a form does not have cost nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from generator.errors import InputError
from generator.form.layout import position

MAX_ROW, MAX_COLUMN = 3000, 300
LARGE = 1_000_000  # bytes of a sheet that is read row by row
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _FORMULA, _INLINE, _GIVEN, _TEXT = (f"{_MAIN}{tag}" for tag in ("row", "f", "is", "v", "t"))
_NAME_TARGET = re.compile(r"'?(?P<sheet>(?:[^'!]|'')+)'?!(?P<cell>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::.*)?")
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_CODE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_CODE_NOISE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class SheetCell(NamedTuple):
    """What a cell holds, as text; whether it is a formula."""

    text: str
    formula: bool = False


Sheet = dict[tuple[int, int], SheetCell]


@dataclass
class Book:
    """The filled cells of every sheet by (row, column) from 1, and the cell each defined name points to."""

    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    names: dict[str, tuple[str, int, int]] = field(default_factory=dict)


class _Sheets(Mapping[str, Sheet]):
    """The sheets of a workbook, each read once, when it is asked for."""

    def __init__(self, read: Mapping[str, Callable[[], Sheet]], name: str) -> None:
        self.unread, self.name = read, name
        self.known: dict[str, Sheet] = {}

    def __getitem__(self, title: str) -> Sheet:
        if title not in self.known:
            read = self.unread[title]
            with _damage_told(self.name):
                self.known[title] = read()
        return self.known[title]

    def __contains__(self, title: object) -> bool:
        return title in self.unread

    def __iter__(self) -> Iterator[str]:
        return iter(self.unread)

    def __len__(self) -> int:
        return len(self.unread)


def read_book(name: str, parts: Mapping[str, bytes], last_row: int = MAX_ROW) -> Book:
    """The workbook, its sheets read on demand; raises InputError, then too, when it is damaged."""
    with _damage_told(name):
        return _read(name, parts, last_row)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    try:
        yield
    except (etree.XMLSyntaxError, KeyError, ValueError, IndexError, TypeError):
        raise InputError(f"{name}：工作簿已损坏，读不出来。请在 Excel 或 WPS 里打开后另存，或重新生成表格。") from None


def _read(name: str, parts: Mapping[str, bytes], last_row: int) -> Book:
    workbook = _parse(parts["xl/workbook.xml"])
    unread: dict[str, Callable[[], Sheet]] = {}
    book = Book(_Sheets(unread, name))
    targets = {
        relation.get("Id"): _part_name(relation.get("Target", ""))
        for relation in _parse(parts["xl/_rels/workbook.xml.rels"])
    }
    shared = _shared_strings(parts.get("xl/sharedstrings.xml", b""))
    dates = _date_styles(parts.get("xl/styles.xml", b""))
    epoch = (
        dt.date(1904, 1, 1) if workbook.find(f"{_MAIN}workbookPr[@date1904='1']") is not None else dt.date(1899, 12, 30)
    )
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        part = targets.get(sheet.get(_REL), "")
        if part in parts and "/worksheets/" in part:
            unread[sheet.get("name", "")] = partial(_sheet, parts[part], shared, dates, epoch, last_row)
    for defined in workbook.iter(f"{_MAIN}definedName"):
        found = _NAME_TARGET.fullmatch((defined.text or "").replace("$'", "'").strip())
        if found and defined.get("localSheetId") is None:
            row, column = position(found["cell"])
            book.names[defined.get("name", "")] = (found["sheet"].replace("''", "'"), row, column)
    return book


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _part_name(target: str) -> str:
    target = target.lower()
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared_strings(data: bytes) -> list[str]:
    return [_text_of(item) for item in _parse(data).iter(f"{_MAIN}si")] if data else []


def _text_of(item: etree._Element) -> str:
    """The text of a string item, its phonetic guides left out."""
    if len(item) == 1 and item[0].tag == _TEXT:
        return _unescape(item[0].text or "")
    runs = [item, *item.findall(f"{_MAIN}r")]
    return _unescape("".join(t.text or "" for run in runs for t in run.findall(_TEXT)))


def _unescape(text: str) -> str:
    """Excel writes control characters as _x000B_."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


@lru_cache(maxsize=8)
def _date_styles(data: bytes) -> set[int]:
    """The cell styles that show a number as a date; forms that were handed out together share theirs."""
    if not data:
        return set()
    styles = _parse(data)
    codes = {
        int(form.get("numFmtId", "0")): _CODE_NOISE.sub("", form.get("formatCode", ""))
        for form in styles.iter(f"{_MAIN}numFmt")
    }
    dates = _DATE_FORMATS | {number for number, code in codes.items() if _DATE_CODE.search(code)}
    formats = styles.find(f"{_MAIN}cellXfs")
    return {n for n, xf in enumerate(formats if formats is not None else ()) if int(xf.get("numFmtId", "0")) in dates}


def _sheet(data: bytes, shared: list[str], dates: set[int], epoch: dt.date, last_row: int) -> Sheet:
    return dict(_cells(data, shared, dates, epoch, last_row))


def _cells(
    data: bytes, shared: list[str], dates: set[int], epoch: dt.date, last_row: int
) -> Iterator[tuple[tuple[int, int], SheetCell]]:
    number = 0
    for row in _rows(data):
        number = int(row.get("r") or number + 1)
        if number > last_row:
            return
        column = 0
        for cell in row:
            at = cell.get("r")
            column = position(at)[1] if at else column + 1
            if len(cell) and column <= MAX_COLUMN:
                text, formula = _content(cell, shared, dates, epoch)
                if text or formula:
                    yield (number, column), SheetCell(text, formula)
        row.clear()


def _rows(data: bytes) -> Iterator[etree._Element]:
    """The rows of a sheet; of a large one, not all at once."""
    if len(data) < LARGE:
        return iter(_parse(data).iter(_ROW))
    events = etree.iterparse(
        BytesIO(data), tag=_ROW, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return (row for _, row in events)


def _content(cell: etree._Element, shared: list[str], dates: set[int], epoch: dt.date) -> tuple[str, bool]:
    """The text of a cell, and whether it is a formula, in one pass over its children."""
    value, formula, text = "", False, ""
    for child in cell:
        tag = child.tag
        if tag == _GIVEN:
            value = child.text or ""
        elif tag == _FORMULA:
            formula = True
        elif tag == _INLINE:
            text = _text_of(child)
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return text, formula
    return _value(cell, kind, value, shared, dates, epoch) if value else "", formula


def _value(cell: etree._Element, kind: str, value: str, shared: list[str], dates: set[int], epoch: dt.date) -> str:
    if kind == "s":
        return shared[int(value)] if int(value) >= 0 else ""
    if kind == "n":
        return _number(value, int(cell.get("s") or 0) in dates, epoch)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return _unescape(value)


def _number(value: str, date: bool, epoch: dt.date) -> str:
    """A number as a person would type it: fifteen digits, as Excel shows it; a date as 2024-01-25."""
    if not date and value.isdecimal() and len(value) < 15:
        return value if len(value) == 1 or value[0] != "0" else str(int(value))
    number = float(value)
    if date and 1 <= number < 2_958_466:
        return (epoch + dt.timedelta(days=int(number))).isoformat()
    text = format(number, ".15g")
    if "e" in text or "n" in text:
        text = format(number, "f").rstrip("0").rstrip(".")
    return text
