"""`nianbao collect`: the log of January, the reminder, the notes, and a circular that says only what was counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from generator.command.main import main
from tests.many import WRONG, county, unit

UNITS = "示例县教育局,部门 示例县公安局,部门 示例县民政局,部门 示例县水利局,部门 示例县甲镇人民政府,乡镇 示例县乙镇人民政府,乡镇 示例县丙镇人民政府,乡镇"


def january(folder: Path) -> tuple[Path, Path, list[str]]:
    """A county in the middle of January: its hand-ins, its list, and the command that logs them."""
    given, units = county(folder / "收回", "示例县教育局", "示例县公安局", "示例县甲镇人民政府"), folder / "名单.csv"
    units.write_text("单位,类别\n" + "\n".join(UNITS.split()) + "\n", encoding="utf-8")
    (given / "示例县民政局.yaml").write_text(unit("示例县民政局", WRONG), encoding="utf-8")
    (given / "示例县乙镇人民政府.yaml").write_text("坏了", encoding="utf-8")
    (given / "丙镇.yaml").write_text(unit("丙镇政府"), encoding="utf-8")
    return given, units, ["collect", str(given), "--units", str(units), "-o", str(folder / "收件")]


def circular(folder: Path) -> str:
    (file,) = (folder / "收件").glob("关于*通报.txt")
    return re.sub(r"\s", "", file.read_text(encoding="utf-8"))


def test_the_circular_says_who_is_in_time_late_returned_missing_and_to_be_praised(tmp_path: Path) -> None:
    given, _, collect = january(tmp_path)
    assert main([*collect, "--date", "2025-01-20"]) == 1
    (given / "示例县民政局.yaml").write_text(unit("示例县民政局"), encoding="utf-8")
    (given / "示例县水利局.yaml").write_text(unit("示例县水利局", WRONG), encoding="utf-8")
    assert main([*collect, "--date", "2025-02-05"]) == 1
    text = circular(tmp_path)
    assert "截至2025年2月5日" in text
    assert (
        "应报送的7个单位中，5个已报送，1个交来的文件不能用，1个的单位名称还在核实；按时报送4个，逾期报送1个。" in text
    )
    assert "部门4个，报送4个（逾期1个）；乡镇3个，报送1个。" in text
    assert "逾期报送的单位：示例县水利局。" in text
    assert "2个单位的报告有错误，其中1个退回后已经改正，1个还没有改好。" in text
    assert "需要改正后重新报送的单位：示例县水利局。" in text
    assert (
        "下列3个单位按时报送，第一次报送就没有错误，也没有需要核实的地方：示例县教育局、示例县公安局、示例县甲镇人民政府。"
        in text
    )
    assert "交来的文件不能用、需要重新报送的单位：示例县乙镇人民政府。" in text
    assert "正在核实的单位：示例县丙镇人民政府。" in text
    (file,) = (tmp_path / "收件").glob("关于*通报.docx")
    assert re.sub(r"\s", "", "".join(p.text for p in docx.Document(str(file)).paragraphs)) == text
    assert text.endswith("【待补充：发文机关】【待补充：发文日期】")


def test_every_number_of_the_circular_is_counted_from_the_verdicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, units, collect = january(tmp_path)
    for name in ("示例县公安局", "示例县水利局"):
        (given / f"{name}.yaml").write_text(
            unit(name, {**WRONG, "applications.carried_over.natural_person": 2, "disclosure.fees.amount": "-1"}),
            encoding="utf-8",
        )
    assert main([*collect, "--date", "2025-01-20"]) == 1
    capsys.readouterr()
    main(["check", str(given), "--units", str(units), "--json"])
    lines: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    listed = {line.split(",")[0] for line in units.read_text("utf-8").splitlines()[1:]}
    files = [one for one in lines if one["kind"] == "unit" and one["agency"] in listed]
    text = circular(tmp_path)
    assert f"应报送的{len(listed)}个单位中，{len(files)}个已报送" in text
    assert f"{sum(one['counts']['error'] > 0 for one in files)}个单位的报告有错误" in text
    places: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for one in files:
        codes = [f["code"] for f in one["findings"] if f["severity"] != "unfilled"]
        places.update(codes)
        having.update(set(codes))
    told = {
        code: (int(n), int(m)) for code, n, m in re.findall(r"（([A-Z]+-?\d+(?:-\d+)?)）：(\d+)个单位，(\d+)处", text)
    }
    assert told == {code: (having[code], places[code]) for code in having}
    assert len(told) >= 2
    numbers = {int(n) for n in re.findall(r"(\d+)个", text)}
    kinds = Counter(line.split(",")[1] for line in units.read_text("utf-8").splitlines()[1:])
    known = {len(listed), len(files), 1, *kinds.values(), *having.values()}
    known |= {sum(one["counts"]["error"] > 0 for one in files), sum(not one["counts"]["error"] for one in files)}
    assert numbers <= known | {sum(one["agency"].endswith(end) for one in files) for end in ("局", "镇人民政府")}


def test_the_log_tells_when_a_file_came_what_replaced_it_and_what_was_changed(tmp_path: Path) -> None:
    given, _, collect = january(tmp_path)
    main([*collect, "--date", "2025-01-10"])
    main([*collect, "--date", "2025-01-12"])  # nothing came, nothing is logged
    (given / "示例县民政局.yaml").write_text(unit("示例县民政局", {}, {"other": "没有其他事项。"}), encoding="utf-8")
    main([*collect, "--date", "2025-01-15"])
    book = load_workbook(tmp_path / "收件" / "收件登记.xlsx")
    rows = {row[0]: row for row in book["收件登记"].iter_rows(min_row=2, values_only=True)}
    assert rows["示例县民政局"][2:7] == ("2025-01-31", "2025-01-10", "2025-01-15", 2, "按时")
    assert rows["示例县民政局"][10] == "2025-01-15：改了 1 个数：三!D6 5→0；改了文字"
    assert rows["示例县教育局"][5:7] == (1, "按时")
    assert [rows[f"示例县{name}"][6] for name in ("水利局", "乙镇人民政府", "丙镇人民政府")] == [
        "没有报",
        "文件不能用",
        "名称待核实",
    ]
    kinds = {row[0]: row[1:6] for row in book["分类统计"].iter_rows(min_row=2, values_only=True)}
    assert kinds == {"部门": (4, 3, 0, 1, 0), "乡镇": (3, 1, 0, 2, 0)}
    ranks = [row[:2] for row in book["排名"].iter_rows(min_row=2, values_only=True)]
    assert ranks == [(1, "示例县公安局"), (1, "示例县教育局"), (1, "示例县甲镇人民政府"), (4, "示例县民政局")]


def test_the_reminder_and_the_notes_say_to_each_unit_what_to_do(tmp_path: Path) -> None:
    _, _, collect = january(tmp_path)
    main([*collect, "--date", "2025-02-01", "--deadline", "2025年1月25日"])
    reminder = (tmp_path / "收件" / "催报.txt").read_text("utf-8")
    assert "截至2025年2月1日，下列1个单位还没有报送" in reminder
    assert "1. 示例县水利局（期限2025年1月25日，已过）" in reminder
    assert "1. 示例县乙镇人民政府（示例县乙镇人民政府.yaml：" in reminder
    assert "示例县丙镇人民政府（像是它的，名称写的是“丙镇政府”" in reminder
    note = (tmp_path / "收件" / "便函" / "示例县民政局.txt").read_text("utf-8")
    assert note.startswith("示例县民政局：\n")
    assert "请改正后重新报送" in note
    assert "[T3-1] D6" not in note
    assert "[T3-1]" in note
    assert (tmp_path / "收件" / "退回" / "示例县民政局.核对.txt").is_file()


def test_a_deadline_that_is_no_date_is_told_by_its_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, collect = january(tmp_path)
    assert main([*collect, "--deadline", "月底"]) == 2
    assert "--deadline 写的是“月底”" in capsys.readouterr().err


def test_a_damaged_log_is_told_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, collect = january(tmp_path)
    main([*collect, "--date", "2025-01-10"])
    log = tmp_path / "收件" / "登记.json"
    log.write_text("{", encoding="utf-8")
    assert main([*collect, "--date", "2025-01-11"]) == 2
    assert "收件登记坏了" in capsys.readouterr().err
    assert log.read_text("utf-8") == "{"


def test_a_unit_whose_first_text_was_anothers_is_not_praised_when_it_has_mended_it(tmp_path: Path) -> None:
    given, _, collect = january(tmp_path)
    text = "".join(f"第{n}个问题是栏目{n}的内容更新太慢，群众第{n}次来电反映找不到文件。" for n in "甲乙丙丁戊己")
    for name in ("示例县教育局", "示例县公安局"):
        (given / f"{name}.yaml").write_text(unit(name, {}, {"problems.shortcomings": text}), encoding="utf-8")
    main([*collect, "--date", "2025-01-10"])
    assert "示例县教育局" not in circular(tmp_path).partition("值得肯定")[2]
    (given / "示例县教育局.yaml").write_text(unit("示例县教育局"), encoding="utf-8")
    (tmp_path / "收件" / "关于2024年度政府信息公开工作年度报告报送和编制情况的通报.txt").unlink()
    main([*collect, "--date", "2025-01-12"])
    assert "示例县教育局" not in circular(tmp_path).partition("值得肯定")[2]


def test_a_file_called_by_another_unit_is_entered_for_neither(tmp_path: Path) -> None:
    given, _, collect = january(tmp_path)
    (given / "示例县水利局.yaml").write_text(unit("示例县教育局", WRONG), encoding="utf-8")
    main([*collect, "--date", "2025-01-10"])
    book = load_workbook(tmp_path / "收件" / "收件登记.xlsx")
    rows = {row[0]: row for row in book["收件登记"].iter_rows(min_row=2, values_only=True)}
    assert (rows["示例县教育局"][6], rows["示例县教育局"][8]) == ("按时", 0)
    assert rows["示例县水利局"][6] == "名称待核实"
