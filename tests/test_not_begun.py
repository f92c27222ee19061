"""What is not filled is told once: a form not begun, a table not begun; and nothing is a report that nobody reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.answers.answer import Answer, Answers
from generator.command.main import main
from generator.document.places import Place
from generator.flow.case import Case, open_case
from generator.form.layout import Filling
from generator.form.writing import write_form
from generator.standard import Standard, load_standard, standard_ids
from tests.conftest import answers_of


def form(folder: Path, standard: Standard, year: int, agency: str = "示例县教育局") -> Path:
    path = folder / "表.xlsx"
    path.write_bytes(write_form(standard, year, Filling({"cover.agency": agency})))
    return path


@pytest.mark.parametrize("name", standard_ids())
def test_a_form_that_nobody_has_begun_is_told_once(name: str, tmp_path: Path) -> None:
    standard = load_standard(name)
    case = open_case(form(tmp_path, standard, min(standard.file.span[1], 2024)))
    assert [finding.code for finding in case.findings if finding.severity == "unfilled"] == ["IN-14"]
    assert case.verdict == "还没有填，只可以出草稿"


@pytest.mark.parametrize("agency", ["示例县教育局", ""])
def test_of_a_form_not_begun_or_of_nobody_only_a_draft_is_made(
    agency: str, tmp_path: Path, national_2021: Standard
) -> None:
    path = form(tmp_path, national_2021, 2024, agency)
    assert main(["build", str(path), "-o", str(tmp_path / "out")]) == 0
    written = [file.read_text(encoding="utf-8") for file in (tmp_path / "out").glob("*.txt")]
    assert [text.strip().startswith("（草稿）") for text in written] == [True]


def test_what_last_year_gives_does_not_begin_a_form(national_2021: Standard) -> None:
    last = answers_of(national_2021, 2023, {"applications.carried_forward.other": 2, "applications.new.other": 2})
    carried = {"applications.carried_over.other": Answer("2", Place(file="test"))}
    cover = {"agency": Answer("示例县教育局", Place(file="test"))}
    told = Answers("national-2021", 2024, "test", carried, cover, {}, {}, last=last)
    assert Case(told).verdict == "还没有填，只可以出草稿"


def test_a_table_left_out_is_told_once_and_named(national_2021: Standard) -> None:
    blank = {a: None for a, f in national_2021.figures.items() if f.table == "applications"}
    told = Case(answers_of(national_2021, 2024, blank)).findings
    about = [finding for finding in told if finding.about in national_2021.figures]
    assert [finding.message for finding in about] == ["“三、收到和处理申请情况”整张表没有填（144 格）"]
    assert "三、收到和处理申请情况" in about[0].advice


def test_blank_cells_of_a_table_that_was_begun_are_told_each(national_2021: Standard) -> None:
    blank = {"applications.new.other": None, "applications.granted.other": None}
    told = Case(answers_of(national_2021, 2024, blank)).findings
    assert {finding.about for finding in told} >= set(blank)


@pytest.mark.parametrize("name", [name for name in standard_ids() if load_standard(name).tables])
def test_without_an_agency_there_is_no_report(name: str) -> None:
    standard = load_standard(name)
    case = Case(answers_of(standard, standard.file.span[0], {}, agency=""))
    assert "可以出报告" not in case.verdict
    assert sum(finding.about == "cover.agency" for finding in case.findings) == 1
