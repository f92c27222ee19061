"""The form in a real spreadsheet program: LibreOffice Calc fills, recalculates, inserts a row, saves. Run by `make office`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from generator.command.main import main
from generator.examination import examine
from generator.flow.case import open_case
from generator.flow.opening import read_answers
from generator.form.marking.annotation import COLOURS, Mark, annotated
from generator.standard import load_standard
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.xlsx"
SHEET = "三、收到和处理申请情况"


def saved_by_calc(source: Path, folder: Path, kind: str = "xlsx") -> Path:
    """The workbook opened, recalculated and saved by Calc."""
    folder.mkdir()
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
    ]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=600)
    return folder / f"{source.stem}.{kind}"


def test_calc_computes_totals_and_check_lines_and_loses_no_figure(tmp_path: Path) -> None:
    saved = saved_by_calc(SUQIAN, tmp_path / "calc")
    sheet = openpyxl.load_workbook(saved, data_only=True)[SHEET]
    assert [sheet[cell].value for cell in ("J6", "D29", "J29", "J30")] == [3511, 3375, 3486, 121]
    line = next(row for row in range(31, 45) if str(sheet.cell(row, 1).value).startswith("T3-1"))
    assert [sheet.cell(line, column).value for column in range(4, 11)] == ["相符"] * 7
    standard = load_standard("national-2021")
    assert examine(standard, read_answers(saved)).report == examine(standard, read_answers(SUQIAN)).report
    assert main(["check", str(saved)]) == 0


def test_calc_shows_the_difference_of_a_contradiction(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(SUQIAN)
    book[SHEET]["D6"] = 3403
    book.save(tmp_path / "off.xlsx")
    sheet = openpyxl.load_workbook(saved_by_calc(tmp_path / "off.xlsx", tmp_path / "calc"), data_only=True)[SHEET]
    line = next(row for row in range(31, 45) if str(sheet.cell(row, 1).value).startswith("T3-1"))
    assert [sheet.cell(line, column).value for column in (4, 5, 10)] == [1, "相符", 1]


def test_calc_shows_and_keeps_what_an_annotated_copy_says(tmp_path: Path) -> None:
    marks = [Mark(SHEET, "D6", "error", "错误 [T3-1] 两边不等"), Mark("封面", "B5", "unfilled", "待填 [IN-5] 成文日期")]
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(annotated(SUQIAN.read_bytes(), marks))
    book = openpyxl.load_workbook(saved_by_calc(copy, tmp_path / "calc"))
    for mark in marks:
        cell = book[mark.sheet][mark.cell]
        assert cell.comment.text.endswith(mark.text)
        assert cell.fill.fgColor.rgb == COLOURS[mark.severity]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize(
    "example", ["national-2021/suqian-2023", "shandong-2015/zaozhuang-2015", "university-2018/shili-daxue-2018"]
)
def test_a_form_saved_as_another_kind_gives_the_same_findings(example: str, kind: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(ROOT / "example_inputs" / f"{example}.xlsx")
    standard = load_standard(example.partition("/")[0])
    counted = [a for a, f in standard.figures.items() if not f.is_total and f.kind == "count"]
    for address, value in zip(counted, (7, None, "12 "), strict=False):  # wrong, blank, typed as words
        ((sheet, cell),) = book.defined_names[address].destinations
        book[sheet][cell.replace("$", "")] = value
    book.save(tmp_path / "表.xlsx")
    cases = open_case(tmp_path / "表.xlsx"), open_case(saved_by_calc(tmp_path / "表.xlsx", tmp_path / "calc", kind))
    one, other = ([(f.code, str(f.place), f.message) for f in case.findings] for case in cases)
    assert one == other
    assert cases[0].notes == cases[1].notes
