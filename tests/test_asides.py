"""What a clerk leaves beside the cells of a form is told; a switch on the cover fills a table with 0; numbers typed as words count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.flow.case import Case, open_case
from generator.form.layout import Filling, zero_labels
from generator.form.writing import write_form
from generator.standard import Standard, load_standard, standard_ids
from tests.conftest import ROOT

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.xlsx"
THREE, COVER = "三、收到和处理申请情况", "封面"


def changed(folder: Path, change: Callable[[openpyxl.Workbook], object], source: Path = SUQIAN) -> Case:
    book = openpyxl.load_workbook(source)
    change(book)
    book.save(folder / "改.xlsx")
    return open_case(folder / "改.xlsx")


def put(sheet: str, cell: str, value: object) -> Callable[[openpyxl.Workbook], object]:
    return lambda book: book[sheet].__setitem__(cell, value)


def blank_form(folder: Path, standard: Standard) -> Path:
    path = folder / "空.xlsx"
    year = min(standard.file.span[1], 2024)
    path.write_bytes(write_form(standard, year, Filling({"cover.agency": "示例县教育局"})))
    return path


@pytest.mark.parametrize("name", standard_ids())
def test_a_form_as_it_is_sent_out_has_nothing_beside_its_cells(name: str, tmp_path: Path) -> None:
    answers = open_case(blank_form(tmp_path, load_standard(name))).answers
    assert (answers.asides, answers.remarks) == ((), ())


def test_forms_sent_out_before_have_nothing_beside_their_cells() -> None:
    for path in [SUQIAN, *(ROOT / "tests" / "forms").glob("*.xlsx")]:
        answers = open_case(path).answers
        assert (answers.asides, answers.remarks) == ((), ())


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [(THREE, "N8"), (THREE, "C45"), (COVER, "D6"), (COVER, "B90"), ("各章文字", "G5"), ("各章文字", "C40")],
)
def test_words_outside_the_cells_are_told_with_where_they_belong(sheet: str, cell: str, tmp_path: Path) -> None:
    told = [f for f in changed(tmp_path, put(sheet, cell, "其中3件为当面答复")).findings if f.code == "IN-15"]
    assert [str(finding.place) for finding in told] == [f"{sheet}!{cell}"]
    assert "其中3件为当面答复" in told[0].message
    assert "各章文字" in told[0].message


def test_a_sheet_that_is_not_the_forms_is_told(tmp_path: Path) -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.create_sheet("底稿")["A1"] = "合计 12"

    assert any("“底稿”" in note for note in changed(tmp_path, add).notes)


@pytest.mark.parametrize("typed", ["12 ", "１２", "1,120"])
def test_a_number_typed_as_words_is_read_and_told(typed: str, tmp_path: Path) -> None:
    case = changed(tmp_path, put(THREE, "D9", typed))
    assert case.report.figures["applications.partly_granted.natural_person"] == (1120 if "," in typed else 12)
    assert any(f"“{THREE}”的 D9 是文字格式" in note for note in case.notes)


@pytest.mark.parametrize("name", [name for name in standard_ids() if zero_labels(load_standard(name))])
def test_the_switches_of_the_cover_fill_what_is_blank_with_0(name: str, tmp_path: Path) -> None:
    standard = load_standard(name)

    def switch(book: openpyxl.Workbook) -> None:
        for table in zero_labels(standard):
            ((sheet, cell),) = book.defined_names[f"zero.{table}"].destinations
            book[sheet][cell.replace("$", "")] = "是"

    case = changed(tmp_path, switch, blank_form(tmp_path, standard))
    entered = [a for a in case.answers.figures if not standard.figures[a].is_total]
    assert {case.report.figures[address] for address in entered} == {0}
    blank = [f.about for f in case.findings if f.severity == "unfilled" and f.about in standard.figures]
    assert [a for a in blank if standard.figures[a].kind in ("count", "money", "signed_count")] == []


def test_what_was_typed_stays_where_the_switch_is_on(tmp_path: Path, national_2021: Standard) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        ((sheet, cell),) = book.defined_names["zero.applications"].destinations
        book[sheet][cell.replace("$", "")] = "是"
        book[THREE]["D6"] = 3

    case = changed(tmp_path, fill, blank_form(tmp_path, national_2021))
    assert case.report.figures["applications.new.natural_person"] == 3
    assert case.report.figures["applications.new.total"] == 3
    assert [finding.code for finding in case.findings if finding.severity == "error"] == ["T3-1"]


def test_a_form_without_its_switch_on_is_blank(tmp_path: Path, national_2021: Standard) -> None:
    case = changed(tmp_path, put(THREE, "D6", 3), blank_form(tmp_path, national_2021))
    assert case.report.figures["applications.new.business"] is None
