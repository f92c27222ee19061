"""The command line: verdict first, exit codes, paths on stdout, everything in Chinese."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.command.main import main
from tests.conftest import ROOT

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.xlsx"
NIL = ROOT / "example_inputs" / "national-2021" / "nil-2024.yaml"
CASE = ROOT / "tests" / "cases" / "national-2021" / "T3-1.yaml"
LAST = ROOT / "tests" / "cases" / "national-2021" / "T3-4.yaml"


def test_check_prints_the_verdict_first_and_exits_by_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(NIL)]) == 0
    assert capsys.readouterr().out == "可以出报告\n没有给上年的文件，与上年的关系没有核对。\n"
    assert main(["check", str(CASE)]) == 1
    assert capsys.readouterr().out.split("\n")[0].startswith("不能出报告：1 处错误")
    assert main(["check", str(SUQIAN)]) == 0
    assert main(["check", str(SUQIAN), "--strict"]) == 1


def test_check_lists_findings_under_their_sheets(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(SUQIAN)])
    lines = capsys.readouterr().out.split("\n")
    assert "封面" in lines
    assert "各章文字" in lines
    assert any("B5" in line and "成文日期" in line for line in lines)


def test_check_speaks_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(CASE), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    finding = next(f for f in told["findings"] if f["code"] == "T3-1")
    assert told["counts"]["error"] == 1
    assert (finding["left"], finding["right"], finding["difference"]) == ("14", "15", "-1")
    assert finding["place"] == {"file": "T3-1.yaml", "line": 21}


def test_check_compares_with_last_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(LAST), "--last-year", str(LAST.with_name("T3-4.last.yaml")), "--strict"]) == 1
    assert "T3-4" in capsys.readouterr().out
    assert main(["check", str(LAST), "--last-year", str(NIL)]) == 2
    assert "2024 年度的" in capsys.readouterr().err


def test_build_prints_the_paths_and_nothing_else_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(SUQIAN), "-o", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert [Path(line).suffix for line in out.splitlines()] == [".docx", ".txt"]
    assert all(Path(line).exists() for line in out.splitlines())
    assert err.startswith("可以出报告：")


def test_build_refuses_errors_unless_a_draft_is_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(CASE), "-o", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert (out, list(tmp_path.iterdir())) == ("", [])
    assert "T3-1" in err
    assert main(["build", str(CASE), "-o", str(tmp_path), "--draft", "--format", "txt"]) == 0
    (path,) = capsys.readouterr().out.splitlines()
    assert "草稿" in Path(path).name
    assert "（草稿）" in Path(path).read_text(encoding="utf-8")


def test_build_final_refuses_blanks_and_placeholders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(SUQIAN), "-o", str(tmp_path), "--final"]) == 1
    assert "还有 10 处待填" in capsys.readouterr().err
    assert main(["build", str(NIL), "-o", str(tmp_path), "--final"]) == 0


def test_form_and_answers_and_build_make_one_road(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, answers = tmp_path / "表.xlsx", tmp_path / "数据.json"
    assert main(["form", "--fill", str(NIL), "-o", str(form)]) == 0
    assert main(["answers", str(form), "-o", str(answers)]) == 0
    assert main(["build", str(answers), "-o", str(tmp_path / "甲")]) == 0
    assert main(["build", str(NIL), "-o", str(tmp_path / "乙")]) == 0
    capsys.readouterr()
    made = [{p.name: p.read_bytes() for p in (tmp_path / side).iterdir()} for side in "甲乙"]
    assert made[0] == made[1]


def test_form_takes_the_standard_of_the_year_and_last_years_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "2024.xlsx"
    assert main(["form", "--year", "2024", "--last-year", str(SUQIAN), "-o", str(target)]) == 0
    assert "national-2021" in capsys.readouterr().err
    main(["answers", str(target), "-o", str(tmp_path / "a.yaml")])
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "carried_over: {natural_person: 118, business: 3" in text
    assert '"宿迁市"' in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["form"], "--year"), (["form", "--year", "2007"], "2008年5月1日"), (["form", "--year", "两千"], "年度"),
        (["form", "national-2014", "--year", "2024"], "2014至2018年"), (["form", "national-1999", "--year", "2024"], "没有名为"),
        (["build", str(NIL), "--format", "odt"], "只能是 docx、txt、html、pdf、cms、picture"), (["check"], "少了"), (["chekc"], "不能是"),
        (["check", str(NIL), "--fast"], "不认识"), (["form", "--year", "2024", "-o", "a.doc"], ".xlsx"),
        (["form", "--year", "2023", "--last-year", str(SUQIAN)], "2022 年度的文件"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_explained(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code == 2
    assert words in capsys.readouterr().err


def test_standards_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards"]) == 0
    assert "国办公开办函〔2021〕30号" in capsys.readouterr().out
    assert main(["standards", "national-2021"]) == 0
    shown = capsys.readouterr().out
    assert all(words in shown for words in ("T3-1", "一、总体情况", "3.危及“三安全一稳定”", "来源"))
    assert main(["standards", "national-2021", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["figures"]) == 200
    assert {c["code"] for c in told["checks"]} >= {"T2-1", "T3-10", "T4-5"}


def test_help_imports_none_of_the_heavy_libraries() -> None:
    code = "import sys\nfrom generator.command.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([m for m in ('openpyxl','docx','jinja2','pydantic','lxml','yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip().endswith("[]")
    assert "用法：" in done.stdout


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "一般的用法" in capsys.readouterr().out


def test_form_names_the_other_forms_of_the_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "--year", "2015", "-o", str(tmp_path / "a.xlsx")]) == 0
    told = capsys.readouterr().err
    assert "2015年度，格式 national-2014" in told
    assert "shandong-2015（山东）" in told
    assert main(["form", "--year", "2018", "--kind", "高校", "-o", str(tmp_path / "b.xlsx")]) == 0
    assert "2018-2019学年，格式 university-2018" in capsys.readouterr().err


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("standard: national-2021\nyear: 2016\n", "national-2021 适用于2021年起的年度报告，不适用于 2016 年度"),
        ("standard: national-2014\nyear: 2021\n", "适用于2014至2018年"),
    ],
)
def test_a_year_outside_the_form_is_refused(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(write(tmp_path / "a.yaml", text))]) == 2
    assert words in capsys.readouterr().err


def test_a_date_inside_the_report_year_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.yaml", "standard: national-2021\nyear: 2024\ncover: {date: 2024年5月1日}\n")
    assert main(["check", str(path)]) == 0
    assert "2024年度还没有结束" in capsys.readouterr().out


def test_an_agency_no_document_can_hold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "--year", "2024", "--agency", "甲\x07局", "-o", str(tmp_path / "a.xlsx")]) == 2
    assert "控制字符" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_odd_characters_in_a_file_do_not_stop_its_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path / "a.json", '{"standard": "national-2021", "year": 2024, "cover": {"agency": "甲\\ud800\\u0007"}}'
    )
    assert main(["form", "--fill", str(path), "-o", str(tmp_path / "a.xlsx")]) == 0
    assert main(["answers", str(path), "-o", str(tmp_path / "b.yaml")]) == 0
    assert "甲□" in (tmp_path / "b.yaml").read_text(encoding="utf-8")


def test_answers_with_unknown_names_are_not_rewritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.yaml", "standard: national-2021\nyear: 2024\ncoverr: {agency: 甲}\n")
    assert main(["answers", str(path)]) == 2
    assert main(["answers", str(path), "-o", str(tmp_path / "b.yaml")]) == 2
    assert "没有 coverr 这一项" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["check", str(NIL)], ["standards"]])
def test_output_that_cannot_be_written_is_told(arguments: list[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with full.open("w") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "generator", *arguments], stdout=stream, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
    assert done.returncode == 2
    assert "结果写不出去" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_folder_of_standards_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "--templates", "/没有"]) == 2
    assert "没有这个文件夹" in capsys.readouterr().err
