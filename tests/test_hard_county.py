"""A county with the faults a reviewer meets, read from `check --json`: each told at its unit and cell, nothing on clean units."""

from __future__ import annotations

import json
import re
import shutil
from typing import Any

import pytest

from generator.batch.unit_list import unit_key
from generator.command.main import main
from scripts.county.offices import offices
from tests.hard_county import COPIED, LEFT, PLANTS, PREFIX, REPORTS, SHEETS, STREET, HardCounty

pytestmark = pytest.mark.scale
OFFICE = shutil.which("soffice") or ""
Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> HardCounty:
    return HardCounty(tmp_path_factory.mktemp("hard"), OFFICE)


@pytest.fixture(scope="module")
def lines(county: HardCounty) -> Lines:
    """What `check --json` says of the county."""
    given = [str(county.back), "--units", str(county.list), "--last-year", str(county.last), "--json"]
    with pytest.MonkeyPatch.context() as patch:
        told: list[str] = []
        patch.setattr("generator.command.check_many.tell_json", told.append)
        assert main(["check", *given]) == 1
    return [json.loads(line) for line in told]


def of_unit(lines: Lines, unit: str) -> Lines:
    """What is said of a unit's files: those called by its name, or, called by none, of its agency."""
    return [one for one in lines if PREFIX + unit == (_called(one.get("file", "")) or one.get("agency"))]


def _called(file: str) -> str:
    """The unit a file is called by."""
    return next((o.name for o in offices() if file.rpartition("/")[2].startswith(f"{o.name}202")), "")


def found(lines: Lines, unit: str) -> list[tuple[str, str]]:
    """The code and cell of every finding on a unit."""
    return [(f["code"], f["place"].get("cell", "")) for one in of_unit(lines, unit) for f in one.get("findings", ())]


def test_faults_of_figures_and_texts_are_told_at_their_cells(lines: Lines) -> None:
    untold = [p["unit"] for p in PLANTS if "code" in p and (p["code"], p["cell"]) not in found(lines, p["unit"])]
    assert untold == []
    hints = {p["unit"]: p["hint"] for p in PLANTS if "hint" in p}
    assert [unit for unit, cell in hints.items() if cell not in json.dumps(of_unit(lines, unit))] == []


def test_copied_words_are_told(lines: Lines) -> None:
    assert ("D3", "C15") in found(lines, "机关事务管理局")
    assert ("D2", "C16") in found(lines, "投资促进局")
    assert {("D2", "C16"), ("IN-12", "B3")} <= set(found(lines, STREET))
    assert {("D2", "C16"), ("IN-12", "B3")} <= set(found(lines, COPIED))


def test_changed_sheets_are_refused_with_what_was_changed(lines: Lines) -> None:
    changed = {"凤台镇人民政府": "6.属于四类过程性信息", "双溪镇人民政府": "三、收到和处理申请情况"}
    changed |= {"小河镇人民政府": "四、行政复议、行政诉讼情况"}
    for unit, words in changed.items():
        assert any(words in one["problem"] for one in of_unit(lines, unit) if one["kind"] == "unit"), unit
    assert ("IN-3", "B3") in found(lines, "下坝镇人民政府")


def test_names_years_and_forms_are_told(lines: Lines) -> None:
    assert ("IN-10", "B3") in found(lines, "城管局")
    assert ("IN-12", "B3") in found(lines, "城管局")
    assert ("IN-12", "B3") in found(lines, "城市管理局")
    for unit in ("黄岭镇人民政府", "乡村振兴局"):
        assert "IN-11" in {code for code, _ in found(lines, unit)}
    missing = {one["agency"].removeprefix(PREFIX): one["file"] != "" for one in lines if one["kind"] == "missing"}
    named = ("新华镇人民政府", "红桥镇人民政府", "青石镇人民政府", "清水镇人民政府")
    unusable = ("凤台镇人民政府", "双溪镇人民政府", "小河镇人民政府")
    assert missing == dict.fromkeys((*named, *unusable), True)
    assert [one["agency"] for one in lines if one["kind"] == "twice"] == [f"{PREFIX}经济开发区管理委员会"]


def test_what_came_in_other_formats_is_a_hand_in_like_any_other(lines: Lines) -> None:
    agencies = {one["agency"] for one in lines if one["kind"] == "unit"}
    sent = (*REPORTS, "工业和信息化局", "民政局", "供销合作社联合社", "科学技术局", *(SHEETS if OFFICE else ()))
    assert {f"{PREFIX}{unit}" for unit in sent} <= agencies
    assert {one["file"] for one in lines if one["kind"] == "aside"} >= set(LEFT) - {"__MACOSX/x.xlsx"}


def test_nothing_is_said_of_clean_units(lines: Lines) -> None:
    """A fault that no sum, no text and no other year can tell stays untold: 上塘镇 has typed its outcomes a row too low."""
    faulty = {plant["unit"] for plant in PLANTS if "code" in plant} | {"城市管理局", STREET, COPIED}
    faulty |= {"投资促进局", "园林绿化中心", "机关事务管理局", "下坝镇人民政府", "黄岭镇人民政府", "乡村振兴局"}
    faulty |= {"凤台镇人民政府", "双溪镇人民政府", "小河镇人民政府", "红桥镇人民政府", "青石镇人民政府"}
    told = {o.name.removeprefix(PREFIX): found(lines, o.name.removeprefix(PREFIX)) for o in offices()}
    expected = {"白沙镇人民政府": [("IN-6", "B3")], "疾病预防控制局": [("IN-9", "")] if OFFICE else []}
    alarms = {unit: codes for unit, codes in told.items() if unit not in faulty and codes != expected.get(unit, [])}
    assert alarms == {}


def test_every_number_of_its_circular_is_counted_from_these_lines(county: HardCounty, lines: Lines) -> None:
    out, last = county.folder / "收件", ["--last-year", str(county.last), "--date", "2025-01-20"]
    assert main(["collect", str(county.back), "--units", str(county.list), "-o", str(out), *last]) == 1
    (file,) = out.glob("关于*通报.txt")
    text = re.sub(r"\s", "", file.read_text(encoding="utf-8"))
    units = {
        o.name: [one for one in lines if unit_key(one.get("agency", "")) == unit_key(o.name) and _its(one, o.name)]
        for o in offices()
    }
    handed_in = {name: mine for name, mine in units.items() if any(one["kind"] == "unit" for one in mine)}
    missing = [one["why"] for one in lines if one["kind"] == "missing"]
    unusable, unclear = (sum(words in why for why in missing) for words in ("不能用", "像是"))
    assert (
        f"应报送的80个单位中，{len(handed_in)}个已报送，{unusable}个交来的文件不能用，{unclear}个的单位名称还在核实"
        in text
    )
    codes = {
        name: [f["code"] for one in mine for f in one.get("findings", ()) if f["severity"] != "unfilled"]
        for name, mine in handed_in.items()
    }
    wrong = [
        n
        for n, mine in handed_in.items()
        if any(f["severity"] == "error" for one in mine for f in one.get("findings", ()))
    ]
    assert f"经核对，{len(wrong)}个单位的报告有错误，需要改正后重新报送。" in text
    told = re.findall(r"（([A-Z]+-?\d+(?:-\d+)?)）：(\d+)个单位，(\d+)处", text)
    assert len(told) == 8
    for code, having, places in told:
        assert (code, int(having)) == (code, sum(code in found for found in codes.values()))
        assert (code, int(places)) == (code, sum(found.count(code) for found in codes.values()))


def _its(line: dict[str, Any], unit: str) -> bool:
    """Whether a file is not called by another unit's name."""
    return _called(line.get("file", "")) in ("", unit)
