"""A county with the faults a reviewer meets, read from `check --json`: each told at its unit and cell, nothing on clean units."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from generator.command.main import main
from scripts import make_county
from scripts.county.filling import fill_form
from scripts.county.offices import offices

pytestmark = pytest.mark.scale
PLANTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("hard_county.yaml").read_text(encoding="utf-8"))
PREFIX = "示例县"
REPORTS = {"大数据管理局": ".docx", "气象局": ".txt"}


def form_of(folder: Path, unit: str) -> Path:
    return next(folder.glob(f"{PREFIX}{unit}2024*.xlsx"))


def planted(folder: Path) -> Path:
    """The county with all 80 units handed in and these faults in it."""
    listed, back = folder / make_county.LIST, folder / make_county.BACK
    make_county.begin_year(folder, offices())
    out, last = str(folder / make_county.OUT), str(folder / make_county.LAST)
    assert main(["form", "--year", "2024", "--units", str(listed), "--last-year", last, "-o", out]) == 0
    make_county.hand_in(folder, offices())
    make_county.mend(folder, offices())
    values = make_county._values(offices())
    for plant in PLANTS:
        form = form_of(back, plant["unit"])
        held = values[PREFIX + plant["unit"]]
        cells = {name: int(held[name]) + more for name, more in plant.get("add", {}).items()}
        cells |= plant.get("type", {}) | {f"text.{slot}": words for slot, words in plant.get("text", {}).items()}
        copy = form.with_suffix(".tmp")
        form.rename(copy)
        fill_form(copy, form, cells)
        copy.unlink()
    _structure(back, folder)
    return back


def _structure(back: Path, folder: Path) -> None:
    """Faults of files: two units in one, a unit twice, other formats, forms of another year, what lies about."""
    form, gone = form_of(back, "下坝镇人民政府"), form_of(back, "清水镇人民政府")
    gone.unlink()
    book = load_workbook(form)
    book.copy_worksheet(book["封面"]).title = "封面 (2)"
    book["封面 (2)"]["B3"] = f"{PREFIX}清水镇人民政府"
    book.save(form)
    book = load_workbook(form_of(back, "行政审批服务局"))
    book["封面"]["B3"] = f"{PREFIX}审批局"
    book.save(back / "审批局年报.xlsx")
    shutil.copy(form_of(back, "经济开发区管理委员会"), back / "副本.xlsx")
    for unit, suffix in REPORTS.items():
        made = folder / "成文" / unit
        assert main(["build", str(form_of(back, unit)), "-o", str(made)]) == 0
        form_of(back, unit).unlink()
        shutil.copy(next(made.glob(f"*{suffix}")), back)
    with zipfile.ZipFile(back / "工信.zip", "w") as packed:
        packed.write(form_of(back, "工业和信息化局"), form_of(back, "工业和信息化局").name)
    form_of(back, "工业和信息化局").unlink()
    old = form_of(back, "黄岭镇人民政府")
    old.unlink()
    assert main(["form", "--year", "2023", "--agency", f"{PREFIX}黄岭镇人民政府", "-o", str(old)]) == 0
    for name in ("Thumbs.db", "微信图片.jpg", "~$锁.xlsx"):
        (back / name).write_bytes(b"x")


def told_of(lines: list[dict[str, Any]], unit: str) -> list[tuple[str, str]]:
    """The code and cell of every finding on a unit, in its file by name or by agency."""
    mine = [one for one in lines if PREFIX + unit in (one.get("agency"), one.get("file", "").partition("2024")[0])]
    return [(f["code"], f["place"].get("cell", "")) for one in mine for f in one.get("findings", ())]


def test_the_faults_of_a_hard_county_are_told_at_their_units_and_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = planted(tmp_path)
    capsys.readouterr()
    given = ["--units", str(tmp_path / make_county.LIST), "--last-year", str(tmp_path / make_county.LAST)]
    assert main(["check", str(back), *given, "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    untold = [p["unit"] for p in PLANTS if "code" in p and (p["code"], p["cell"]) not in told_of(lines, p["unit"])]
    assert untold == []
    assert ("IN-3", "B3") in told_of(lines, "下坝镇人民政府")
    assert ("IN-10", "B3") in told_of(lines, "审批局")
    assert ("IN-12", "B3") in told_of(lines, "行政审批服务局")
    assert "IN-11" in {code for code, _ in told_of(lines, "黄岭镇人民政府")}
    assert f"{PREFIX}经济开发区管理委员会" in {one["agency"] for one in lines if one["kind"] == "twice"}
    agencies = {one["agency"] for one in lines if one["kind"] == "unit"}
    assert {f"{PREFIX}{unit}" for unit in (*REPORTS, "工业和信息化局")} <= agencies
    missing = {one["agency"].removeprefix(PREFIX): one["file"] != "" for one in lines if one["kind"] == "missing"}
    assert missing == {"新华镇人民政府": True, "红桥镇人民政府": True, "青石镇人民政府": True, "清水镇人民政府": True}
    assert {one["file"] for one in lines if one["kind"] == "aside"} == {"Thumbs.db", "微信图片.jpg", "~$锁.xlsx"}
    faulty = {PREFIX + plant["unit"] for plant in PLANTS if "code" in plant}
    faulty |= {f"{PREFIX}{unit}" for unit in ("下坝镇人民政府", "审批局", "行政审批服务局", "黄岭镇人民政府")}
    clean = [one for one in lines if one["kind"] == "unit" and one["agency"] not in faulty and one["counts"]["error"]]
    assert clean == []
