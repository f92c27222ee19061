"""The cells of a workbook as text: dates of both calendars, numbers as Excel shows them, characters it writes as numbers."""

from __future__ import annotations

import base64
import datetime as dt
import random
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from generator.matching.sheets import read_book
from tests.hostile import parts_of, zip_of
from tests.workbooks import MAIN, OFFICE, relation

PART, RELATIONS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"


def first_cell(path: Path) -> str:
    (sheet,) = read_book(path).sheets.values()
    return sheet[1, 1].text


def with_first(folder: Path, value: object, epoch: dt.datetime = CALENDAR_WINDOWS_1900) -> Path:
    book = openpyxl.Workbook()
    book.epoch = epoch
    assert book.active is not None
    book.active["A1"] = value
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904], ids=["1900", "1904"])
def test_a_date_is_the_same_day_in_both_calendars(epoch: dt.datetime, tmp_path: Path) -> None:
    assert first_cell(with_first(tmp_path, dt.date(2024, 1, 25), epoch)) == "2024-01-25"


def test_the_calendar_of_1904_may_be_told_in_a_word(tmp_path: Path) -> None:
    path = with_first(tmp_path, dt.date(2024, 1, 25), CALENDAR_MAC_1904)
    parts = parts_of(path)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'date1904="1"', b'date1904="true"')
    assert b'"true"' in parts["xl/workbook.xml"]
    assert first_cell(zip_of(path, parts)) == "2024-01-25"


@pytest.mark.parametrize(
    ("written", "read"),
    [("甲_x000B_乙", "甲\x0b乙"), ("甲_x000a_乙", "甲\n乙"), ("_x005F_x0041_", "_x0041_"), ("_x41_", "_x41_")],
)
@pytest.mark.parametrize("shared", [False, True])
def test_a_character_written_as_its_number_is_read(written: str, read: str, shared: bool, tmp_path: Path) -> None:
    path = with_first(tmp_path, "words")
    parts = parts_of(path)
    inline, index = b't="inlineStr"><is><t>words</t></is>', b't="s"><v>0</v>'
    assert inline in parts[PART]
    if shared:
        parts[PART] = parts[PART].replace(inline, index)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN[1:-1]}"><si><t>{written}</t></si></sst>'.encode()
        leads = relation("rIdStrings", f"{OFFICE}/sharedStrings", "sharedStrings.xml").encode()
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Rel", leads + b"</Rel")
    else:
        parts[PART] = parts[PART].replace(b"words", written.encode())
    assert first_cell(zip_of(path, parts)) == read


def test_a_large_sheet_is_read_as_a_small_one(tmp_path: Path) -> None:
    path = with_first(tmp_path, "有字")
    parts = parts_of(path)
    noise = base64.b64encode(random.Random(1).randbytes(1_000_000))
    parts[PART] = parts[PART].replace(b"<sheetData>", b"<!--" + noise + b"--><sheetData>")
    assert len(parts[PART]) > 1_000_000
    assert first_cell(zip_of(path, parts)) == "有字"
