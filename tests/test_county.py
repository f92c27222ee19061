"""The whole walk through a made-up county: hand out, fill, check, annotate, mend, merge, build."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.command.main import main
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.standard import load_standard
from scripts import make_county
from scripts.county.faults import COPIED_FROM
from scripts.county.offices import Office, offices

FAULTY = """
    政府办公室 自然资源局 公安局 司法局 审计局 农业农村局 住房和城乡建设局 财政局 商务局 林业局 统计局 信访局 体育局 教育局 气象局
    民政局 东河镇人民政府 城关街道办事处
"""


def few() -> list[Office]:
    """The units with planted faults and some others."""
    return [office for office in offices() if office.name.endswith(tuple(FAULTY.split()))]


def sheet_rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(load_workbook(path, read_only=True)[sheet].iter_rows(min_row=2, values_only=True))


def noted(path: Path) -> set[str]:
    """The cells with notes on any sheet."""
    with zipfile.ZipFile(path) as book:
        parts = [book.read(name).decode("utf-8") for name in book.namelist() if "comment" in name.lower()]
    return {cell for part in parts for cell in re.findall(r'<comment [^>]*?ref="([A-Z]+[0-9]+)"', part)}


def walk(folder: Path, units: list[Office]) -> None:
    listed, last = str(folder / make_county.LIST), str(folder / make_county.LAST)
    out, back = str(folder / make_county.OUT), str(folder / make_county.BACK)
    make_county.begin_year(folder, units)
    assert main(["form", "--year", "2024", "--units", listed, "--last-year", last, "-o", out]) == 0
    assert len(list((folder / make_county.OUT).iterdir())) == len(units)
    make_county.hand_in(folder, units)

    report, marked = folder / "核对.xlsx", folder / "退回"
    check = ["check", back, "--units", listed, "--last-year", last]
    assert main([*check, "--report", str(report), "--annotate", str(marked)]) == 1
    manifest = json.loads((folder / make_county.FAULTS).read_text(encoding="utf-8"))
    found = {(row[0], row[2], f"{row[3]}!{row[4]}") for row in sheet_rows(report, "问题清单")}
    assert len(manifest["faults"]) == 12
    for fault in manifest["faults"]:
        assert (fault["unit"], fault["code"], fault["place"]) in found
        assert fault["place"].rpartition("!")[2] in noted(next(marked.rglob(f"{fault['unit']}*.xlsx"))), fault
    verdicts = {row[0]: row[1] for row in sheet_rows(report, "各单位")}
    in_error = {f["unit"] for f in manifest["faults"] if f["code"] in ("T3-1", "T3-3", "T2-1", "T3-5", "T4-1")}
    assert {name for name, word in verdicts.items() if word == "退回"} == in_error
    assert list(verdicts.values()).count("不能用") == 1
    assert {row[0] for row in sheet_rows(report, "未报单位")} == {manifest["missing"], make_county.DAMAGED}
    assert {row[0] for row in sheet_rows(report, "重复")} == {manifest["twice"]}

    county = folder / "全县.xlsx"
    merge = ["merge", back, "-o", str(county), "--agency", "示例县人民政府", "--units", listed]
    assert main(merge) == 1
    assert not county.exists()
    make_county.mend(folder, units)
    assert main([*check, "--report", str(report)]) == 0
    assert main(merge) == 0
    reads_back_as_the_sum(county, folder / make_county.BACK)
    assert main([*merge, "--against", str(county)]) == 0

    reports = folder / "报告"
    assert main(["build", back, "-o", str(reports), "--last-year", last]) == 0
    assert len(list(reports.glob("*.docx"))) == len(list(reports.glob("*.txt"))) == len(units)
    assert main(["build", str(county), "-o", str(folder)]) == 0


def reads_back_as_the_sum(county: Path, back: Path) -> None:
    standard = load_standard("national-2021")
    whole = examine(standard, read_answers(county)).report
    units = [examine(standard, read_answers(file)).report for file in back.rglob("*.xlsx")]
    for address in standard.figures:
        assert whole.figures[address] == sum(unit.number(address) or 0 for unit in units), address


def test_every_planted_fault_is_found_at_its_cell_in_its_unit(tmp_path: Path) -> None:
    assert COPIED_FROM in {office.name for office in few()}
    walk(tmp_path, few())


@pytest.mark.scale
def test_the_walk_with_all_eighty_units(tmp_path: Path) -> None:
    assert len(offices()) == 80
    walk(tmp_path, offices())
