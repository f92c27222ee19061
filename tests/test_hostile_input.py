"""Hostile and broken input: one clear Chinese sentence each, exit 2, never a traceback."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.command.main import main
from generator.form.writing import write_form
from generator.standard import load_standard
from tests.hostile import bomb, encrypted, parts_of, zip_of


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("forms") / "空表.xlsx"
    path.write_bytes(write_form(load_standard("national-2021"), 2024))
    return path


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `check` says when it cannot use a file."""
    assert main(["check", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert re.search("[\u4e00-\u9fff]", err)
    assert err.count("\n") == 1
    assert err.strip()[-1] in "。）"
    return err


Make = Callable[[Path, Path], Path]


def with_part(name: str, data: bytes = b"x") -> Make:
    return lambda blank, target: zip_of(target, parts_of(blank) | {name: data})


def twice(blank: Path, target: Path) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return zip_of(target, parts_of(blank), [("xl/Workbook.xml", b"<x/>")])


def doctype(blank: Path, target: Path) -> Path:
    parts = parts_of(blank)
    parts["xl/styles.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/styles.xml"]
    return zip_of(target, parts)


def raw(data: bytes) -> Make:
    def make(_: Path, target: Path) -> Path:
        target.write_bytes(data)
        return target

    return make


def edited(change: Callable[[openpyxl.Workbook], None]) -> Make:
    def make(blank: Path, target: Path) -> Path:
        book = openpyxl.load_workbook(blank)
        change(book)
        book.save(target)
        return target

    return make


def hidden(row: int, value: object) -> Make:
    return edited(lambda book: book["_nianbao"].cell(row, 2, value) and None)


def renamed(book: openpyxl.Workbook) -> None:
    book["封面"].title = "首页"


FILES: list[tuple[str, Make, str]] = [
    ("macro.xlsx", with_part("xl/vbaProject.bin"), "带有宏"),
    ("link.xlsx", with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "链接到别的工作簿"),
    ("embedded.xlsx", with_part("xl/embeddings/a.bin"), "嵌入了别的文件"),
    ("activex.xlsx", with_part("xl/activeX/a.xml", b"<x/>"), "ActiveX"),
    ("double.xlsx", twice, "重名"),
    ("doctype.xlsx", doctype, "DOCTYPE"),
    ("old.xls", raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "工作簿读不出来"),
    ("text.xlsx", raw("不是表格".encode()), "不是完整的 .xlsx"),
    ("empty.xlsx", raw(b""), "空文件"),
    ("bomb.xlsx", raw(bomb()), "太大"),
    ("ratio.xlsx", with_part("xl/worksheets/sheet99.xml", b" " * 1_100_000), "压缩比例异常"),
    ("word.xlsx", lambda blank, t: zip_of(t, {"word/document.xml": b"<x/>"}), "Word 文档"),
    ("zip.xlsx", lambda blank, t: zip_of(t, {"a.txt": b"a"}), "不是 Excel 工作簿"),
    ("many.xlsx", lambda blank, t: zip_of(t, parts_of(blank) | {f"x/{n}.xml": b"" for n in range(500)}), "太大"),
    ("torn.xlsx", lambda blank, t: raw(blank.read_bytes()[:-300])(blank, t), "不是完整的 .xlsx"),
    ("locked.xlsx", lambda blank, t: raw(encrypted(blank.read_bytes()))(blank, t), "密码"),
    ("foreign.xlsx", lambda blank, t: openpyxl.Workbook().save(t) or t, "不是 nianbao 生成的"),
    ("nohidden.xlsx", edited(lambda book: book.remove(book["_nianbao"])), "缺少隐藏的标识工作表"),
    ("standard.xlsx", hidden(2, "national-1999"), "national-1999"),
    ("version.xlsx", hidden(4, "9"), "版本是 9"),
    ("year.xlsx", hidden(3, "去年"), "年度“去年”不对"),
    ("sheets.xlsx", edited(renamed), "少了工作表“封面”"),
    ("broken.xlsx", with_part("xl/workbook.xml", b"<workbook"), "损坏"),
    ("bomb.yaml", raw(b"a: &a [x,x]\nb: &b [*a,*a]\nstandard: *b\n"), "锚点"),
    ("tag.yaml", raw(b"standard: !!python/object/apply:os.system [ls]\nyear: 2024\n"), "标签"),
    ("twice.yaml", raw(b"standard: national-2021\nstandard: a\nyear: 2024\n"), "写了两次"),
    ("deep.yaml", raw(b"standard: " + b"[" * 3000), "YAML"),
    ("deep.json", raw(b'{"standard":' + b"[" * 30000), "JSON"),
    ("broken.json", raw(b'{"standard": '), "JSON"),
    ("list.yaml", raw(b"- 1\n- 2\n"), "不是填报数据文件"),
    ("gbk.yaml", raw("standard: 国家".encode("gbk")), "UTF-8"),
    ("unknown.yaml", raw(b"standard: national-1999\nyear: 2024\n"), "national-1999"),
    ("year.yaml", raw(b"standard: national-2021\nyear: 24\n"), "四位数字"),
    ("path.yaml", raw(b"standard: ../national-2021\nyear: 2024\n"), "没有名为"),
    ("notes.pdf", raw(b"%PDF-1.4"), "不是完整的 PDF 文件"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "words"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_that_cannot_be_used_is_explained(
    name: str, make: Make, words: str, blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(make(blank, tmp_path / name), capsys)


def test_a_missing_file_and_a_folder_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有这个文件" in refused(tmp_path / "无.xlsx", capsys)
    assert "文件夹" in refused(tmp_path, capsys)


def test_a_stray_cell_far_away_changes_nothing(blank: Path, tmp_path: Path) -> None:
    from generator.flow.opening import read_answers

    target = edited(lambda book: book["封面"].cell(1_048_576, 16_384, "x") and None)(blank, tmp_path / "stray.xlsx")
    assert read_answers(target).figures == read_answers(blank).figures


SHEET, CELL = "三、收到和处理申请情况", "D6"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("#REF!", "错误值"),
        ("=1+1", "公式"),
        (True, "TRUE"),
        (3.5, "整数"),
        (-2, "负数"),
        ("无", "没有的请填 0"),
        ("9" * 50, "数太大"),
        ("字" * 30_000, "整数"),
    ],
)
def test_a_bad_figure_is_named_with_its_sheet_and_cell(
    typed: object, words: str, blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book[SHEET][CELL] = typed

    target = edited(fill)(blank, tmp_path / "bad.xlsx")
    assert main(["check", str(target)]) == 1
    lines = capsys.readouterr().out.split("\n")
    assert lines[0].startswith("不能出报告：1 处错误")
    assert SHEET in lines
    found = next(line for line in lines if CELL in line and "错误" in line)
    assert words in found


TEXTS = {
    "formula": "=cmd|'/c calc'!A1",
    "jinja": "{{ 7*7 }}{% for x in range(9) %}@table applications",
    "directive": "@table applications\n@part proactive",
    "xml": "甲<w:p>&乙]]>",
    "marks": "第二段",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_odd_text_is_kept_literally(text: str, blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        cell = book["各章文字"]["C3"]
        cell.value = text
        cell.data_type = "s"

    target = edited(fill)(blank, tmp_path / "text.xlsx")
    assert main(["build", str(target), "-o", str(tmp_path / "out")]) == 0
    path = next(line for line in capsys.readouterr().out.split("\n") if line.endswith(".txt"))
    written = Path(path).read_text(encoding="utf-8")
    assert all(line in written for line in text.split("\n"))


@pytest.mark.parametrize("bad", ["甲\x0b乙", "甲\x00乙"])
def test_control_characters_in_text_are_refused_with_their_cell(
    bad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    import json

    path.write_text(json.dumps({"standard": "national-2021", "year": 2024, "text": {"other": bad}}), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert "控制字符" in capsys.readouterr().out


def test_a_lone_surrogate_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"standard": "national-2021", "year": 2024, "cover": {"agency": "甲\\ud800"}}', encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert "控制字符" in capsys.readouterr().out


@pytest.mark.parametrize(
    "agency", ["甲/../../乙局", "..", "局" * 200, "CON", "甲：乙|丙?*", "甲\u202e乙局", "．．／甲局"]
)
def test_odd_names_of_agencies_stay_in_the_folder(
    agency: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f'standard: national-2021\nyear: 2024\ncover: {{agency: "{agency}"}}\n', encoding="utf-8")
    assert main(["build", str(path), "-o", str(tmp_path / "out")]) == 0
    made = [Path(line) for line in capsys.readouterr().out.split()]
    assert len(made) == 2
    assert all(p.resolve().parent == (tmp_path / "out").resolve() and p.exists() for p in made)


def test_unknown_names_in_an_answers_file_are_errors_at_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "standard: national-2021\nyear: 2024\ntables:\n  aplications: {}\n  disputes: {review_uphold: 1}\nextra: 1\n",
        encoding="utf-8",
    )
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert "第4行 没有 aplications 这张表" in out
    assert "第5行" in out
    assert "第6行 没有 extra 这一项" in out


def test_a_year_of_the_cover_that_is_not_the_form_s_stays_an_error_in_answers_and_in_a_form_made_of_them(
    blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = edited(lambda book: book["封面"].__setitem__("B4", 2022))(blank, tmp_path / "other.xlsx")
    answers, form = tmp_path / "a.yaml", tmp_path / "f.xlsx"
    assert main(["answers", str(other), "-o", str(answers)]) == 0
    assert main(["form", "--fill", str(answers), "-o", str(form)]) == 0
    for file in (other, answers, form):
        capsys.readouterr()
        assert main(["check", str(file)]) == 1
        assert "报告年度填的是 2022，而这份表是 2024 年度的" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("reasons", "words"),
    [({"T3-4 " + "甲" * 1000: "已核实"}, "规则代码太长"), ({"T3-4": ["已核实"]}, "要写成一句话")],
)
def test_a_reason_that_cannot_be_kept_is_told_at_its_line(
    reasons: object, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    path = tmp_path / "a.json"
    path.write_text(json.dumps({"standard": "national-2021", "year": 2024, "reasons": reasons}), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert words in capsys.readouterr().out
    assert main(["answers", str(path), "-o", str(tmp_path / "b.yaml")]) == 2
    assert not (tmp_path / "b.yaml").exists()


def test_answers_that_do_not_read_back_are_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"standard": "national-2021", "year": 2024, "cover": {"agency": "甲局"}}', encoding="utf-8")
    monkeypatch.setattr("generator.answers.answers_writing._scalar", lambda text: "乙局")
    assert main(["answers", str(path), "-o", str(tmp_path / "b.yaml")]) == 2
    assert "读回来不一样，没有保存" in capsys.readouterr().err
    assert not (tmp_path / "b.yaml").exists()
