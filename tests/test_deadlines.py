"""Rule F4: a department's report is due on 31 January, a government's and others' on 31 March, a school's on 31 October."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.command.main import main


def told_late(folder: Path, capsys: pytest.CaptureFixture[str], standard: str, year: int, cover: str) -> str:
    """The message of F4 for a report with this cover; empty when it is in time."""
    path = folder / "a.yaml"
    path.write_text(f"standard: {standard}\nyear: {year}\ncover: {{{cover}}}\n", encoding="utf-8")
    main(["check", str(path), "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return "".join(finding["message"] for finding in findings if finding["code"] == "F4")


@pytest.mark.parametrize(
    ("standard", "year", "who", "last_day", "next_day"),
    [
        ("national-2021", 2023, "agency: 示例县教育局, kind: 政府部门", "2024-01-31", "2024-02-01"),
        ("national-2021", 2023, "agency: 示例县教育局, kind: 其他单位", "2024-03-31", "2024-04-01"),
        ("national-2021", 2023, "agency: 示例县教育局", "2024-03-31", "2024-04-01"),
        ("national-2021", 2023, "agency: 示例县人民政府, kind: 人民政府", "2024-03-31", "2024-04-01"),
        ("national-2019", 2019, "agency: 示例县教育局, kind: 政府部门", "2020-01-31", "2020-02-01"),
        ("national-2014", 2018, "agency: 示例县教育局", "2019-03-31", "2019-04-01"),
        ("university-2018", 2019, "agency: 示例大学", "2020-10-31", "2020-11-01"),
    ],
)
def test_a_report_is_late_from_the_day_after_its_last_day(
    standard: str,
    year: int,
    who: str,
    last_day: str,
    next_day: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told_late(tmp_path, capsys, standard, year, f"{who}, date: {last_day}") == ""
    month, day = int(last_day[5:7]), int(last_day[8:])
    late = told_late(tmp_path, capsys, standard, year, f"{who}, date: {next_day}")
    assert late.endswith(f"公布期限是{last_day[:4]}年{month}月{day}日")
