"""`check --annotate`: findings as marks, the copy beside the form, and what cannot be copied."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.command.annotating import WITHOUT_CELL, marks_of
from generator.command.main import main
from generator.document.places import Place
from generator.examination.findings import Finding
from generator.form.marking.annotation import COLOURS, Mark
from tests.conftest import ROOT
from tests.hostile import parts_of, zip_of
from tests.workbooks import (
    PART,
    SHEET,
    SUQIAN,
    colour,
    said,
)

pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension")  # openpyxl loses it; the copy does not


def test_findings_become_marks_and_those_without_a_cell_stand_on_the_cover() -> None:
    findings = [
        Finding("T3-4", "warning", Place(SHEET, "D7"), "甲", "数偏大", "核对", "最可能的是：D7"),
        Finding("X-1", "unfilled", Place("封面"), "乙", "没有写"),
        Finding("X-2", "error", Place(file="表.xlsx"), "丙", "不对", "改正"),
    ]
    first, rest = marks_of(findings)
    assert first == Mark(SHEET, "D7", "warning", "提醒 [T3-4] 数偏大\n最可能的是：D7\n怎么办：核对")
    assert rest == Mark(
        "封面", "A1", "error", f"{WITHOUT_CELL}\n\n封面：待填 [X-1] 没有写\n\n错误 [X-2] 不对\n怎么办：改正"
    )


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The example with two digits of one figure changed about."""
    parts = parts_of(SUQIAN)
    parts[PART], count = re.subn(rb'(<c r="D6"[^>]*><v>)3402(</v>)', rb"\g<1>4302\2", parts[PART])
    assert count == 1
    return zip_of(tmp_path / "表.xlsx", parts)


def test_check_writes_the_copy_and_leaves_the_original(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, target = faulty.read_bytes(), tmp_path / "标注.xlsx"
    assert main(["check", str(faulty)]) == 1
    plain = capsys.readouterr().out
    assert main(["check", str(faulty), "--annotate", str(target)]) == 1
    out, err = capsys.readouterr()
    assert out == plain
    assert err.splitlines()[0] == str(target)
    assert faulty.read_bytes() == before
    data = target.read_bytes()
    assert colour(data, SHEET, "D6") == COLOURS["error"]
    assert said(data, SHEET, "D6").startswith("错误 [T3-1] “自然人”列")
    assert colour(data, "封面", "B5") == COLOURS["unfilled"]
    assert main(["check", str(target)]) == 1
    assert capsys.readouterr().out == plain


def test_check_with_json_stays_json(faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(faulty), "--json", "--annotate", str(tmp_path / "标注.xlsx")]) == 1
    assert json.loads(capsys.readouterr().out)["counts"]["error"] == 1


def test_an_older_copy_is_kept(faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "标注.xlsx"
    target.write_bytes("别的".encode())
    main(["check", str(faulty), "--annotate", str(target)])
    assert "已另存为" in capsys.readouterr().err
    assert (tmp_path / "标注.1.xlsx").read_bytes() == "别的".encode()


def test_a_copy_that_cannot_be_is_refused_before_anything_is_read(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ROOT / "example_inputs" / "national-2021" / "nil-2024.yaml"
    link = tmp_path / "别名.xlsx"
    link.symlink_to(faulty)
    for arguments, words in (
        ([str(faulty), "--annotate", str(faulty)], "原表|正在核对的表"),
        ([str(faulty), "--annotate", str(link)], "正在核对的表"),
        ([str(faulty), "--annotate", str(tmp_path / "标注.xls")], "以 .xlsx 结尾"),
        ([str(answers), "--annotate", str(tmp_path / "标注.xlsx")], "只能标填报表（.xlsx）"),
        ([str(faulty), "--last-year", str(SUQIAN), "--annotate", str(SUQIAN)], "上年的文件"),
    ):
        assert main(["check", *arguments]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert re.search(words, err)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["别名.xlsx", "表.xlsx"]
