"""The list of units, as offices write such lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.batch.unit_list import read_units
from generator.command.main import main
from generator.errors import InputError


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
    assert [unit.name for unit in read_units(list_file(tmp_path / name, data))] == ["甲局", "乙局"]


def test_a_workbook_longer_than_any_form_is_read_whole(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["单位", "上年文件"])
    for number in range(4000):
        book.worksheets[0].append([f"第{number}局", "x.xlsx" if number == 7 else None])
    book.save(tmp_path / "a.xlsx")
    units = read_units(tmp_path / "a.xlsx")
    assert (len(units), units[-1].name, units[-1].line) == (4000, "第3999局", 4001)
    assert units[7].last_year == tmp_path / "x.xlsx"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("甲局\n乙局\n甲 局\n", "第3行：“甲 局”和第1行是同一个单位"),
        ("\n", "名单是空的"),
        ("单位\n", "名单是空的"),
        ("甲\x07局\n", "第1行：单位名称.*控制字符"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_by_its_line(data: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        read_units(list_file(tmp_path / "a.txt", data))


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
