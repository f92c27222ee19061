"""Reasons for warnings: given in the form or the answers file, told as settled, never printed in the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.batch.unit_check import CheckTask, judged_of
from generator.batch.unit_file import case_of
from generator.command.main import main
from generator.errors import InputError
from generator.examination.findings import verdict
from generator.flow.case import open_case
from generator.flow.opening import read_answers
from generator.writers import write_text

FILE = """standard: national-2021
year: 2023
cover: {agency: 示例县教育局, level: 县级, date: 2024-01-15}
tables:
  disclosure:
    regulations: {made: 0, voided: 0, in_force: 2}
text:
  overview.requests: 2023年，我局共收到政府信息公开申请3件。
"""


def settled_answers(tmp_path: Path, reasons: str) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(f"{FILE}{reasons}", encoding="utf-8")
    return path


def test_a_warning_with_a_reason_is_settled_and_counted_apart(tmp_path: Path) -> None:
    before = open_case(settled_answers(tmp_path, ""))
    after = open_case(settled_answers(tmp_path, "reasons: {T2-4: 规章是市政府授权制定的}\n"))
    assert "1 处提醒" in verdict(before.findings)
    assert "1 处已说明" in verdict(after.findings)
    assert "提醒" not in verdict(after.findings)
    (settled,) = [finding for finding in after.findings if finding.settled]
    assert (settled.code, settled.reason) == ("T2-4", "规章是市政府授权制定的")


def test_a_reason_may_be_for_one_place_only(tmp_path: Path) -> None:
    address = "disclosure.regulations.in_force"
    one = open_case(settled_answers(tmp_path, f"reasons: {{T2-4 {address}: 是授权制定的}}\n"))
    other = open_case(settled_answers(tmp_path, "reasons: {T2-4 disclosure.regulations.made: 是授权制定的}\n"))
    assert [f.code for f in one.findings if f.settled] == ["T2-4"]
    assert [f.code for f in other.findings if f.settled] == []


def test_a_reason_never_reaches_the_report(tmp_path: Path) -> None:
    found = open_case(settled_answers(tmp_path, "reasons: {T2-4: 只供审核看的理由}\n"))
    assert "只供审核" not in write_text(found.document)


def test_an_error_is_not_settled_by_a_reason(tmp_path: Path) -> None:
    path = settled_answers(tmp_path, "reasons: {T3-1: 就是这样}\n")
    row = "new: {natural_person: 3, business: 0, research: 0, charity: 0, law_firm: 0, other: 0}"
    path.write_text(path.read_text(encoding="utf-8").replace("tables:\n", f"tables:\n  applications:\n    {row}\n"))
    wrong = path.read_text(encoding="utf-8").replace("in_force: 2}", "in_force: -2}")
    path.write_text(wrong.replace("T3-1", "T2-1"), encoding="utf-8")
    found = [finding for finding in open_case(path).findings if finding.severity == "error"]
    assert found
    assert not any(finding.settled for finding in found)
    assert found[0].advice.startswith("错误不能用说明代替")


def test_a_reason_without_code_or_words_is_told(tmp_path: Path) -> None:
    found = open_case(settled_answers(tmp_path, "reasons: {T2-4: ''}\n")).findings
    assert [finding.message for finding in found if finding.code == "IN-8"] == ["提醒 T2-4 的说明没有写理由"]


def test_a_reason_in_the_form_settles_and_survives_every_conversion(tmp_path: Path) -> None:
    source = settled_answers(tmp_path, "reasons: {T2-4: 规章是授权制定的}\n")
    form, back = tmp_path / "form.xlsx", tmp_path / "back.yaml"
    assert main(["form", "--fill", str(source), "-o", str(form)]) == 0
    assert [f.reason for f in open_case(form).findings if f.settled] == ["规章是授权制定的"]
    assert main(["answers", str(form), "-o", str(back)]) == 0
    assert [(r.code, r.text) for r in read_answers(back).reasons] == [("T2-4", "规章是授权制定的")]


def test_a_reason_typed_into_the_form_is_read_with_its_cell(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    main(["form", "--fill", str(settled_answers(tmp_path, "")), "-o", str(form)])
    place = next(f.place for f in open_case(form).findings if f.code == "T2-4")
    book = load_workbook(form)
    sheet = book["提醒说明"]
    sheet["A2"], sheet["B2"], sheet["C2"] = "t2-4", place.cell, "授权制定"
    sheet["C5"] = "没有写代码的一条"
    book.save(form)
    found = open_case(form).findings
    assert [f.place.cell for f in found if f.settled] == [place.cell]
    assert [(f.place.sheet, f.place.cell) for f in found if f.code == "IN-8"] == [("提醒说明", "A5")]


def test_settled_warnings_pass_a_strict_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = settled_answers(tmp_path, "reasons: {T2-4: 授权制定}\n")
    main(["check", str(path)])
    shown = capsys.readouterr().out
    assert "已说明 [T2-4]" in shown
    assert "说明：授权制定" in shown


def test_settled_warnings_are_settled_in_the_review_of_a_folder_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settled_answers(tmp_path, "reasons: {T2-4: 授权制定}\n")
    task = CheckTask(tmp_path / "answers.yaml", "answers.yaml")
    told = judged_of(task, case_of(task))
    settled = next(finding for finding in told.findings if finding.code == "T2-4")
    assert settled not in told.open
    assert "T2-4" not in told.worst_lines
    assert settled.word == "已说明"
    main(["check", str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out.splitlines()[0])["counts"]["settled"] == 1


def test_a_published_text_is_checked_without_options_and_by_the_form_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    golden = Path(__file__).parent / "golden" / "national-2014" / "suixian-2016.txt"
    report = tmp_path / "report.txt"
    shutil.copy(golden, report)
    for options in ([], ["--standard", "national-2014"]):
        assert main(["check", *options, str(report)]) == 0
        assert capsys.readouterr().out.startswith("2016年度（national-2014），读了 ")
    assert main(["check", "--standard", "national-2014", "--json", str(report)]) == 0


def test_last_years_report_may_be_a_text(tmp_path: Path) -> None:
    own = "".join(
        f"本机关第{n}项工作按照计划有序开展并取得{w}成效。" for n, w in enumerate("良好明显较好初步显著积极", 1)
    )
    old = f"示例县教育局2022年政府信息公开工作年度报告\n一、总体情况\n{own.replace('第', '全年第')}\n统计期限自2022年1月1日起至2022年12月31日止。\n"
    last = tmp_path / "2022.txt"
    last.write_text(old, encoding="utf-8")
    now = (
        settled_answers(tmp_path, "")
        .read_text(encoding="utf-8")
        .replace("2023年，我局共收到政府信息公开申请3件。", own)
    )
    (tmp_path / "now.yaml").write_text(now, encoding="utf-8")
    found = open_case(tmp_path / "now.yaml", last_year=last).findings
    (same,) = [finding for finding in found if finding.code == "D1"]
    assert "和上年报告几乎一样，只差数字、年份和个别字" in same.message


def test_problems_copied_from_last_year_are_told_apart(tmp_path: Path) -> None:
    problems = "公开的内容不够全面，群众关心的信息偏少。政策解读的形式比较单一，图解不多。工作人员的业务水平有待提高。"
    files = []
    for year in (2022, 2023):
        path = tmp_path / f"{year}.yaml"
        path.write_text(
            f"standard: national-2021\nyear: {year}\ncover: {{agency: 示例县教育局}}\ntext:\n"
            f"  problems.shortcomings: {problems}\n  problems.improvements: {year + 1}年，我局将每季度开展一次业务培训。\n",
            encoding="utf-8",
        )
        files.append(path)
    assert [f.code for f in open_case(files[1], last_year=files[0]).findings if f.code.startswith("D")] == ["D3"]
    assert [f.code for f in open_case(files[1]).findings if f.code.startswith("D")] == []


def test_a_text_of_the_wrong_kind_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="上年文件用不了"):
        open_case(settled_answers(tmp_path, ""), last_year=tmp_path / "missing.txt")


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "C1  文字里的数与表内一致" in capsys.readouterr().out
    assert main(["rules", "c1"]) == 0
    assert "怎么办：核对哪一个是对的" in capsys.readouterr().out
    assert main(["rules", "T3-1"]) == 0
    assert "第一项加第二项之和" in capsys.readouterr().out
    assert main(["rules", "--json", "D8"]) == 0
    assert main(["rules", "Z9"]) == 2
    assert "没有“Z9”这个代码" in capsys.readouterr().err


def test_the_page_of_rules_is_the_catalogues() -> None:
    from scripts.make_rules_page import rules_page

    page = Path(__file__).parent.parent / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page()
