"""The list of units, as offices write such lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.batch.unit_list import Unit, read_units
from generator.batch.unit_names import UnitNames
from generator.command.main import main
from generator.errors import InputError
from scripts.fuzz.doors import GOOD


def list_file(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "甲局\n\n 乙局 \n"),
        ("a.csv", "序号,单位名称,备注\n1,甲局,x\n2,乙局,\n"),
        ("b.csv", "单位,上年文件\r\n甲局,\r\n乙局,\r\n".encode("gb18030")),
        ("c.csv", "\ufeff甲局\n乙局\n"),
    ],
)
def test_lists_of_every_make_are_read(name: str, data: str | bytes, tmp_path: Path) -> None:
    assert [unit.name for unit in read_units(list_file(tmp_path / name, data)).units] == ["甲局", "乙局"]


def test_a_workbook_longer_than_any_form_is_read_whole(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["单位", "上年文件"])
    for number in range(4000):
        book.worksheets[0].append([f"第{number}局", "x.xlsx" if number == 7 else None])
    book.save(tmp_path / "a.xlsx")
    units = read_units(tmp_path / "a.xlsx").units
    assert (len(units), units[-1].name, units[-1].line) == (4000, "第3999局", 4001)
    assert units[7].last_year == tmp_path / "x.xlsx"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("甲局\n乙局\n甲 局\n", "第3行：“甲局”和第1行是同一个单位"),
        ("\n", "名单是空的"),
        ("单位\n", "名单是空的"),
        ("甲\x07局\n", "第1行：单位名称.*控制字符"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_by_its_line(data: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        read_units(list_file(tmp_path / "a.txt", data))


def test_a_form_is_no_list() -> None:
    with pytest.raises(InputError, match="填报表，不是单位名单"):
        read_units(GOOD)


def test_forms_are_filled_from_the_list_and_handed_out_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    units = list_file(tmp_path / "a.csv", "单位,机关层级,联系电话\n甲局,县级,000\n")
    out = tmp_path / "out"
    assert main(["form", "--year", "2024", "--units", str(units), "-o", str(out)]) == 0
    (form,) = out.iterdir()
    cells = [cell.value for row in load_workbook(form)["封面"].iter_rows() for cell in row]
    assert {"甲局", "县级", "000"} <= set(cells)
    before = form.read_bytes()
    assert main(["form", "--year", "2024", "--units", str(units), "-o", str(out)]) == 0
    assert "1 份已经有了，没有动" in capsys.readouterr().err
    assert (list(out.iterdir()), form.read_bytes()) == ([form], before)


def book(path: Path, *sheets: list[list[object]]) -> Path:
    workbook = Workbook()
    for number, rows in enumerate(sheets):
        sheet = workbook.worksheets[0] if number == 0 else workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


@pytest.mark.parametrize(
    ("rows", "names", "note"),
    [
        ([["示例县2024年报送单位名单"], ["序号", "单位名称", "联系人"], [1, "甲局", "某"]], ["甲局"], "第1行“示例县2024年报送单位名单”是标题"),
        ([["序号", "单位名称（全称）", "联系电话"], [1, "甲局", "0"], [2, "乙局", "0"]], ["甲局", "乙局"], "“单位名称(全称)”下的 B 列"),
        ([[1, "甲局"], [2, "乙局"]], ["甲局", "乙局"], "没有表头，单位名称取自 B 列"),
        ([["序号", "单位"], [1, " 示例县 甲局 "], [3, None], [None, "合计：2"]], ["示例县甲局"], "第4行“合计：2”不是单位，没有算进去"),
        ([["序号", "单位", "序号", "单位"], [1, "甲局", 3, "丙局"], [2, "乙局"]], ["甲局", "丙局", "乙局"], "B、D 列"),
        ([["单位", "机关层级"], ["甲局", "县级"]], ["甲局"], ""),
    ],
)  # fmt: skip
def test_lists_as_offices_keep_them(rows: list[list[object]], names: list[str], note: str, tmp_path: Path) -> None:
    found = read_units(book(tmp_path / "a.xlsx", rows))
    assert [unit.name for unit in found.units] == names
    assert note in "\n".join(found.notes)


def test_every_sheet_with_a_column_of_units_is_read_and_others_are_told(tmp_path: Path) -> None:
    found = read_units(book(tmp_path / "a.xlsx", [["单位"], ["甲局"]], [["单位"], ["乙镇"]], [["说明"], ["每年一次"]]))
    assert [unit.name for unit in found.units] == ["甲局", "乙镇"]
    assert "“Sheet2”没有“单位”一栏，没有读" in "".join(found.notes)


def test_a_number_is_never_a_unit(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="第2行：“单位”一栏写的是“1”，不像单位名称"):
        read_units(book(tmp_path / "a.xlsx", [["单位", "名称"], [1, "甲局"]]))


NAMES = [
    "示例县教育局",
    "示例县城市管理局",
    "示例县新华镇人民政府",
    "示例县红桥镇人民政府",
    "示例县卫生健康局",
    "示例县人民政府办公室",
    "示例县农业农村局",
]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("教育局", "示例县教育局"),
        ("县教育局", "示例县教育局"),
        ("示例县城管局", "示例县城市管理局"),
        ("新华镇政府", "示例县新华镇人民政府"),
        ("示例县红桥镇人民政府（公章）", "示例县红桥镇人民政府"),
        ("示例县卫健局", "示例县卫生健康局"),
        ("县政府办公室", "示例县人民政府办公室"),
        ("卫计委", "示例县卫生健康局"),  # its former name, which the list gives
        ("示例县青石镇人民政府", None),
        ("示例县水务局", None),
        ("局", None),
    ],
)
def test_a_name_is_like_a_unit_only_when_it_is_sure(name: str, meant: str | None) -> None:
    units = [Unit(one, n, aliases=("卫计委",) if "卫生" in one else ()) for n, one in enumerate(NAMES)]
    names = UnitNames(units)
    found = names.unit(name) or names.like(name)
    assert (found.name if found else None) == meant


def test_a_list_of_short_names_proposes_them_for_full_ones() -> None:
    names = UnitNames([Unit(name, n) for n, name in enumerate(("教育局", "公安局", "城市管理局"))])
    found = {name: names.like(name) for name in ("示例县教育局", "示例县城市管理局", "示例县水务局")}
    assert {name: unit and unit.name for name, unit in found.items()} == {
        "示例县教育局": "教育局",
        "示例县城市管理局": "城市管理局",
        "示例县水务局": None,
    }
