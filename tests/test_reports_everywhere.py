"""Finished reports wherever a file is taken: in folders and zips, added up, as last year's, as the form to be filled."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.answers.answer import Answer, Answers
from generator.command.main import main
from generator.document.places import Place
from generator.flow.case import Case
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.writers import write_docx, write_text
from tests.conftest import ROOT, answers_of
from tests.web_pages import on_site

NIL = ROOT / "example_inputs" / "national-2021" / "nil-2024.yaml"
FIGURES: dict[str, object] = {
    "applications.new.natural_person": 3,
    "applications.granted.natural_person": 2,
    "applications.carried_forward.natural_person": 1,
    "disclosure.normative.in_force": 5,
}


def report(agency: str, year: int = 2024, figures: Mapping[str, object] = FIGURES, words: str = "") -> Case:
    """The case of a report whose other figures are nought; `words` stand in the part on platforms."""
    standard = load_standard("national-2021")
    given: dict[str, object] = {a: 0 for a, figure in standard.figures.items() if not figure.is_total}
    made: Answers = answers_of(standard, year, {**given, **figures}, agency=agency, date=f"{year + 1}-01-15")
    return Case(replace(made, texts={"overview.platforms": Answer(words, Place())}) if words else made)


def as_file(case: Case, path: Path) -> Path:
    """A report written in the kind of file its name says."""
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".docx":
        path.write_bytes(write_docx(case.document))
    elif path.suffix == ".html":
        path.write_bytes(on_site(case.document))
    else:
        path.write_text(write_text(case.document), encoding="utf-8")
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with reports of every kind, an answers file, and a zip of another."""
    folder = tmp_path / "收回"
    as_file(report("示例县教育局"), folder / "教育局.docx")
    as_file(report("示例县水利局"), folder / "水利局.html")
    as_file(report("示例县财政局"), folder / "财政局.txt")
    (folder / "民政局.yaml").write_text(NIL.read_text(encoding="utf-8"), encoding="utf-8")
    inside = as_file(report("示例县审计局"), tmp_path / "审计局.docx")
    with zipfile.ZipFile(folder / "交来.zip", "w") as packed:
        packed.write(inside, "审计局.docx")
    return folder


def test_a_folder_of_every_kind_has_one_verdict_a_unit(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(mixed), "--json"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    units = {one["file"]: one["agency"] for one in told if one["kind"] == "unit"}
    assert units["教育局.docx"] == "示例县教育局"
    assert units["水利局.html"] == "示例县水利局"
    assert units["财政局.txt"] == "示例县财政局"
    assert units["交来.zip/审计局.docx"] == "示例县审计局"
    assert len(units) == 5


def test_a_zip_is_checked_as_the_folder_it_is(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(mixed / "交来.zip"), "--json"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["agency"] for one in told if one["kind"] == "unit"] == ["示例县审计局"]


def test_reports_read_whole_are_added_up(mixed: Path, tmp_path: Path) -> None:
    assert main(["merge", str(mixed), "-o", str(tmp_path / "全县.yaml"), "--agency", "示例县"]) == 0
    whole = read_answers(tmp_path / "全县.yaml")
    nil = read_answers(mixed / "民政局.yaml").figures["applications.new.natural_person"]
    assert int(whole.figures["applications.new.natural_person"].text) == 4 * 3 + int(nil.text)


def test_a_report_whose_tables_were_not_read_is_named(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (mixed / "财政局.txt").read_text(encoding="utf-8")
    (mixed / "财政局.txt").write_text(
        text.replace("（四）结转", "").replace("一、本年新收", "一、今年"), encoding="utf-8"
    )
    main(["merge", str(mixed), "-o", str(mixed.parent / "全县.yaml")])
    said = capsys.readouterr()
    assert "财政局.txt" in said.out + said.err


@pytest.mark.parametrize("kind", ["docx", "html", "txt"])
def test_last_years_report_begins_the_form_of_this_year(kind: str, tmp_path: Path) -> None:
    last = as_file(report("示例县教育局", 2023, words="维护了门户网站。"), tmp_path / f"上年.{kind}")
    form = tmp_path / "表.xlsx"
    assert main(["form", "--year", "2024", "--last-year", str(last), "-o", str(form)]) == 0
    book = load_workbook(form)
    texts = [[cell.value for cell in row] for row in book["各章文字"].iter_rows()]
    assert any("维护了门户网站。" in str(row[4]) for row in texts)
    assert any(cell.value == "示例县教育局" for row in book["封面"].iter_rows() for cell in row)
    assert any(cell.value == 1 for row in book["三、收到和处理申请情况"].iter_rows() for cell in row)  # carried over


def test_a_report_of_the_same_year_is_not_last_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = as_file(report("示例县教育局"), tmp_path / "今年.docx")
    assert main(["check", str(now), "--last-year", str(now)]) == 2
    assert "2024 年度的报告要用 2023 年度的文件" in capsys.readouterr().err


def test_what_does_not_go_on_from_last_years_report_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = as_file(report("示例县教育局", 2023), tmp_path / "上年.html")
    now = as_file(report("示例县教育局", 2024), tmp_path / "今年.docx")
    assert main(["check", str(now), "--last-year", str(last)]) == 0
    assert "0 ≠ 2023年四、结转下年度继续办理 1" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_form_is_filled_from_a_report(kind: str, tmp_path: Path) -> None:
    given = as_file(report("示例县教育局"), tmp_path / f"报告.{kind}")
    form, out = tmp_path / "表.xlsx", tmp_path / "out"
    assert main(["form", "--fill", str(given), "-o", str(form)]) == 0
    assert main(["build", str(form), "-o", str(out)]) == 0
    assert next(out.glob("*.txt")).read_text(encoding="utf-8") == write_text(report("示例县教育局").document)
