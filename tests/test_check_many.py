"""`nianbao check FOLDER`: a verdict a unit, and what only all units together can tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.command.main import main
from tests.conftest import ROOT
from tests.many import WRONG, county, unit


def test_one_bad_file_stops_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = county(tmp_path / "in", "甲局", "乙局")
    (folder / "丙局.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / "丁局.yaml").write_text(unit("丁局", WRONG), encoding="utf-8")
    (folder / "照片.jpg").write_bytes(b"x")
    (folder / "~$甲局.xlsx").write_bytes(b"lock")
    assert main(["check", str(folder)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("4 份：2 份没有错误，1 份有错误，要退回，1 份不能用\n")
    assert "照片.jpg：既不是表也不是报告，没有看" in out
    assert "T3-1" in out


def test_all_fine_is_exit_0_and_strict_is_stricter(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", "甲局", "乙局")
    assert main(["check", str(folder)]) == 0
    assert main(["check", str(folder), "--strict"]) == 1


def test_json_streams_one_object_a_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = county(tmp_path / "in", "甲局", "乙局")
    (folder / "丁局.yaml").write_text(unit("丁局", WRONG), encoding="utf-8")
    units = tmp_path / "名单.txt"
    units.write_text("甲局\n乙局\n丁局\n戊局\n", encoding="utf-8")
    assert main(["check", str(folder), "--json", "--units", str(units)]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["agency"]: one["counts"]["error"] for one in told if one["kind"] == "unit"} == {
        "甲局": 0,
        "乙局": 0,
        "丁局": 1,
    }
    assert [one for one in told if one["kind"] == "missing"] == [
        {"kind": "missing", "agency": "戊局", "line": 4, "file": "", "why": "没有报"}
    ]


def test_two_files_of_one_unit_are_told_spaces_and_width_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = county(tmp_path / "in", "甲局")
    (folder / "again.yaml").write_text(unit("甲 局\u3000"), encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    assert "一个单位几个文件：1\n  甲局：again.yaml、甲局.yaml" in capsys.readouterr().out.replace("甲 局", "甲局")


def test_the_report_has_a_row_a_unit_and_a_row_a_finding(tmp_path: Path) -> None:
    folder = county(tmp_path / "in", "甲局")
    (folder / "丁局.yaml").write_text(unit("=丁局", WRONG), encoding="utf-8")
    report = folder / "核对.xlsx"
    assert main(["check", str(folder), "--report", str(report)]) == 1
    for _ in range(2):  # its own report, and what was kept of it, are no unit's files
        assert main(["check", str(folder), "--report", str(report)]) == 1
    book = load_workbook(report)
    assert [(row[0].value, row[0].data_type, row[1].value) for row in book["各单位"].iter_rows(min_row=2)] == [
        ("=丁局", "s", "退回"),
        ("甲局", "s", "有待填"),
    ]
    assert "T3-1" in {row[2] for row in book["问题清单"].iter_rows(min_row=2, values_only=True)}


def test_a_copy_that_cannot_be_written_loses_no_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, back = county(tmp_path / "in"), tmp_path / "back"
    (folder / "丙局.yaml").write_text("x", encoding="utf-8")
    for name in ("丁局", "戊局"):
        (folder / f"{name}.yaml").write_text(unit(name, WRONG), encoding="utf-8")
    (back / "丁局.核对.txt").mkdir(parents=True)
    assert main(["check", str(folder), "--annotate", str(back), "--json"]) == 1
    told = {one["file"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert "已有同名的文件夹或链接，没有写入" in told["丁局.yaml"]["problem"]
    assert [told[f"{name}.yaml"]["counts"]["error"] for name in ("丁局", "戊局")] == [1, 1]
    assert told["戊局.yaml"]["problem"] == ""
    assert "T3-1" in (back / "戊局.核对.txt").read_text(encoding="utf-8")
    assert (back / "丙局.核对.txt").read_text(encoding="utf-8").startswith("丙局.yaml：")


def test_last_year_is_paired_by_the_name_of_the_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, last = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "last"
    last.mkdir()
    forward = {"applications.carried_forward.natural_person": 1, "applications.new.natural_person": 1}
    (last / "x.yaml").write_text(unit("乙局", forward, year=2023), encoding="utf-8")
    main(["check", str(folder), "--last-year", str(last), "--json"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    codes = {one["agency"]: {f["code"] for f in one["findings"]} for one in told}
    assert "T3-4" in codes["乙局"]
    assert "T3-4" not in codes["甲局"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "{empty}"], "里面没有填报表"),
        (["check", "{full}", "--last-year", "{full}/甲局.yaml"], "要写上年各单位文件所在的文件夹"),
        (["check", "{full}", "--units", "{empty}"], "单位名单要是"),
        (["check", "{full}", "--jobs", "0"], "1 到 256"),
        (["check", "{full}/甲局.yaml", "--report", "x.xlsx"], "--report 要和文件夹一起用"),
        (["merge", "{full}"], "请用 -o 写明汇总表的文件名"),
        (["merge", "{full}", "-o", "x.docx"], "要以 .xlsx、.yaml 或 .json 结尾"),
        (["merge", "{full}/甲局.yaml", "-o", "x.xlsx"], "要写一个文件夹"),
        (["build", "{empty}", "-o", "{empty}/out"], "里面没有填报表"),
        (["form", "--year", "2024", "--units", "{full}/甲局.yaml"], "单位名单要是"),
    ],
)
def test_what_cannot_be_used_is_told(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    full = county(tmp_path / "full", "甲局")
    filled = [one.format(empty=tmp_path / "empty", full=full) for one in arguments]
    try:
        code = main(filled)
    except SystemExit as left:
        code = left.code
    assert code == 2
    assert words in capsys.readouterr().err


def told(folder: Path, units: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, Any]]:
    """What `check --json` says of a folder against a list."""
    capsys.readouterr()
    assert main(["check", str(folder), "--units", str(units), "--json", *more]) == 1
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def between(lines: list[dict[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    return {
        one["agency"]: [(f["code"], f["message"]) for f in one["findings"]] for one in lines if one["kind"] == "between"
    }


def test_a_name_that_is_not_on_the_list_is_an_error_and_its_unit_is_not_called_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, units = county(tmp_path / "in", "示例县教育局", "新华镇政府", "外县水利局"), tmp_path / "a.txt"
    units.write_text("示例县教育局\n示例县新华镇人民政府\n示例县民政局\n", encoding="utf-8")
    lines = told(folder, units, capsys)
    found = between(lines)
    assert found["新华镇政府"] == [("IN-10", "“新华镇政府”不在名单上，最像“示例县新华镇人民政府”")]
    assert found["外县水利局"] == [("IN-10", "“外县水利局”不在名单上，也没有相近的")]
    why = {one["agency"]: (one["file"], one["why"].partition("：")[0]) for one in lines if one["kind"] == "missing"}
    assert why["示例县民政局"] == ("", "没有报")
    assert why["示例县新华镇人民政府"] == ("新华镇政府.yaml", "像是它的，名称写的是“新华镇政府”")
    main(["check", str(folder), "--units", str(units)])
    out = capsys.readouterr().out
    assert out.startswith("3 份：1 份没有错误，2 份有错误，要退回，1 个单位没有报，1 个单位的文件名称对不上\n")


def test_a_form_of_another_year_is_an_error_of_its_unit_and_not_of_last_years_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, last = county(tmp_path / "in", "甲局", "乙局", "丁局"), tmp_path / "last"
    (folder / "丙局.yaml").write_text(unit("丙局", year=2023), encoding="utf-8")
    last.mkdir()
    (last / "丙局.yaml").write_text(unit("丙局", year=2023), encoding="utf-8")
    units = tmp_path / "a.txt"
    units.write_text("甲局\n乙局\n丙局\n丁局\n", encoding="utf-8")
    lines = told(folder, units, capsys, "--last-year", str(last))
    message = "这份是 2023 年度、national-2021 格式的，收来的有 3 份是 2024 年度、national-2021 格式的"
    assert between(lines) == {"丙局": [("IN-11", message)]}
    assert not any(one.get("problem") for one in lines)


def test_two_units_in_one_file_are_told_at_the_repeated_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units, out = tmp_path / "a.txt", tmp_path / "in"
    units.write_text("甲镇人民政府\n乙镇人民政府\n", encoding="utf-8")
    assert main(["form", "--year", "2024", "--units", str(units), "-o", str(out)]) == 0
    (other, form) = sorted(out.iterdir())
    other.unlink()
    name = "甲镇人民政府" if "甲" in form.name else "乙镇人民政府"
    second = "乙镇人民政府" if "甲" in form.name else "甲镇人民政府"
    book = load_workbook(form)
    book.copy_worksheet(book["封面"]).title = "封面 (2)"
    book["封面 (2)"]["B3"] = second
    book.copy_worksheet(book["三、收到和处理申请情况"]).title = "Sheet9"
    book["Sheet9"]["D6"] = 99
    book.save(form)
    lines = told(out, units, capsys)
    (line,) = [one for one in lines if one["kind"] == "unit"]
    found = {(f["place"]["sheet"], f["place"]["cell"]): f["message"] for f in line["findings"] if f["code"] == "IN-3"}
    assert f"“封面 (2)”写的是“{second}”，“封面”写的是“{name}”" in found["封面 (2)", "B3"]
    assert "D6 是“99”" in found["Sheet9", "D6"]
    assert [(one["agency"], one["file"]) for one in lines if one["kind"] == "missing"] == [(second, form.name)]


def test_every_file_is_named_with_what_became_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, units = county(tmp_path / "in", "甲局"), tmp_path / "a.txt"
    units.write_text("甲局\n乙局\n", encoding="utf-8")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "照片.jpg").write_bytes(b"x")
    (folder / "新建 Microsoft Excel 工作表.xlsx").write_bytes(b"")
    assert main(["check", str(folder), "--report", str(folder / "核对.xlsx")]) == 0
    (folder / "核对.xlsx").rename(folder / "上次.xlsx")
    assert main(["merge", str(folder), "-o", str(folder / "甲.yaml")]) == 0
    (folder / "甲.yaml").unlink()
    aside = {one["file"]: one["why"] for one in told(folder, units, capsys) if one["kind"] == "aside"}
    assert aside == {
        "Thumbs.db": "临时文件或系统文件",
        "上次.xlsx": "nianbao 自己写的核对结果",
        "新建 Microsoft Excel 工作表.xlsx": "空的新建文件",
        "照片.jpg": "既不是表也不是报告，没有看，请交填好的表（.xlsx）",
        "甲-各单位数.xlsx": "nianbao 自己写的汇总表的各单位数",
    }


def test_a_marked_copy_in_the_folder_is_no_second_report_until_it_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, answers = tmp_path / "in", tmp_path / "丁局.yaml"
    folder.mkdir()
    answers.write_text(unit("丁局", WRONG), encoding="utf-8")
    assert main(["form", "--fill", str(answers), "-o", str(folder / "丁局.xlsx")]) == 0
    assert main(["build", str(answers), "-o", str(tmp_path / "out"), "--draft"]) == 0
    report = next((tmp_path / "out").glob("*.docx"))
    report.rename(folder / "丙局.docx")
    back = folder / "退回"
    assert main(["check", str(folder), "--annotate", str(back)]) == 1
    capsys.readouterr()
    assert main(["check", str(folder)]) == 1
    again = capsys.readouterr().out
    assert again.startswith("2 份：")
    assert {f"退回/{name}：标了问题退回的那份，没有改过" for name in ("丁局.xlsx", "丙局.docx")} <= {
        line.strip() for line in again.splitlines()
    }
    book = load_workbook(back / "丁局.xlsx")
    book["三、收到和处理申请情况"]["D6"] = 0
    book.save(back / "丁局.xlsx")
    main(["check", str(folder)])
    assert capsys.readouterr().out.startswith("3 份：")


def test_what_goes_back_to_units_that_are_alike_is_there_once(tmp_path: Path) -> None:
    folder, back = tmp_path / "in", tmp_path / "back"
    folder.mkdir()
    text = (ROOT / "example_inputs/national-2021/suqian-2023.yaml").read_text(encoding="utf-8")
    for agency in ("甲局", "乙局"):
        (folder / f"{agency}.yaml").write_text(text.replace("宿迁市", agency), encoding="utf-8")
    main(["check", str(folder), "--annotate", str(back)])
    assert sorted(path.name for path in back.iterdir()) == ["乙局.核对.txt", "甲局.核对.txt"]
