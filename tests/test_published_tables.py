"""Tables of published reports, a row a line: aligned by spaces, between bars or tabs, under the heads of their form."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.examination import examine
from generator.flow.opening import read_answers
from generator.recognition.published import read_published
from generator.recognition.stated import Stated
from generator.standard import load_standard
from tests.conftest import EXAMPLES, ROOT
from tests.report_texts import APPLICATIONS, figures_told_in, report_of, row_of, statistics

WITH_TABLES = [path for path in EXAMPLES if load_standard(path.parent.name).tables]


@pytest.mark.parametrize("example", WITH_TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_figure_of_a_report_of_ours_is_read_back(example: Path) -> None:
    name = example.parent.name
    report = examine(load_standard(name), read_answers(example)).report
    golden = ROOT / "tests" / "golden" / name / f"{example.stem}.txt"
    back = read_published(golden, Stated(name))
    given = {a: str(value) for a, value in report.figures.items() if value is not None}
    assert {a: answer.text.lstrip("+") for a, answer in back.answers.figures.items()} == given
    assert back.blank <= {a for a, value in report.figures.items() if value is None}
    assert back.answers.year == report.year
    assert back.answers.questions["agency"].text == report.agency
    assert back.broken == ()
    assert examine(load_standard(name), back.answers).report.figures == report.figures


@pytest.mark.parametrize("example", WITH_TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_of_a_report_of_ours_is_taken_for_a_table(example: Path) -> None:
    golden = ROOT / "tests" / "golden" / example.parent.name / f"{example.stem}.txt"
    report = read_published(golden, Stated(example.parent.name))
    assert all(
        line.table for line in report.lines if line.number in {a.place.line for a in report.answers.figures.values()}
    )
    assert not any(line.table for line in report.lines if "。" in line.text)


def test_label_unit_and_figure_on_one_line() -> None:
    report = report_of(
        statistics(
            "统 计 指 标 单位 统计数",
            "一、主动公开情况 ——     ",
            "     其中:主动公开规范性文件数  28",
            "         制发规范性文件总数  件 33",
            "     1.政府公报公开政府信息数  1,203",
            "     2.政府网站公开政府信息数988条",
        )
    )
    found = figures_told_in(report)
    assert found["normative_disclosed.value"] == "28"
    assert found["normative_issued.value"] == "33"
    assert found["gazette.value"] == "1,203"
    assert found["website.value"] == "988"
    assert report.answers.figures["statistics.normative_disclosed.value"].place.line == 4


@pytest.mark.parametrize("bar", ["|", "\t", "│"])
def test_rows_between_bars_or_tabs(bar: str) -> None:
    lines = [line for line in APPLICATIONS.split("\n") if bar == "|" or "---" not in line]
    text = "\n".join(line.strip("| ") if bar == "\t" else line for line in lines).replace(" | ", bar).replace("|", bar)
    text = text.replace("\t  \t", "\t\t").replace(" \t", "\t")
    found = figures_told_in(report_of(text, "national-2021", 2023), "applications")
    assert row_of(found, "new") == ["3", "0", "0", "0", "0", "0", "3"]
    assert row_of(found, "granted") == ["1", "", "", "", "", "", "1"]
    assert row_of(found, "forbidden_by_law") == [""] * 7
    assert row_of(found, "third_party") == ["?"] * 7
    assert row_of(found, "not_held") == ["2", "0", "0", "0", "0", "0", "2"]
    assert row_of(found, "other_outcome") == ["0", "0", "0", "0", "0", "5", "5"]
    assert row_of(found, "handled") == ["3", "0", "0", "0", "0", "0", "3"]
    if bar != "\t":
        assert row_of(found, "carried_over") == ["", "", "", "", "", "", "0"]


def test_a_table_cut_short_is_told_under_its_heads_only() -> None:
    heads, rows = "\n".join(APPLICATIONS.split("\n")[1:5]), "\n".join(APPLICATIONS.split("\n")[5:7])
    assert (
        row_of(figures_told_in(report_of(f"{heads}\n{rows}", "national-2021", 2023), "applications"), "new")[0] == "3"
    )
    assert figures_told_in(report_of(rows, "national-2021", 2023), "applications") == {}


def test_the_lines_of_a_table_are_marked_with_its_title_and_heads() -> None:
    report = report_of(
        "一、总体情况\n2023年，全年主动公开政府信息若干条，办理情况如下。\n" + APPLICATIONS, "national-2021", 2023
    )
    assert [line.number for line in report.lines if line.table] == list(range(3, 21))


def test_figures_under_the_heads_of_another_form_are_not_told() -> None:
    text = """二、主动公开政府信息情况
第二十条第(一)项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 0 | 0 |
规范性文件 | 2 | 2 | 9 |
第二十条第(五)项
信息内容 | 本年处理决定数量 |
行政许可 | 12 |
第二十条第(六)项
信息内容 | 本年处理决定数量 |
行政处罚 | 3 |
行政强制 | 0 |
第二十条第(八)项
信息内容 | 本年收费金额(单位:万元) |
行政事业性收费 | 2511元 |
"""
    found = figures_told_in(report_of(text, "national-2021", 2023), "disclosure")
    assert found == {
        "licences.licence_decisions": "12",
        "penalties.enforcement_decisions": "3",
        "coercion.enforcement_decisions": "0",
    }
    text = text.replace("本年新制作数量", "本年制发件数").replace("2511元", "0.2511万元")
    found = figures_told_in(report_of(text, "national-2021", 2023), "disclosure")
    assert found["normative.in_force"] == "9"
    assert found["fees.amount"] == "0.2511"
