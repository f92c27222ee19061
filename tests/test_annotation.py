"""The annotated copy: cells coloured and commented, and nothing of the clerk's lost."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName

from generator.command.annotating import WITHOUT_CELL, marks_of
from generator.command.main import main
from generator.document.places import Place
from generator.errors import InputError
from generator.examination.findings import Finding
from generator.flow.opening import read_answers
from generator.form.annotation import COLOURS, Mark, annotated
from generator.form.layout import coordinate
from generator.form.note_boxes import size_for
from generator.form.notes import RULE
from generator.form.writing import write_form
from generator.standard import load_standard, standard_ids
from tests.conftest import ROOT
from tests.hostile import parts_of, zipped

pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension")  # openpyxl loses it; the copy does not
EXAMPLES = [
    ROOT / "example_inputs" / name
    for name in (
        "national-2021/suqian-2023.xlsx",
        "national-2014/suixian-2016.xlsx",
        "jilin-2017/xian-district-2017.xlsx",
    )
]
SUQIAN = EXAMPLES[0]
SHEET, PART = "三、收到和处理申请情况", "xl/worksheets/sheet4.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHANGED = {PART, "xl/styles.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}
TYPES = "[Content_Types].xml"


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def rezipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return stream.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    parts = unzipped(data)
    assert old.encode() in parts[part]
    return rezipped(parts | {part: parts[part].replace(old.encode(), new.encode(), 1)})


def colour(data: bytes, sheet: str, cell: str) -> str:
    return str(opened(data)[sheet][cell].fill.fgColor.rgb)


def said(data: bytes, sheet: str, cell: str) -> str:
    comment = opened(data)[sheet][cell].comment
    return comment.text if comment else ""


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0\xff\0\0\0\xff\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PICTURE = f"""<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:r="{OFFICE}"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>3</xdr:col>
<xdr:colOff>0</xdr:colOff><xdr:row>40</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="360000" cy="360000"/>
<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="公章"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/>
<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic><xdr:clientData/>
</xdr:oneCellAnchor></xdr:wsDr>"""


def relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'


@pytest.fixture(scope="module")
def rich() -> bytes:
    """The example with all that a clerk may put beside the figures."""
    book = openpyxl.load_workbook(SUQIAN)
    sheet = book[SHEET]
    sheet["D6"].comment = Comment("张三：已电话核实", "张三")
    sheet["D7"].comment = Comment("李四：待查", "李四")
    book["各章文字"]["C3"].value = CellRichText("平常", TextBlock(InlineFont(b=True), "加粗"))
    sheet.conditional_formatting.add("D8:D9", CellIsRule("greaterThan", ["100"]))
    sheet.column_dimensions["D"].width = 21.5
    extra = book.create_sheet("我的计算")
    for row in range(1, 4):
        extra.cell(row, 1, row)
    chart = BarChart()
    chart.add_data(Reference(extra, min_col=1, min_row=1, max_row=3))
    extra.add_chart(chart, "C2")
    book.defined_names["我的名称"] = DefinedName("我的名称", attr_text="'我的计算'!$A$1:$A$3")
    stream = io.BytesIO()
    book.save(stream)
    parts = unzipped(stream.getvalue())
    extension = '<extLst><ext uri="{00000000-6437-407d-A8EE-F0AAD7539E65}"><wps:odd xmlns:wps="urn:wps">金山</wps:odd></ext></extLst>'
    parts[PART] = (
        parts[PART]
        .replace(b"<legacyDrawing", f'<drawing xmlns:r="{OFFICE}" r:id="rIdPicture"/><legacyDrawing'.encode())
        .replace(b"</worksheet>", f"{extension}</worksheet>".encode())
    )
    sheet_relations = "xl/worksheets/_rels/sheet4.xml.rels"
    picture = relation("rIdPicture", f"{OFFICE}/drawing", "../drawings/drawing9.xml")
    parts[sheet_relations] = parts[sheet_relations].replace(b"</Rel", f"{picture}</Rel".encode())
    declared = '<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing9.xml" '
    declared += 'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", declared.encode())
    image = relation("rId1", f"{OFFICE}/image", "../media/image9.png")
    return rezipped(
        parts
        | {
            "xl/drawings/drawing9.xml": PICTURE.encode(),
            "xl/drawings/_rels/drawing9.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f"{image}</Relationships>"
            ).encode(),
            "xl/media/image9.png": png(),
            "xl/wps/不认识.dat": bytes(range(256)),
        }
    )


MARKS = [
    Mark(SHEET, "D6", "error", "错误 [T3-1] 两边不等\n怎么办：核对"),
    Mark(SHEET, "E6", "warning", "提醒 [T3-4] 数偏大"),
    Mark(SHEET, "F6", "unfilled", "待填 [IN-2] 没有填"),
]


@pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: path.stem)
def test_marked_cells_are_coloured_and_say_what_was_found(source: Path) -> None:
    sheet = openpyxl.load_workbook(source).sheetnames[2]
    marks = [Mark(sheet, cell, s, f"{s}：甲\n乙") for cell, s in zip(("C5", "C6", "C50"), COLOURS, strict=True)]
    data = annotated(source.read_bytes(), marks)
    book = opened(data)
    for mark in marks:
        cell = book[sheet][mark.cell]
        assert (cell.fill.fgColor.rgb, cell.comment.text) == (COLOURS[mark.severity], mark.text)
        assert cell.comment.author == "nianbao"


def test_the_colours_differ_from_each_other_and_from_those_of_the_form() -> None:
    form = {"FFF9E3", "EDEDED", "DCE6F1"}
    assert len({code[2:] for code in COLOURS.values()} | form) == 6


def test_all_that_the_clerk_put_in_survives(rich: bytes) -> None:
    data = annotated(rich, MARKS)
    before, after = unzipped(rich), unzipped(data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == CHANGED
    book = opened(data)
    assert str(book["各章文字"]["C3"].value) == "平常加粗"
    assert len(book["我的计算"]._charts) == 1
    assert said(data, SHEET, "D7") == "李四：待查"


def test_of_the_sheet_only_the_styles_of_the_marked_cells_change(rich: bytes) -> None:
    trees = [etree.fromstring(parts[PART]) for parts in (unzipped(rich), unzipped(annotated(rich, MARKS)))]
    for tree in trees:
        for cell in tree.iter(f"{MAIN}c"):
            if cell.get("r") in ("D6", "E6", "F6"):
                del cell.attrib["s"]
    assert etree.tostring(trees[0], method="c14n") == etree.tostring(trees[1], method="c14n")


def test_only_the_fill_of_a_cells_format_changes() -> None:
    before, after = opened(SUQIAN.read_bytes())[SHEET]["D6"], opened(annotated(SUQIAN.read_bytes(), MARKS))[SHEET]["D6"]
    for part in ("font", "border", "alignment", "protection", "number_format"):
        assert repr(getattr(before, part)) == repr(getattr(after, part))
    assert not after.protection.locked
    assert before.fill != after.fill


def test_words_are_added_below_the_clerks_own_comment(rich: bytes) -> None:
    assert said(annotated(rich, MARKS), SHEET, "D6") == f"张三：已电话核实\n{RULE}\n{MARKS[0].text}"
    assert opened(annotated(rich, MARKS))[SHEET]["D6"].comment.author == "张三"


def test_the_clerks_formatted_comment_keeps_its_runs(rich: bytes) -> None:
    comments = "xl/comments/comment1.xml"
    runs = "<r><rPr><b/></rPr><t>张三</t></r><r><t>：已核</t></r>"
    source = re.sub("<t>张三：已电话核实</t>", runs, unzipped(rich)[comments].decode())
    data = annotated(rezipped(unzipped(rich) | {comments: source.encode()}), MARKS)
    assert said(data, SHEET, "D6").startswith(f"张三：已核\n{RULE}\n错误")
    assert runs.encode() in unzipped(data)[comments]


def test_a_copy_is_read_to_the_same_answers(rich: bytes, tmp_path: Path) -> None:
    (tmp_path / "甲.xlsx").write_bytes(rich)
    (tmp_path / "乙.xlsx").write_bytes(
        annotated(rich, [*MARKS, Mark("封面", "A1", "error", "甲"), Mark(SHEET, "ZZ99", "error", "乙")])
    )
    first, second = (read_answers(tmp_path / f"{name}.xlsx") for name in "甲乙")
    assert (first.figures, first.questions, first.texts, first.rewrites) == (
        second.figures,
        second.questions,
        second.texts,
        second.rewrites,
    )
    assert first.places == second.places


def test_the_same_input_gives_the_same_bytes(rich: bytes) -> None:
    assert annotated(rich, MARKS) == annotated(rich, MARKS)


def test_without_marks_every_part_is_the_same(rich: bytes) -> None:
    assert unzipped(annotated(rich, [])) == unzipped(rich)


def test_several_marks_on_one_cell_share_a_comment_and_the_worst_colour() -> None:
    marks = [Mark(SHEET, "D6", "unfilled", "甲"), Mark(SHEET, "D6", "error", "乙"), Mark(SHEET, "D6", "warning", "丙")]
    data = annotated(SUQIAN.read_bytes(), marks)
    assert said(data, SHEET, "D6") == "甲\n\n乙\n\n丙"
    assert colour(data, SHEET, "D6") == COLOURS["error"]


def test_a_merged_cell_is_marked_at_its_top_left() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, "B5", "error", "甲")])  # A3:C5 is one
    assert (said(data, SHEET, "A3"), colour(data, SHEET, "A3")) == ("甲", COLOURS["error"])
    assert said(data, SHEET, "B5") == ""


@pytest.mark.parametrize("cell", ["A900", "ZZ900", "ZZ6", "K6", "A400"])
def test_a_missing_cell_is_made_in_its_place(cell: str) -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, cell, "error", "甲"), Mark(SHEET, "A500", "error", "乙")])
    assert (said(data, SHEET, cell), colour(data, SHEET, cell)) == ("甲", COLOURS["error"])
    root = etree.fromstring(unzipped(data)[PART])
    rows = [int(row.get("r", "")) for row in root.iter(f"{MAIN}row")]
    assert rows == sorted(set(rows))
    for row in root.iter(f"{MAIN}row"):
        columns = [openpyxl.utils.cell.coordinate_to_tuple(c.get("r", ""))[1] for c in row]
        assert columns == sorted(set(columns))


def test_cells_without_coordinates_stay_where_they_are() -> None:
    source = rezipped({
        name: re.sub(rb'(<c|<row) r="[A-Z0-9]+"', rb"\1", data) if name == "xl/worksheets/sheet1.xml" else data
        for name, data in parts_of(SUQIAN).items()
    })  # fmt: skip
    before, after = (
        opened(source)["填表说明"],
        opened(annotated(source, [Mark("填表说明", "B40", "error", "甲")]))["填表说明"],
    )
    assert [row[0].value for row in before.iter_rows()] == [
        row[0].value for row in after.iter_rows(max_row=before.max_row)
    ]


def test_a_made_cell_has_the_look_of_its_row_or_column() -> None:
    source = replaced(SUQIAN.read_bytes(), PART, "<cols>", '<cols><col min="40" max="50" width="9" style="5"/>')
    source = re.sub(rb"</sheetData>", b'<row r="99" s="7" customFormat="1"/></sheetData>', unzipped(source)[PART])
    data = annotated(
        rezipped(parts_of(SUQIAN) | {PART: source}),
        [Mark(SHEET, "AN98", "error", "甲"), Mark(SHEET, "AN99", "error", "乙")],
    )
    formats = etree.fromstring(unzipped(data)["xl/styles.xml"]).find(f"{MAIN}cellXfs")
    assert formats is not None
    cells = {c.get("r"): c for c in etree.fromstring(unzipped(data)[PART]).iter(f"{MAIN}c")}
    for cell, style in (("AN98", 5), ("AN99", 7)):
        made, like = formats[int(cells[cell].get("s", ""))], formats[style]
        assert [made.get(k) for k in ("fontId", "borderId", "numFmtId")] == [
            like.get(k) for k in ("fontId", "borderId", "numFmtId")
        ]


def test_an_annotated_copy_can_be_annotated_again() -> None:
    once = annotated(SUQIAN.read_bytes(), MARKS)
    assert unzipped(annotated(once, MARKS))["xl/comments/comment1.xml"] == unzipped(once)["xl/comments/comment1.xml"]
    twice = annotated(once, [Mark(SHEET, "D6", "warning", "又一条"), Mark("封面", "B5", "unfilled", "新的")])
    assert said(twice, SHEET, "D6") == f"{MARKS[0].text}\n{RULE}\n又一条"
    assert colour(twice, SHEET, "D6") == COLOURS["warning"]
    assert said(twice, SHEET, "E6") == MARKS[1].text
    assert said(twice, "封面", "B5") == "新的"
    assert len(set(ids(twice))) == len(ids(twice)) == 4 + 1


def ids(data: bytes) -> list[bytes]:
    drawing = unzipped(data)["xl/drawings/commentsDrawing1.vml"]
    return re.findall(rb'id="(_x0000_s\d+)"', drawing) + [b"cover" for name in unzipped(data) if "vmlDrawing" in name]


def test_a_sheet_without_comments_gets_the_parts_they_need() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark("封面", "B5", "unfilled", "甲")])
    before, after = parts_of(SUQIAN), unzipped(data)
    sheet = "xl/worksheets/sheet2.xml"
    assert set(after) - set(before) == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }
    assert {name for name in before if before[name] != after[name]} == {sheet, "xl/styles.xml", TYPES}
    tags = [str(etree.QName(child).localname) for child in etree.fromstring(after[sheet])]
    assert tags[-1] == "legacyDrawing"
    assert b'PartName="/xl/comments1.xml"' in after[TYPES]
    assert after[TYPES].count(b'Extension="vml"') == 1


def test_the_drawing_of_comments_stands_before_what_must_follow_it() -> None:
    source = replaced(
        SUQIAN.read_bytes(), "xl/worksheets/sheet2.xml", "</worksheet>", "<tableParts/><extLst/></worksheet>"
    )
    parts = unzipped(annotated(source, [Mark("封面", "B5", "unfilled", "甲")]))
    tags = [str(etree.QName(child).localname) for child in etree.fromstring(parts["xl/worksheets/sheet2.xml"])]
    assert tags[-4:] == ["headerFooter", "legacyDrawing", "tableParts", "extLst"]


def test_other_shapes_of_an_old_drawing_stay_even_when_it_is_not_quite_xml(rich: bytes) -> None:
    drawing = "xl/drawings/commentsDrawing1.vml"
    button = (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_s3000"><v:textbox>甲<br>乙</v:textbox></v:shape>'
    )
    source = replaced(rich, drawing, "</xml>", f"{button}</xml>")
    after = unzipped(annotated(source, MARKS))[drawing].decode()
    assert "甲<br/>乙" in after
    assert 'id="_x0000_s3001"' in after


def test_a_conversation_is_left_alone_and_its_finding_told_at_a1(rich: bytes) -> None:
    parts = unzipped(rich)
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relations = "xl/worksheets/_rels/sheet4.xml.rels"
    talk = relation("rIdTalk", kind, "../threadedComments/threadedComment1.xml")
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    parts[relations] = parts[relations].replace(b"</Rel", f"{talk}</Rel".encode())
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="D6" id="{{1}}"><text>已核实</text></threadedComment>'
        "</ThreadedComments>"
    ).encode()
    data = annotated(rezipped(parts), MARKS)
    assert said(data, SHEET, "D6") == "张三：已电话核实"
    assert colour(data, SHEET, "D6") == COLOURS["error"]
    assert said(data, SHEET, "A1") == f"D6：{MARKS[0].text}"
    assert (
        unzipped(data)["xl/threadedComments/threadedComment1.xml"] == parts["xl/threadedComments/threadedComment1.xml"]
    )


def test_a_box_grows_with_its_text_and_stands_beside_its_cell() -> None:
    short, long = size_for("甲"), size_for("很长的一句话。" * 60)
    assert short.width == long.width == 260
    assert long.height > 10 * short.height / 2
    assert size_for("一行\n" * 200).width > 260
    drawing = unzipped(annotated(SUQIAN.read_bytes(), MARKS))["xl/drawings/commentsDrawing1.vml"].decode()
    anchors = [[int(n) for n in found.split(",")] for found in re.findall(r"Anchor>([^<]+)<", drawing)]
    assert [anchor[0] for anchor in anchors] == [4, 5, 6]
    assert all(anchor[2] == 4 and anchor[4] > anchor[0] and anchor[6] > anchor[2] for anchor in anchors)
    assert drawing.count("width:260pt") == 3


def test_a_clerks_larger_box_is_not_made_smaller(rich: bytes) -> None:
    drawing = "xl/drawings/commentsDrawing1.vml"
    anchor = '<x:Anchor xmlns:x="urn:schemas-microsoft-com:office:excel">9, 1, 2, 3, 40, 5, 60, 7</x:Anchor>'
    client = re.search(r"<(\w+):AutoFill>False</\1:AutoFill><\1:Row>5</\1:Row>", unzipped(rich)[drawing].decode())
    assert client
    after = unzipped(annotated(replaced(rich, drawing, client[0], anchor + client[0]), MARKS))[drawing].decode()
    assert ">9, 1, 2, 3, 40, 5, 60, 7<" in after


def test_no_conditional_format_of_the_form_lies_on_a_cell_a_finding_can_name() -> None:
    for name in standard_ids():
        standard = load_standard(name)
        book = opened(write_form(standard, standard.file.span[0]))
        covered = {
            (sheet.title, coordinate(row, column))
            for sheet in book
            for formatting in sheet.conditional_formatting
            for area in formatting.sqref.ranges
            for row, column in area.cells
        }
        named = {
            (sheet, cell.replace("$", ""))
            for defined in book.defined_names.values()
            for sheet, cell in defined.destinations
        }
        assert not covered & named


def test_characters_no_document_can_hold_become_boxes() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, "D6", "error", "甲\x00\x0b\ud800乙\r\n丙 _x0041_ <&>")])
    assert b"_x005F_x0041_" in unzipped(data)["xl/comments/comment1.xml"]
    assert said(data, SHEET, "D6").startswith("甲□□□乙\n丙 ")


def test_a_very_long_text_is_cut_to_what_excel_takes() -> None:
    data = annotated(SUQIAN.read_bytes(), [Mark(SHEET, "D6", "error", "长" * 50_000)])
    assert 32_000 <= len(said(data, SHEET, "D6")) < 32_767


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: data[:-300],
        lambda data: rezipped(unzipped(data) | {PART: b"<worksheet"}),
        lambda data: rezipped({n: d for n, d in unzipped(data).items() if n != "xl/styles.xml"}),
        lambda data: replaced(data, PART, 'ref="A3:C5"', 'ref="A:C"'),
        lambda data: rezipped(unzipped(data) | {PART: re.sub(rb'(r="D6" s=)"\d+"', rb'\1"999"', unzipped(data)[PART])}),
        lambda data: rezipped(unzipped(data) | {PART: b'<!DOCTYPE a [<!ENTITY b "c">]>' + unzipped(data)[PART]}),
    ],
    ids=["torn", "no xml", "no styles", "odd area", "unknown format", "doctype"],
)
def test_a_damaged_workbook_is_refused(broken) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="损坏"):
        annotated(broken(SUQIAN.read_bytes()), MARKS)


def test_a_mark_on_no_sheet_or_no_cell_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        annotated(SUQIAN.read_bytes(), [Mark("没有", "A1", "error", "甲")])
    with pytest.raises(ValueError, match="甲1"):
        annotated(SUQIAN.read_bytes(), [Mark(SHEET, "甲1", "error", "甲")])


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
    return zipped(tmp_path / "表.xlsx", parts)


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
