"""The formulas of an old workbook are known, and those that nobody worked out hold nothing."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from generator.flow import opening
from generator.readers.workbook_cells import SheetCells
from generator.readers.xls_formulas import formulas_of
from tests.test_kinds import compound


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def formula(row: int, column: int, value: bytes) -> bytes:
    return record(0x06, struct.pack("<HHH", row, column, 0) + value + bytes(8))


def workbook(*formulas: bytes) -> bytes:
    title = "表一".encode("utf-16-le")
    head = record(0x809, bytes(16))
    start = len(head) + 4 + 8 + len(title)
    sheet = record(0x85, struct.pack("<IBBBB", start, 0, 0, 2, 1) + title)
    return compound("Workbook", begin=head + sheet + record(0x809, bytes(16)) + b"".join(formulas))


ZERO, NOTHING, TEXT = bytes(8), b"\x03\0\0\0\0\0\xff\xff", b"\0\0\0\0\0\0\xff\xff"


@pytest.mark.parametrize(
    ("value", "known"), [(ZERO, False), (NOTHING, False), (TEXT, True), (struct.pack("<d", 3.0), True)]
)
def test_a_formula_saved_as_0_or_as_nothing_has_no_value(value: bytes, known: bool) -> None:
    assert formulas_of(workbook(formula(4, 2, value))) == {"表一": {(4, 2): known}}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", compound("Workbook"), workbook()[:700]])
def test_other_and_broken_files_have_none(data: bytes) -> None:
    assert formulas_of(data) == {}


def test_the_cells_of_a_form_hold_what_is_known_of_their_formulas(tmp_path: Path) -> None:
    sheet = SheetCells("表一", False, {(4, 2): "0", (5, 2): "3", (6, 2): "0"}, {}, (), frozenset({(6, 2)}))
    cells = opening._cells(sheet, {(4, 2): False, (5, 2): True})
    assert {at: (cell.text, cell.formula, cell.words) for at, cell in cells.items()} == {
        (5, 3): ("", "=", False),
        (6, 3): ("3", "=", False),
        (7, 3): ("0", "", True),
    }
