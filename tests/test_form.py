"""The Excel form: the official layout, unlocked input cells with prompts, live totals and checks, and what is filled in."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.examination import examine
from generator.examination.carrying import carried
from generator.form.layout import HIDDEN, Filling
from generator.form.writing import write_form
from generator.standard import Standard, load_standard, standard_ids
from tests.conftest import answers_of

SHEET = "三、收到和处理申请情况"


def book_of(standard: Standard, year: int, filling: Filling | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_form(standard, year, filling)))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return book_of(load_standard("national-2021"), 2024)


def cell_named(book: openpyxl.Workbook, name: str):  # type: ignore[no-untyped-def]
    ((sheet, coordinate),) = book.defined_names[name].destinations
    return book[sheet][coordinate.replace("$", "")]


@pytest.mark.parametrize("name", standard_ids())
def test_every_input_cell_is_unlocked_tinted_named_and_prompted(name: str) -> None:
    standard = load_standard(name)
    book = book_of(standard, standard.file.span[0])
    prompted = {
        (sheet.title, str(area))
        for sheet in book
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    for address, figure in standard.figures.items():
        cell = cell_named(book, address)
        assert cell.protection.locked == figure.is_total
        if figure.is_total:
            assert str(cell.value).startswith("=IF(COUNTBLANK(")
        else:
            assert cell.fill.fgColor.rgb.endswith("FFF9E3")
            assert (cell.parent.title, cell.coordinate) in prompted


@pytest.mark.parametrize("name", standard_ids())
def test_prompts_fit_what_excel_allows_and_sheets_print_on_a4(name: str) -> None:
    standard = load_standard(name)
    for sheet in book_of(standard, standard.file.span[0]):
        assert len(sheet.title) <= 31
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        if sheet.title != HIDDEN:
            assert sheet.page_setup.paperSize == 9
            assert sheet.freeze_panes
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt) <= 255
            assert len(rule.error) <= 225
            assert len(rule.promptTitle) <= 32
            assert rule.formula1 is None or len(rule.formula1) <= 255


def test_the_official_table_stands_as_it_is_printed(book: openpyxl.Workbook) -> None:
    sheet = book[SHEET]
    assert isinstance(sheet, Worksheet)
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {
        "A3:C5",
        "D3:J3",
        "D4:D5",
        "E4:I4",
        "J4:J5",
        "A6:C6",
        "A8:A29",
        "B8:C8",
        "B10:B17",
        "B29:C29",
        "A30:C30",
    } <= merged
    assert sheet["A3"].value == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert sheet["C12"].value == "3.危及“三安全一稳定”"


def test_the_cover_asks_for_what_the_report_needs(book: openpyxl.Workbook) -> None:
    labels = [row[0].value for row in book["封面"].iter_rows(max_col=1)]
    assert {"编制机关", "报告年度", "成文日期", "机关层级", "有无规章制定权"} <= set(labels)
    assert book["封面"].cell(labels.index("报告年度") + 1, 2).value == 2024


def test_the_hidden_sheet_says_which_form_it_is(book: openpyxl.Workbook) -> None:
    sheet = book[HIDDEN]
    assert sheet.sheet_state == "hidden"
    assert [row[1].value for row in sheet.iter_rows(max_col=2)] == ["form", "national-2021", 2024, "1"]


def test_each_rule_has_a_live_line_that_turns_red(book: openpyxl.Workbook) -> None:
    sheet = book[SHEET]
    line = next(row for row in range(31, 40) if str(sheet.cell(row, 1).value).startswith("T3-1"))
    formula = str(sheet.cell(line, 4).value)
    assert "待填" in formula
    assert "相符" in formula
    assert any("D" + str(line) in str(area.sqref) for area in sheet.conditional_formatting)


def test_rules_of_other_years_have_no_line() -> None:
    def lines(year: int) -> set[str]:
        sheet = book_of(load_standard("national-2014"), year)["政府信息公开情况统计表"]
        return {str(row[0].value).split("　")[0] for row in sheet.iter_rows(min_row=70, max_col=1)}

    assert "V16" in lines(2018)
    assert "V16" not in lines(2016)


def test_last_year_fills_the_carried_over_figures_and_the_offices_data(national_2021: Standard) -> None:
    figures = {"applications.new.other": 5, "applications.granted.other": 3, "applications.carried_forward.other": 2}
    last = examine(national_2021, answers_of(national_2021, 2023, figures, phone="0000-0000000")).report
    book = book_of(national_2021, 2024, carried(national_2021, last))
    assert cell_named(book, "applications.carried_over.other").value == 2
    assert cell_named(book, "applications.carried_over.business").value == 0
    assert str(cell_named(book, "applications.new.other").value).startswith(
        "=IF('封面'!"
    )  # blank, or 0 when the cover says so
    assert cell_named(book, "applications.new.other").comment.text == "2023年：5件"
    assert cell_named(book, "cover.agency").value == "示例县教育局"
    assert cell_named(book, "cover.phone").value == "0000-0000000"
    assert cell_named(book, "cover.date").value is None
    heads = [cell.value for cell in book["二、主动公开政府信息情况"][3]]
    assert {"T2-2 核对", "T2-3 核对"} <= set(heads)


def test_text_that_looks_like_a_formula_is_written_as_text(national_2021: Standard) -> None:
    book = book_of(national_2021, 2024, Filling({"cover.agency": "=1+1", "text.other": "=cmd"}))
    assert (cell_named(book, "cover.agency").data_type, cell_named(book, "text.other").data_type) == ("s", "s")
