"""A document to DOCX: elements with style ids set in the slim skeleton `layout.docx`, reopened for each report.

No look is decided here: every paragraph, run and table names a style of the skeleton. Same document, same bytes.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document as DocxDocument
from docx.opc.packuri import CONTENT_TYPES_URI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml.ns import nsmap, qn
from lxml import etree

from generator.drafting.document import (
    PLACEHOLDER,
    AttachmentNote,
    AttachmentStart,
    Block,
    Closing,
    Document,
    Heading,
    Line,
    Paragraph,
    Statistics,
    Subtitle,
    Title,
)
from generator.errors import DefinitionError
from generator.standard.grid import Cell, Grid
from generator.standard.library import templates_folder

DENSE = 4  # a table with more columns is set in the smaller cell styles
TWIPS_PER_MM = 1440 / 25.4
_EPOCH = (1980, 1, 1, 0, 0, 0)
Element = etree._Element
_Sub = etree.SubElement
_P, _PPR, _PSTYLE, _R, _RPR, _RSTYLE, _T = (qn(f"w:{n}") for n in ("p", "pPr", "pStyle", "r", "rPr", "rStyle", "t"))
_FONTS, _HINT, _VAL, _SPACE = qn("w:rFonts"), qn("w:hint"), qn("w:val"), "{http://www.w3.org/XML/1998/namespace}space"
_TBL, _TR, _TC, _TCPR, _TCW = (qn(f"w:{n}") for n in ("tbl", "tr", "tc", "tcPr", "tcW"))
_W, _TYPE, _SPAN, _MERGE, _VALIGN = (qn(f"w:{n}") for n in ("w", "type", "gridSpan", "vMerge", "vAlign"))


def write_docx(document: Document, layout: Path | None = None) -> bytes:
    """The bytes of the Word file; `layout` is another skeleton with the same style names."""
    skeleton = docx.Document(BytesIO(_layout(layout or templates_folder() / "layout.docx")))
    body = skeleton.element.body
    end = body[-1]
    writer = _BodyWriter(body)
    for block in document.blocks:
        writer.block(block)
    body.append(end)  # the section properties come last
    _properties(skeleton, document)
    return _package(skeleton)


@lru_cache(maxsize=4)
def _layout(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise DefinitionError([f"{path}:1: 没有版式文件 layout.docx，请重新安装 nianbao"]) from None


class _BodyWriter:
    def __init__(self, body: Element) -> None:
        self.body = body

    def block(self, block: Block) -> None:
        match block:
            case Title(lines):
                title = self.paragraph("Title", lines[0])
                for more in lines[1:]:
                    _Sub(_Sub(title, _R), qn("w:br"))
                    _runs(title, more)
            case Subtitle(text):
                self.paragraph("Subtitle", text)
            case Heading(level, text):
                self.paragraph(f"Heading{level}", text)
            case Paragraph(text, lead):
                body = self.paragraph("ReportBody", "")
                _runs(body, lead, "ReportLead")
                _runs(body, text)
            case Line(text):
                self.paragraph("ReportFormLine", text)
            case AttachmentNote(titles):
                for number, name in enumerate(titles, 1):
                    count = f"{number}." if len(titles) > 1 else ""
                    self.paragraph("ReportAttachmentNote", f"附件：{count}{name}" if number == 1 else f"{count}{name}")
            case Closing(agency, date):
                _keep(self.body[-1])  # the closing never stands alone on a page
                for line in ("", agency):
                    _keep(self.paragraph("ReportClosing", line))
                self.paragraph("ReportClosing", date)
            case AttachmentStart(label):
                self.paragraph("ReportAttachment", label)
            case Statistics():
                _table(self.body, block)
                self.paragraph("ReportAfterTable", "")

    def paragraph(self, style: str, text: str) -> Element:
        paragraph = _Sub(self.body, _P)
        _Sub(_Sub(paragraph, _PPR), _PSTYLE).set(_VAL, style)
        if text:
            _runs(paragraph, text)
        return paragraph


def _keep(element: Element) -> None:
    """Keep a paragraph on the page of the next one."""
    if element.tag == _P:
        element[0].insert(1, etree.SubElement(element[0], qn("w:keepNext")))


def _runs(paragraph: Element, text: str, style: str = "") -> None:
    """Runs of one style; placeholders stand in runs of their own, highlighted by their style."""
    at = 0
    for found in PLACEHOLDER.finditer(text):
        _run(paragraph, text[at : found.start()], style)
        _run(paragraph, found[0], "ReportPlaceholder")
        at = found.end()
    _run(paragraph, text[at:] if at else text, style)


def _run(paragraph: Element, text: str, style: str) -> None:
    if not text:
        return
    run = _Sub(paragraph, _R)
    properties = _Sub(run, _RPR)
    if style:
        _Sub(properties, _RSTYLE).set(_VAL, style)
    _Sub(properties, _FONTS).set(_HINT, "eastAsia")  # Chinese quotes and dashes in the Chinese face
    if style == "ReportPlaceholder":
        _Sub(properties, qn("w:highlight")).set(_VAL, "yellow")  # Word takes no highlight from a style
    words = _Sub(run, _T)
    words.text = text
    words.set(_SPACE, "preserve")


def _table(body: Element, table: Statistics) -> None:
    """The table with its figures set in a copy of its form, which is built once for all reports of a standard."""
    fixed = tuple("" if cell.kind == "figure" else text for cell, text in table.cells())
    form = _form(table.grid, fixed, table.widths)
    element = etree.fromstring(form.xml)
    words = list(element.iter(_T))
    for at, number in form.figures:
        words[at].text = table.texts[number]
    body.append(element)


class _Form(NamedTuple):
    """A table without figures as XML, and which of its texts (in document order) holds which cell of the grid."""

    xml: bytes
    figures: tuple[tuple[int, int], ...]


@lru_cache(maxsize=64)
def _form(grid: Grid, fixed: tuple[str, ...], sizes: tuple[int, ...]) -> _Form:
    """A real table: fixed widths, official spans, head rows repeated, rows unbroken."""
    prefix = "Dense" if grid.columns > DENSE else "Table"
    widths = [round(size * TWIPS_PER_MM) for size in sizes]
    element = etree.Element(_TBL, nsmap={"w": nsmap["w"]})
    properties = _Sub(element, qn("w:tblPr"))
    _Sub(properties, qn("w:tblStyle")).set(_VAL, "ReportDenseTable" if prefix == "Dense" else "ReportTable")
    width = _Sub(properties, qn("w:tblW"))
    width.set(_W, str(sum(widths)))
    width.set(_TYPE, "dxa")
    _Sub(properties, qn("w:jc")).set(_VAL, "center")
    _Sub(properties, qn("w:tblLayout")).set(_TYPE, "fixed")
    columns = _Sub(element, qn("w:tblGrid"))
    for one in widths:
        _Sub(columns, qn("w:gridCol")).set(_W, str(one))
    rows = _rows(
        grid,
        tuple(
            str(n) if cell.kind == "figure" else t for n, (cell, t) in enumerate(zip(grid.cells, fixed, strict=True))
        ),
    )
    for number in range(grid.rows):
        _row(element, rows[number], number < grid.heads, widths, prefix)
    printed = [(cell, text) for row in rows for cell, text, _ in row if text]
    figures = tuple((at, int(text)) for at, (cell, text) in enumerate(printed) if cell.kind == "figure")
    return _Form(etree.tostring(element), figures)


Printed = tuple[Cell, str, bool]  # a cell, its text, and whether it continues one above


def _rows(grid: Grid, texts: tuple[str, ...]) -> list[list[Printed]]:
    rows: list[list[Printed]] = [[] for _ in range(grid.rows)]
    for cell, text in zip(grid.cells, texts, strict=True):
        rows[cell.row].append((cell, text, False))
        for below in range(cell.row + 1, cell.row + cell.rows):
            rows[below].append((cell, "", True))
    for row in rows:
        row.sort(key=lambda printed: printed[0].column)
    return rows


def _row(table: Element, cells: list[Printed], head: bool, widths: list[int], prefix: str) -> None:
    row = _Sub(table, _TR)
    properties = _Sub(row, qn("w:trPr"))
    _Sub(properties, qn("w:cantSplit"))
    if head:
        _Sub(properties, qn("w:tblHeader"))
    for cell, text, continues in cells:
        _cell(row, cell, text, continues, sum(widths[cell.column : cell.column + cell.columns]), prefix)


def _cell(row: Element, cell: Cell, text: str, continues: bool, width: int, prefix: str) -> None:
    element = _Sub(row, _TC)
    properties = _Sub(element, _TCPR)
    size = _Sub(properties, _TCW)
    size.set(_W, str(width))
    size.set(_TYPE, "dxa")
    if cell.columns > 1:
        _Sub(properties, _SPAN).set(_VAL, str(cell.columns))
    if cell.rows > 1:
        merge = _Sub(properties, _MERGE)
        if not continues:
            merge.set(_VAL, "restart")
    _Sub(properties, _VALIGN).set(_VAL, "center")
    paragraph = _Sub(element, _P)
    shape = _Sub(paragraph, _PPR)
    _Sub(shape, _PSTYLE).set(_VAL, prefix + _kind(cell))
    if cell.level:
        _Sub(shape, qn("w:ind")).set(qn("w:leftChars"), str(100 * cell.level))
        shape[-1].set(qn("w:left"), str(210 * cell.level))
    if text:
        _run(paragraph, text, "")


def _kind(cell: Cell) -> str:
    if cell.kind in ("head", "banner"):
        return "Head"
    return "Label" if cell.kind == "stub" and cell.rows == 1 else "Figure"


def _properties(skeleton: DocxDocument, document: Document) -> None:
    """Neutral properties: the title and the agency, times that depend on the report year alone."""
    core = skeleton.core_properties
    core.title, core.subject = document.title[:250], "政府信息公开工作年度报告"
    core.author = core.last_modified_by = ""
    core.created = core.modified = dt.datetime(document.year + 1, 1, 1)
    core.language = "zh-CN"
    core.revision = 1


def _package(skeleton: DocxDocument) -> bytes:
    """The zip with fixed times and order; python-docx itself would write the time of day into it."""
    package = skeleton.part.package
    parts = list(package.iter_parts())
    blobs = [(CONTENT_TYPES_URI.membername, _ContentTypesItem.from_parts(parts).blob)]  # type: ignore[no-untyped-call]
    blobs.append(("_rels/.rels", package.rels.xml))
    for part in parts:
        blobs.append((part.partname.membername, part.blob))
        if len(part.rels):
            blobs.append((part.partname.rels_uri.membername, part.rels.xml))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in blobs:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 0  # the same bytes on every system
            archive.writestr(entry, blob, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
