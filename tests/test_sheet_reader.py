"""Workbooks read as documents: what a person sees on the sheets, each cell by its name."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.document.blocks import Block, Document, Heading, Paragraph, Statistics, Title, text_of
from generator.document.places import Place
from generator.errors import InputError
from generator.flow.case import open_case
from generator.readers import workbook_cells
from generator.readers.read_file import ReadFile
from generator.readers.sheet_reader import read_sheets
from generator.readers.workbook_cells import sheets_of
from tests.conftest import EXAMPLES
from tests.test_kinds import compound
from tests.workbooks import SUQIAN, replaced, rezipped, unzipped

HANDOUT = Path("/work/shared/handout")
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(cells: Mapping[str, object], merged: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = active(book)
    for cell, value in cells.items():
        sheet[cell] = value
    for area in merged:
        sheet.merge_cells(area)
    return saved(book)


def active(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "年报"
    return sheet


def read(cells: Mapping[str, object], merged: Sequence[str] = ()) -> ReadFile:
    return read_sheets("年报.xlsx", workbook(cells, merged))


def tables(found: ReadFile) -> list[Statistics]:
    return [block for block in found.document.blocks if isinstance(block, Statistics)]


def lines(found: ReadFile) -> list[tuple[str, str]]:
    return [
        (block.origin.place.cell, text_of(block))
        for block in found.document.blocks
        if not isinstance(block, Statistics)
    ]


def rows(table: Statistics) -> list[list[str]]:
    """The texts of a table, row by row."""
    found: list[list[str]] = [[] for _ in range(table.grid.rows)]
    for cell, text in table.cells():
        found[cell.row].append(text)
    return found


def test_lines_and_tables_stand_in_order_each_with_its_cell() -> None:
    found = read(
        {
            "A1": "示例县教育局2024年政府信息公开工作年度报告",
            "A2": "一、总体情况",
            "A3": "本年主动公开政府信息12条，公开政策解读材料3篇，没有收到公众的意见。",
            "A4": "二、主动公开政府信息情况",
            "A5": "信息内容",
            "B5": "本年制发件数",
            "A6": "行政规范性文件",
            "B6": 3,
            "A8": "注：以上不含下属单位。",
        },
        ["A1:D1"],
    )
    title, first, prose, second, table, note = found.document.blocks
    assert isinstance(title, Title)
    assert title.origin.place == Place("年报", "A1", "年报.xlsx")
    assert isinstance(first, Heading)
    assert isinstance(prose, Paragraph)
    assert text_of(second) == "二、主动公开政府信息情况"
    assert isinstance(table, Statistics)
    assert rows(table) == [["信息内容", "本年制发件数"], ["行政规范性文件", "3"]]
    assert table.origin.place == Place("年报", "A5", "年报.xlsx", table=1)
    assert table.places[3] == Place("年报", "B6", "年报.xlsx", table=1, row=2, column=2)
    assert str(table.places[3]) == "年报!B6"
    assert text_of(note) == "注：以上不含下属单位。"
    assert (found.document.title, found.document.agency) == (
        "示例县教育局2024年政府信息公开工作年度报告",
        "示例县教育局",
    )


def flat(block: Block) -> object:
    """A block without its place; a paragraph by its text, a table by its cells."""
    match block:
        case Statistics():
            return block.grid.rows, block.grid.columns, [(*cell[:4], text) for cell, text in block.cells()]
        case Paragraph():
            return text_of(block)
    return block._replace(origin=None)  # type: ignore[arg-type]


def typed(document: Document, across: int) -> bytes:
    """A report typed into one sheet without a blank row, its lines in the first cell of a row or merged across the page."""
    book = openpyxl.Workbook()
    sheet, row = active(book), 1
    for block in document.blocks:
        if isinstance(block, Statistics):
            for cell, text in block.cells():
                value = int(text) if text.isdecimal() and str(int(text)) == text else text or None
                area = {"start_row": row + cell.row, "start_column": 1 + cell.column}
                sheet.cell(*area.values(), value)
                if cell.rows * cell.columns > 1:
                    end = {"end_row": row + cell.row + cell.rows - 1, "end_column": cell.column + cell.columns}
                    sheet.merge_cells(**area, **end)
            row += block.grid.rows
            continue
        for line in block.lines if isinstance(block, Title) else text_of(block).split("\n"):
            sheet.cell(row, 1, line)
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=across)
            row += 1
    return saved(book)


@pytest.mark.parametrize("across", [1, 10])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_typed_into_a_sheet_is_the_report(example: Path, across: int) -> None:
    document = open_case(example).document
    found = read_sheets("年报.xlsx", typed(document, across))
    assert [flat(block) for block in found.document.blocks] == [flat(block) for block in document.blocks]
    assert found.document[:2] == document[:2]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (5.0, None, "5"),
        (0.1 + 0.2, None, "0.3"),
        (59237.2449, None, "59237.2449"),
        (123456789012345678, None, "123456789012346000"),
        (0.00000012, None, "0.00000012"),
        (dt.datetime(2024, 1, 25), None, "2024-01-25"),
        (dt.datetime(2024, 1, 25, 8, 30), None, "2024-01-25 08:30"),
        (45316, 'yyyy"年"m"月"d"日"', "2024-01-25"),
        (3, '0"件"', "3"),
        (True, None, "TRUE"),
        ("05", None, "05"),
        (" 甲\r\n乙\x0b ", None, " 甲\n乙 "),
    ],
)
def test_a_value_is_shown_as_a_person_sees_it(value: object, code: str | None, text: str) -> None:
    book = openpyxl.Workbook()
    sheet = active(book)
    sheet["A1"], sheet["B1"], sheet["A2"] = "甲", "乙", "丙"
    cell = sheet["B2"]
    if isinstance(value, str):
        value = value.replace("\x0b", "_x000B_")
    cell.value = value
    if code:
        cell.number_format = code
    (table,) = tables(read_sheets("年报.xlsx", saved(book)))
    assert table.texts[3] == text


def test_merged_cells_have_their_spans_and_come_once() -> None:
    cells = {
        "B2": "项目",
        "C2": "件数",
        "C3": "自然人",
        "D3": "法人",
        "B4": "新收",
        "C4": 2,
        "D4": 1,
        "B5": "结转",
        "C5": 0,
    }
    (table,) = tables(read(cells, ["B2:B3", "C2:D2"]))
    assert [(cell[:4], text) for cell, text in table.cells()][:4] == [
        ((0, 0, 2, 1), "项目"),
        ((0, 1, 1, 2), "件数"),
        ((1, 1, 1, 1), "自然人"),
        ((1, 2, 1, 1), "法人"),
    ]
    assert (table.grid.rows, table.grid.columns) == (4, 3)
    assert rows(table)[3] == ["结转", "0", ""]
    assert table.places[0].cell == "B2"


def test_tables_below_each_other_are_told_apart() -> None:
    cells = {"A1": "项目", "B1": "件数", "A2": "规章", "B2": 1, "A4": "项目", "B4": "金额", "A5": "收费", "B5": 2}
    assert [rows(table) for table in tables(read(cells))] == [
        [["项目", "件数"], ["规章", "1"]],
        [["项目", "金额"], ["收费", "2"]],
    ]
    titled = {
        "A1": "项目",
        "B1": "件数",
        "A2": "规章",
        "B2": 1,
        "A3": "表二",
        "A4": "项目",
        "B4": "金额",
        "A5": "收费",
        "B5": 2,
    }
    assert [rows(table)[0] for table in tables(read(titled))] == [["项目", "件数"], ["项目", "金额"]]
    assert lines(read(titled)) == [("A3", "表二")]


def test_a_row_without_figures_stays_in_its_table() -> None:
    cells = {"A1": "项目", "B1": "件数", "A2": "规章", "A3": "行政处罚", "B3": 2, "A4": "行政强制"}
    (table,) = tables(read(cells))
    assert rows(table) == [["项目", "件数"], ["规章", ""], ["行政处罚", "2"], ["行政强制", ""]]


def test_what_is_said_of_a_table_is_no_row_of_it() -> None:
    cells = {
        "A1": "填报单位：示例局",
        "C1": "单位：件",
        "A2": "项目",
        "B2": "本年",
        "C2": "上年",
        "A3": "规章",
        "B3": 1,
        "C3": 2,
    }
    found = read(cells | {"A4": "填表人：示例", "C4": "审核人：示例"})
    assert rows(tables(found)[0]) == [["项目", "本年", "上年"], ["规章", "1", "2"]]
    assert [cell for cell, _ in lines(found)] == ["A1", "C1", "A4", "C4"]


def test_a_table_beside_another_behind_a_blank_column_is_one_of_its_own() -> None:
    cells = {"A1": "项目", "B1": "件数", "A2": "规章", "B2": 1, "D1": "核对", "D2": "相符"}
    assert [rows(table) for table in tables(read(cells))] == [[["项目", "件数"], ["规章", "1"]], [["核对"], ["相符"]]]


def test_chapters_typed_beside_their_names_are_prose() -> None:
    text = "本年主动公开政府信息12条，公开政策解读材料3篇，没有收到公众的意见。"
    found = read({"A1": "章节", "B1": "内容", "A2": "一、总体情况", "B2": text, "A3": "五、主要问题", "B3": text})
    assert lines(found) == [
        ("A1", "章节"),
        ("B1", "内容"),
        ("A2", "一、总体情况"),
        ("B2", text),
        ("A3", "五、主要问题"),
        ("B3", text),
    ]
    assert not tables(found)


def test_blank_cells_around_and_formats_far_below_are_no_table() -> None:
    book = openpyxl.Workbook()
    sheet = active(book)
    for cell, value in {"C4": "项目", "D4": "件数", "C5": "规章", "D5": 1}.items():
        sheet[cell] = value
    sheet["A1"], sheet["Z9"] = " ", "　"
    sheet["AA2000"].number_format = "0.00"
    (table,) = tables(read_sheets("年报.xlsx", saved(book)))
    assert (table.grid.rows, table.grid.columns) == (2, 2)


def test_hidden_sheets_and_charts_are_told_and_not_read() -> None:
    book = openpyxl.Workbook()
    active(book)["A1"] = "一、总体情况"
    book.create_sheet("底稿")["A1"] = "秘密"
    book["底稿"].sheet_state = "veryHidden"
    book.create_chartsheet("图")
    found = read_sheets("年报.xlsx", saved(book))
    assert [text for _, text in lines(found)] == ["一、总体情况"]
    assert found.notes == (
        "年报.xlsx：工作表“底稿”是隐藏的，没有读。如果里面有年报的内容，请取消隐藏后再用。",
        "年报.xlsx：工作表“图”是图表，没有读。",
    )
    assert [(sheet.title, sheet.hidden) for sheet in sheets_of("年报.xlsx", saved(book))][:2] == [
        ("年报", False),
        ("底稿", True),
    ]


def test_values_of_formulas_are_read_and_those_without_one_are_told() -> None:
    data = workbook({"A1": "项目", "B1": "件数", "A2": "合计", "B2": "=1+1", "A3": "其他", "B3": "=2+3"})
    part = "xl/worksheets/sheet1.xml"
    found = read_sheets("年报.xlsx", replaced(data, part, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>"))
    assert tables(found)[0].texts[3:] == ("2", "其他", "")
    assert found.notes == (
        "年报.xlsx：工作表“年报”有 1 个公式没有算出数，按空格读。请在 Excel 或 WPS 里打开，保存后再用。",
    )


def test_what_lies_beyond_the_limits_is_told() -> None:
    found = read({"A1": "一、总体情况", "A3001": "远", "KO1": "远"})
    assert [text for _, text in lines(found)] == ["一、总体情况"]
    assert found.notes == ("年报.xlsx：工作表“年报”太大，第 3000 行、第 300 列以外和过多的内容没有读。",)


def test_a_table_of_too_many_cells_is_told() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("年报")
    sheet.append(["一、总体情况"])
    for number in range(2900):
        sheet.append(["项目", *([None] * 40), number])
    found = read_sheets("年报.xlsx", saved(book))
    assert not tables(found)
    assert found.notes == ("年报.xlsx：工作表“年报”从 A2 起的表太大，没有读。请把年报的表单独存为一个工作簿后再用。",)


@pytest.mark.parametrize("far", ["XFD1048576", "IV65536"])
def test_a_cell_at_the_other_end_of_a_sheet_costs_a_sentence(far: str) -> None:
    with pytest.raises(
        InputError, match="^年报.xlsx：工作簿读不出来，可能已损坏，或者内容太多。请在 Excel 或 WPS 里打开"
    ):
        read({"A1": "一、总体情况", far: 1})


def test_an_empty_workbook_is_told() -> None:
    with pytest.raises(InputError, match="^年报.xlsx：工作簿里没有能读的内容。请检查是否选错了文件。$"):
        read({})


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("年报.xlsx", b"PK\x03\x04", "不是完整的 .xlsx 文件"),
        ("年报.xls", compound("Workbook"), "工作簿读不出来，可能已损坏"),
        ("年报.xls", compound("EncryptedPackage"), "这是设了打开密码的文件。请"),
        ("年报.xlsx", "项目\t件数".encode(), "这是纯文本文件（.txt），不是工作簿"),
        ("年报.xlsx", b"\xff\xd8\xff", "这是图片。"),
        ("年报.xlsx", b"", "这是空文件。"),
    ],
)
def test_what_is_no_workbook_is_told(name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as told:
        read_sheets(name, data)
    assert str(told.value).startswith(f"{name}：{said}")
    assert str(told.value).endswith("。")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("junk", [b"", b"<a", b"<a/>", b"\xff" * 9, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_part_that_is_junk_costs_a_sentence(part: str, junk: bytes) -> None:
    parts = unzipped(workbook({"A1": "项目", "B1": "件数", "A2": "规章", "B2": 1}))
    try:
        read_sheets("年报.xlsx", rezipped(parts | {part: junk}))
    except InputError as problem:
        told = str(problem)
        assert told.startswith("年报.xlsx：")


def test_a_bomb_is_stopped_at_the_gate() -> None:
    parts = unzipped(workbook({"A1": 1})) | {"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 12_000_000}
    with pytest.raises(InputError, match="^年报.xlsx：解开后太大，不像是含有年报的工作簿，没有打开。请换一个文件。$"):
        read_sheets("年报.xlsx", rezipped(parts))


def test_a_workbook_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_cells, "_SECONDS", 0)
    with pytest.raises(InputError, match="^年报.xlsx：内容太多，0 秒还没有读完。"):
        read({"A1": 1})


@pytest.mark.parametrize("name", ["calamine", "json", "generator"])
def test_no_module_is_taken_from_the_folder_of_the_files(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{name}.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if folder])
    assert lines(read({"A1": "一、总体情况"})) == [("A1", "一、总体情况")]


@pytest.mark.skipif(not HANDOUT.exists(), reason="the handout is not here")
@pytest.mark.parametrize("name", ["utf16-xxe", "utf16-laughs", "c-lzma-mid", "c-lzma-props"])
def test_hostile_workbooks_are_read_or_told(name: str) -> None:
    data = (HANDOUT / "hostile" / f"{name}.xlsx").read_bytes()
    try:
        found = read_sheets("年报.xlsx", data)
    except InputError as problem:
        assert str(problem).startswith("年报.xlsx：")  # noqa: PT017
    else:
        assert "root:" not in str(found)


def test_macros_and_links_do_not_keep_a_workbook_from_being_read() -> None:
    parts = unzipped(workbook({"A1": "一、总体情况"})) | {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": b"<a/>",
    }
    assert lines(read_sheets("年报.xlsm", rezipped(parts))) == [("A1", "一、总体情况")]


SPREADSHEET = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"><office:body><office:spreadsheet>{}
</office:spreadsheet></office:body></office:document-content>"""


def open_sheet(rows_of: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        table = f'<table:table table:name="年报">{rows_of}</table:table>'
        archive.writestr("content.xml", SPREADSHEET.format(table))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def open_cell(text: str, **facts: int) -> str:
    told = "".join(f' table:number-{name.replace("_", "-")}="{value}"' for name, value in facts.items())
    return f'<table:table-cell office:value-type="string"{told}><text:p>{text}</text:p></table:table-cell>'


def test_merged_cells_of_an_ods_file_have_their_spans() -> None:
    head = open_cell("项目", rows_spanned=2) + open_cell("件数", columns_spanned=2) + "<table:covered-table-cell/>"
    second = "<table:covered-table-cell/>" + open_cell("自然人") + open_cell("法人")
    third = open_cell("新收") + open_cell("2", columns_repeated=2)
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    data = open_sheet(blank + "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (head, second, third)))
    (table,) = tables(read_sheets("年报.ods", data))
    assert [(cell[:4], text) for cell, text in table.cells()] == [
        ((0, 0, 2, 1), "项目"),
        ((0, 1, 1, 2), "件数"),
        ((1, 1, 1, 1), "自然人"),
        ((1, 2, 1, 1), "法人"),
        ((2, 0, 1, 1), "新收"),
        ((2, 1, 1, 1), "2"),
        ((2, 2, 1, 1), "2"),
    ]
    assert table.places[0].cell == "A4"


@pytest.mark.parametrize("times", [-5, 16384, 1048576, 10**14])
def test_an_ods_file_that_claims_endless_cells_is_read_or_told(times: int) -> None:
    row = f'<table:table-row table:number-rows-repeated="{times}">{open_cell("1", columns_repeated=times)}</table:table-row>'
    with pytest.raises(InputError, match="^年报.ods：工作簿读不出来，可能已损坏，或者内容太多。"):
        read_sheets("年报.ods", open_sheet(row))


@pytest.mark.office
@OFFICE
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_old_and_open_workbooks_are_read_as_new_ones(suffix: str, tmp_path: Path) -> None:
    example = next(path for path in EXAMPLES if path.stem == "suqian-2023")
    document = open_case(example).document
    given = tmp_path / "年报.xlsx"
    given.write_bytes(typed(document, 10))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    found = read_sheets("年报", (tmp_path / f"年报.{suffix}").read_bytes())
    assert [flat(block) for block in found.document.blocks] == [flat(block) for block in document.blocks]


def test_our_own_form_is_read_with_the_figures_typed_into_it() -> None:
    found = read_sheets("表.xlsx", SUQIAN.read_bytes())
    grids = {table.origin.place.sheet: table.grid for table in reversed(tables(found))}
    assert (grids["三、收到和处理申请情况"].columns, grids["四、行政复议、行政诉讼情况"].columns) == (10, 15)
    assert "3402" in {text for table in tables(found) for text in table.texts}
