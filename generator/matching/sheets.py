"""The cells of a workbook as text, read from its XML without building a workbook in memory.

Only what is filled counts: the extent a sheet claims is never believed, and rows far below any form are not visited.
A sheet is read when it is first asked for, so that sheets a form does not have cost nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generator.form.layout import position
from generator.package.gate import read_package
from generator.package.parts import Parts
from generator.package.safe_xml import NOTHING, TooMany, root_of
from generator.package.workbook import MAIN, WORKBOOK, sheet_parts, string_text, unescaped

MAX_ROW, MAX_COLUMN = 3000, 300
MOST_CELLS = 400_000  # filled ones of a sheet: a list of 50,000 units in eight columns
_ROW, _FORMULA, _INLINE, _GIVEN = (f"{MAIN}{tag}" for tag in ("row", "f", "is", "v"))
_NAME_TARGET = re.compile(r"'?(?P<sheet>(?:[^'!]|'')+)'?!(?P<cell>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::.*)?")
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_CODE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_CODE_NOISE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class SheetCell(NamedTuple):
    """What a cell holds, as text; the formula it is of; whether it was typed as words, also where it reads like a number."""

    text: str
    formula: str = ""
    words: bool = False


Sheet = dict[tuple[int, int], SheetCell]


class Book(NamedTuple):
    """The filled cells of every sheet by (row, column) from 1, and the cell each defined name points to."""

    sheets: Mapping[str, Sheet]
    names: Mapping[str, tuple[str, int, int]]


class _Values(NamedTuple):
    """What stands behind the numbers in cells: the shared strings, the styles of dates, the day dates count from."""

    shared: list[str]
    dates: set[int]
    epoch: dt.date


class _Sheets(Mapping[str, Sheet]):
    """The sheets of a workbook, each read once, when it is asked for."""

    def __init__(self, parts: Parts, workbook: etree._Element, last_row: int) -> None:
        self.parts, self.workbook, self.last_row = parts, workbook, last_row
        self.titles = sheet_parts(parts, workbook)
        self.known: dict[str, Sheet] = {}

    def __getitem__(self, title: str) -> Sheet:
        if title not in self.known:
            part = self.titles[title]
            with self.parts.damage_told(part):
                rows = self.parts.elements(part, _ROW, b"</sheetData>")  # behind them, formats without end
                self.known[title] = _few(_cells(rows, self.meant, self.last_row))
        return self.known[title]

    def __contains__(self, title: object) -> bool:
        return title in self.titles

    def __iter__(self) -> Iterator[str]:
        return iter(self.titles)

    def __len__(self) -> int:
        return len(self.titles)

    @cached_property
    def meant(self) -> _Values:
        shared = self.parts.related(WORKBOOK, "sharedStrings")
        styles = (self.parts[part] for part in self.parts.related(WORKBOOK, "styles"))
        from_1904 = any(one.get("date1904") in ("1", "true") for one in self.workbook.iter(f"{MAIN}workbookPr"))
        return _Values(
            [string_text(item) for part in shared for item in self.parts.elements(part, f"{MAIN}si", NOTHING)],
            set().union(*map(_date_styles, styles)),
            dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30),
        )


def read_book(path: Path, last_row: int = MAX_ROW) -> Book:
    """The workbook, its sheets read on demand; raises InputError, then too, when it is damaged."""
    parts = read_package(path)
    workbook = parts.tree(WORKBOOK)
    return Book(_Sheets(parts, workbook, last_row), _names(parts[WORKBOOK]))


@lru_cache(maxsize=8)
def _names(workbook: bytes) -> Mapping[str, tuple[str, int, int]]:
    """The cell each defined name points to; forms that were handed out together share theirs."""
    names: dict[str, tuple[str, int, int]] = {}
    for defined in root_of(workbook).iter(f"{MAIN}definedName"):
        found = _NAME_TARGET.fullmatch((defined.text or "").replace("$'", "'").strip())
        if found and defined.get("localSheetId") is None:
            names[defined.get("name", "")] = (found["sheet"].replace("''", "'"), *position(found["cell"]))
    return names


def _few(cells: Iterator[tuple[tuple[int, int], SheetCell]]) -> Sheet:
    """The cells of a sheet; raises TooMany when no form and no list has so many."""
    sheet = dict(islice(cells, MOST_CELLS))
    if next(cells, None):
        raise TooMany
    return sheet


@lru_cache(maxsize=8)
def _date_styles(data: bytes) -> set[int]:
    """The cell styles that show a number as a date; forms that were handed out together share theirs."""
    styles = root_of(data)
    codes = {
        int(form.get("numFmtId", "0")): _CODE_NOISE.sub("", form.get("formatCode", ""))
        for form in styles.iter(f"{MAIN}numFmt")
    }
    dates = _DATE_FORMATS | {number for number, code in codes.items() if _DATE_CODE.search(code)}
    formats = styles.find(f"{MAIN}cellXfs")
    return {n for n, xf in enumerate(formats if formats is not None else ()) if int(xf.get("numFmtId", "0")) in dates}


def _cells(
    rows: Iterator[etree._Element], values: _Values, last_row: int
) -> Iterator[tuple[tuple[int, int], SheetCell]]:
    number = 0
    for row in rows:
        number = int(row.get("r") or number + 1)
        if number > last_row:
            return
        column = 0
        for cell in row:
            at = cell.get("r")
            column = position(at)[1] if at else column + 1
            if len(cell) and column <= MAX_COLUMN:
                found = _content(cell, values)
                if found.text or found.formula:
                    yield (number, column), found


def _content(cell: etree._Element, values: _Values) -> SheetCell:
    """What a cell holds, in one pass over its children; a formula that only says whose it shares is `=`."""
    value, formula, text = "", "", ""
    for child in cell:
        tag = child.tag
        if tag == _GIVEN:
            value = child.text or ""
        elif tag == _FORMULA:
            formula = child.text or "="
        elif tag == _INLINE:
            text = string_text(child)
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return SheetCell(text, formula, True)
    return SheetCell(_value(cell, kind, value, values) if value else "", formula, kind in ("s", "str"))


def _value(cell: etree._Element, kind: str, value: str, values: _Values) -> str:
    if kind == "s":
        return values.shared[int(value)] if int(value) >= 0 else ""
    if kind == "n":
        return _number(value, int(cell.get("s") or 0) in values.dates, values.epoch)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    return unescaped(value)


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
