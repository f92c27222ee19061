"""Read the cells of a workbook with calamine, as a program of its own: the file comes in, JSON goes out.

What calamine needs for a sheet depends on where its last cell stands, and what it cannot have ends the process:
so it is never called in the process that has other files to read. Started by `workbook_cells`.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_ROW, MAX_COLUMN = 3000, 300
MAX_CELLS = 100_000  # filled cells of a workbook, and spans of a sheet
MAX_CHARACTERS = 5_000_000
MAX_SHEETS = 100
LOCKED = 3  # how the process ends with a file that has a password
_MEMORY, _SECONDS = 250_000_000, 10

Value = str | int | float | dt.date | dt.time | dt.timedelta
Spans = list[tuple[int, int, int, int]]


def main() -> None:
    """Read the workbook on stdin, write its sheets to stdout."""
    from python_calamine import CalamineWorkbook, PasswordError

    _bound()
    data = sys.stdin.buffer.read()
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sys.stdout.buffer.write(json.dumps(list(_sheets(book, data))).encode())
    except PasswordError:
        sys.exit(LOCKED)


def _bound() -> None:
    """Limit this process where the system can: a file of five megabytes needs no more."""
    try:
        import resource
    except ImportError:  # Windows; there the time is limited from outside, and the memory by what there is
        return
    for limit, most in (("RLIMIT_AS", _MEMORY), ("RLIMIT_CPU", _SECONDS), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, limit), (most, most))
        except (ValueError, OSError):
            continue  # a lower limit is set already


def _sheets(book: CalamineWorkbook, data: bytes) -> Iterator[dict[str, object]]:
    """Each sheet: its title, what is to be seen of it, its filled cells by row and column from 0, its merged ranges."""
    left, characters = MAX_CELLS, MAX_CHARACTERS
    spans = _open_spans(data)
    for about in book.sheets_metadata[:MAX_SHEETS]:
        kind = str(about.typ).rpartition(".")[2]
        told: dict[str, object] = {"title": about.name, "hidden": str(about.visible).rpartition(".")[2] != "Visible"}
        cells: list[tuple[int, int, str, bool]] = []
        if kind == "WorkSheet":
            sheet = book.get_sheet_by_name(about.name)
            told["beyond"] = sheet.end is not None and (sheet.end[0] >= MAX_ROW or sheet.end[1] >= MAX_COLUMN)
            told["spans"] = spans[about.name] if about.name in spans else _spans(sheet)
            for cell in _cells(sheet):
                left, characters = left - 1, characters - len(cell[2])
                if left < 0 or characters < 0:
                    told["beyond"] = True
                    break
                cells.append(cell)
        yield told | {"chart": kind != "WorkSheet", "cells": cells}


def _cells(sheet: CalamineSheet) -> Iterator[tuple[int, int, str, bool]]:
    """The row and column of each filled cell, its text, and whether it is saved as words."""
    first = sheet.start[1] if sheet.start else 0
    for row, values in enumerate(sheet.iter_rows()):
        if row >= MAX_ROW:
            return
        for column, value in enumerate(values[: max(MAX_COLUMN - first, 0)], first):
            if value != "" and (text := as_text(value)).strip():
                yield row, column, text, isinstance(value, str)


def _spans(sheet: CalamineSheet) -> Spans:
    return [(*first, *last) for first, last in (sheet.merged_cell_ranges or [])[:MAX_CELLS]]


def as_text(value: Value) -> str:
    """A value as a person sees it: 5, not 5.0; fifteen digits, as Excel shows them; a date as 2024-01-25."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return _number(value)
        case dt.datetime():
            midnight = value.time() == dt.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "seconds").removesuffix(":00")
        case dt.time():
            return value.isoformat("seconds").removesuffix(":00")
        case dt.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _number(value: float) -> str:
    text = format(value, ".15g")
    return format(Decimal(text), "f") if "e" in text else text


def _open_spans(data: bytes) -> dict[str, Spans]:
    """The merged ranges of an ODS file by sheet, of which calamine says nothing; none for any other file."""
    from generator.readers.ods_spans import spans_of

    return spans_of(data)


if __name__ == "__main__":
    main()
