"""`nianbao years`: the figures of several years side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.command.main import main
from tests.many import unit

NEW, FEES = "applications.new.natural_person", "disclosure.fees.amount"


def rows(path: Path) -> dict[str, tuple[object, ...]]:
    sheet = load_workbook(path)["历年对照"]
    return {str(row[1]): row[2:] for row in sheet.iter_rows(min_row=2, values_only=True)}


def test_years_of_any_format_stand_side_by_side(tmp_path: Path) -> None:
    for year, new in ((2022, 4), (2023, 6), (2024, 5)):
        figures: dict[str, object] = {NEW: new, "applications.granted.natural_person": new, FEES: "1.5"}
        (tmp_path / f"{year}.yaml").write_text(unit("甲局", figures, year=year), encoding="utf-8")
    assert main(["build", str(tmp_path / "2023.yaml"), "-o", str(tmp_path / "out")]) == 0
    (report,) = (tmp_path / "out").glob("*.docx")
    files = [str(tmp_path / "2024.yaml"), str(report), str(tmp_path / "2022.yaml")]
    assert main(["years", *files, "-o", str(tmp_path / "a.xlsx")]) == 0
    found = rows(tmp_path / "a.xlsx")
    assert found["一、本年新收政府信息公开申请数量“自然人”"] == (4, 6, 5, -1)
    assert found["一、本年新收政府信息公开申请数量“总计”"] == (4, 6, 5, -1)
    assert next(row for name, row in found.items() if "行政事业性收费" in name) == (1.5, 1.5, 1.5, 0)
    assert not any("行政许可" in name for name in found)  # nothing in any year


@pytest.mark.parametrize(("names", "words"), [(["1", "2"], "都是 2024 年度的"), (list("123456"), "一次最多 5 年")])
def test_what_cannot_stand_side_by_side_is_told(
    names: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in names:
        (tmp_path / f"{name}.yaml").write_text(unit("甲局"), encoding="utf-8")
    assert main(["years", *(str(tmp_path / f"{name}.yaml") for name in names), "-o", str(tmp_path / "a.xlsx")]) == 2
    assert words in capsys.readouterr().err
