"""`nianbao check FOLDER`: a verdict a unit, and what only all units together can tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.command.main import main
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
    assert "另有 1 个文件既不是表也不是报告" in out
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
        {"kind": "missing", "agency": "戊局", "line": 4, "file": ""}
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
