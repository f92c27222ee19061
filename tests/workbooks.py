"""A workbook with all that a clerk may put beside the figures, and short ways into its parts."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName

from generator.form.marking.annotation import Mark
from tests.conftest import ROOT

SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.xlsx"
SHEET, PART = "三、收到和处理申请情况", "xl/worksheets/sheet4.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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


MARKS = [
    Mark(SHEET, "D6", "error", "错误 [T3-1] 两边不等\n怎么办：核对"),
    Mark(SHEET, "E6", "warning", "提醒 [T3-4] 数偏大"),
    Mark(SHEET, "F6", "unfilled", "待填 [IN-2] 没有填"),
]


def rich_workbook() -> bytes:
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
