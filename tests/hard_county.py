"""The county of docs/county.md with the faults a reviewer meets: in figures and texts (hard_county.yaml), in sheets, names and formats."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook, load_workbook

from generator.answers.answer import Answer, Place
from generator.answers.answers_writing import write_answers_yaml
from generator.command.main import main
from generator.flow.opening import read_answers
from generator.matching.form_reader import read_form
from generator.standard import load_standard
from scripts import make_county
from scripts.county.filling import Value, fill_form
from scripts.county.offices import offices

PLANTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("hard_county.yaml").read_text(encoding="utf-8"))
PREFIX = "示例县"
REQUESTS, DISPUTES = "三、收到和处理申请情况", "四、行政复议、行政诉讼情况"
REPORTS = {"大数据管理局": ".docx", "气象局": ".txt"}
SHEETS = {
    "行政审批服务局": "xls",
    "退役军人事务局": "ods",
    "疾病预防控制局": "pdf",
    "民族宗教事务局": "xls",
}  # by LibreOffice
LEFT = ("Thumbs.db", "微信图片.jpg", "~$锁.xlsx", "__MACOSX/x.xlsx", "未确认.xlsx.crdownload")
STREET, COPIED = "人民政府滨江街道办事处", "人民政府站前街道办事处"


def form_of(folder: Path, unit: str) -> Path:
    return folder / make_county._name(PREFIX + unit)


class HardCounty:
    """The folders of the county, with all 80 units handed in and the faults planted."""

    def __init__(self, folder: Path, office: str = "") -> None:
        self.folder, self.office = folder, office
        self.back, self.list, self.last = (folder / n for n in (make_county.BACK, make_county.LIST, make_county.LAST))
        self.values = make_county._values(offices())
        make_county.begin_year(folder, offices())
        out = folder / make_county.OUT
        given = ["--units", str(self.list), "--last-year", str(self.last)]
        assert main(["form", "--year", "2024", *given, "-o", str(out)]) == 0
        for office_ in offices():
            make_county._fill_one(folder, office_, self.values[office_.name])
        self._figures_and_texts()
        self._sheets()
        self._names()
        self._other_forms()
        self._formats()
        self._what_lies_about()

    def retyped(self, unit: str, cells: dict[str, Value]) -> None:
        form = form_of(self.back, unit)
        copy = form.with_suffix(".tmp")
        form.rename(copy)
        fill_form(copy, form, cells)
        copy.unlink()

    def _figures_and_texts(self) -> None:
        for plant in PLANTS:
            held = self.values[PREFIX + plant["unit"]]
            cells: dict[str, Value] = {name: int(str(held[name])) + more for name, more in plant.get("add", {}).items()}
            cells |= plant.get("type", {}) | {f"text.{slot}": words for slot, words in plant.get("text", {}).items()}
            self.retyped(plant["unit"], cells)
        theirs = self.values[f"{PREFIX}园林绿化中心"]
        problems = ("text.problems.shortcomings", "text.problems.improvements")
        self.retyped("投资促进局", {key: theirs[key] for key in problems})
        last = self.last / f"{PREFIX}机关事务管理局.yaml"
        mine = self.values[f"{PREFIX}机关事务管理局"].items()
        texts = {
            key.removeprefix("text."): Answer(str(words), Place()) for key, words in mine if key.startswith("text.")
        }
        before = dataclasses.replace(read_answers(last), texts=texts)
        last.write_text(write_answers_yaml(load_standard("national-2021"), before), encoding="utf-8")

    def _sheets(self) -> None:
        def two_units(book: Any) -> None:
            book.copy_worksheet(book["封面"]).title = "封面 (2)"
            book["封面 (2)"]["B3"] = f"{PREFIX}清水镇人民政府"

        changes: dict[str, Callable[[Any], Any]] = {
            "龙泉镇人民政府": lambda book: book[REQUESTS].insert_rows(10),
            "凤台镇人民政府": lambda book: book[REQUESTS].delete_rows(15),
            "双溪镇人民政府": lambda book: setattr(book[REQUESTS], "title", "Sheet3"),
            "小河镇人民政府": lambda book: book.remove(book[DISPUTES]),
            "上塘镇人民政府": _outcomes_a_row_down,
            "下坝镇人民政府": two_units,
            "白沙镇人民政府": lambda book: book["封面"].__setitem__("B3", f" {PREFIX}  白沙镇人民政府 "),
        }
        for unit, change in changes.items():
            book = load_workbook(form_of(self.back, unit))
            change(book)
            book.save(form_of(self.back, unit))
        form_of(self.back, "清水镇人民政府").unlink()

    def _names(self) -> None:
        self._as("城市管理局", f"{PREFIX}城管局", self.back / f"{PREFIX}城管局2024年报（最终版）.xlsx")
        self._as(COPIED, PREFIX + STREET, form_of(self.back, STREET))
        shutil.copy(form_of(self.back, "经济开发区管理委员会"), self.back / "年报 - 副本.xlsx")
        nested = self.back / "子文件夹" / "再一层"
        nested.mkdir(parents=True)
        form_of(self.back, "民政局").rename(nested / form_of(self.back, "民政局").name)
        form_of(self.back, "供销合作社联合社").rename(self.back / "年报 (1).xlsx")
        form_of(self.back, "科学技术局").rename(form_of(self.back, "科学技术局").with_suffix(".XLSX"))

    def _as(self, unit: str, name: str, file: Path) -> None:
        book = load_workbook(form_of(self.back, unit))
        book["封面"]["B3"] = name
        book.save(file)

    def _other_forms(self) -> None:
        for unit, given in (
            ("黄岭镇人民政府", ["--year", "2023"]),
            ("乡村振兴局", ["national-2019", "--year", "2020"]),
        ):
            form, empty = form_of(self.back, unit), self.folder / "空表.xlsx"
            form.unlink()
            empty.unlink(missing_ok=True)
            assert main(["form", *given, "--agency", PREFIX + unit, "-o", str(empty)]) == 0
            there = read_form(empty).places
            fill_form(empty, form, {key: value for key, value in self.values[PREFIX + unit].items() if key in there})

    def _formats(self) -> None:
        for unit, suffix in REPORTS.items():
            made = self.folder / "成文" / unit
            assert main(["build", str(form_of(self.back, unit)), "-o", str(made)]) == 0
            form_of(self.back, unit).unlink()
            shutil.copy(next(made.glob(f"*{suffix}")), self.back)
        with zipfile.ZipFile(self.back / "工信.zip", "w") as packed:
            form = form_of(self.back, "工业和信息化局")
            packed.write(form, form.name)
        form.unlink()
        for unit, suffix in SHEETS.items() if self.office else ():
            given = form_of(self.back, unit)
            profile = f"-env:UserInstallation={(self.folder / 'office').resolve().as_uri()}"
            command = [
                self.office,
                profile,
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                str(self.back),
                str(given),
            ]
            subprocess.run(command, check=True, capture_output=True)
            given.unlink()
        if self.office:
            form_of(self.back, "民族宗教事务局").with_suffix(".xls").rename(
                form_of(self.back, "民族宗教事务局").with_suffix(".et")
            )

    def _what_lies_about(self) -> None:
        (self.back / "__MACOSX").mkdir()
        for name in LEFT:
            (self.back / name).write_bytes(b"x")
        book = Workbook()
        book.worksheets[0].append(["单位", "新收", "办结"])
        book.worksheets[0].append(["教育局", 3, 2])
        book.save(self.back / "全县汇总表（县里自己的格式）.xlsx")


def _outcomes_a_row_down(book: Any) -> None:
    """What became of the applications typed one row too low: every sum holds, and no figure is odd."""
    sheet = book[REQUESTS]
    rows = [[sheet.cell(line, column).value for column in range(4, 10)] for line in range(8, 28)]
    for at, cells in enumerate([[0] * 6, *rows], 8):
        for column, value in enumerate(cells, 4):
            sheet.cell(at, column).value = value
