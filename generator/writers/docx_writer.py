"""A document to DOCX: elements with style ids set in the slim skeleton `layout.docx`, reopened for each report.

No look is decided here: every paragraph, run and table names a style of the skeleton. Same document, same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document as DocxDocument
from docx.opc.packuri import CONTENT_TYPES_URI
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml.ns import qn
from lxml import etree

from generator.document import blocks
from generator.document.blocks import Block, Document, text_of
from generator.errors import InputError
from generator.package.fixed_zip import zipped
from generator.package.gate import LAYOUT, admitted, read_bytes
from generator.standard.library import templates_folder
from generator.words.widths import width
from generator.writers.docx_runs import (
    Element,
    W,
    add_break,
    add_element,
    add_indent,
    add_paragraph,
    add_runs,
    keep_with_next,
)
from generator.writers.docx_table import table_xml

_NUMBERED = re.compile(r"\d+[.．] ?")  # before the name of an attachment


class _Layout(NamedTuple):
    """A layout opened once, and the members of its zip: parts that every report writes anew, the others as bytes."""

    skeleton: DocxDocument
    members: list[tuple[str, bytes | Part]]


def write_docx(document: Document, layout: Path | None = None, sealed: bool = False) -> bytes:
    """The bytes of the Word file; `layout` is another skeleton with the same style names; `sealed` leaves room for a seal."""
    skeleton, members = _layout(layout or templates_folder() / "layout.docx")
    body = skeleton.element.body
    end = body[-1]
    for sample in list(body)[:-1]:  # text a user left in the layout to see its looks, or the report before
        body.remove(sample)
    writer = _BodyWriter(body, sealed)
    try:
        for block in document.blocks:
            writer.block(block)
    finally:
        body.append(end)  # the section properties come last
    _properties(skeleton, document.title, document.year)
    written = skeleton.part.blob
    for stand_in, table in writer.tables.items():  # so that their thousands of elements need not be made anew
        written = written.replace(stand_in.encode(), table.encode("utf-8"), 1)
    return zipped((name, _bytes(part, skeleton, written)) for name, part in members)


def _bytes(part: bytes | Part, skeleton: DocxDocument, body: bytes) -> bytes:
    return part if isinstance(part, bytes) else body if part is skeleton.part else part.blob


@lru_cache(maxsize=4)
def _layout(path: Path) -> _Layout:
    data = read_bytes(path, LAYOUT.limit, LAYOUT.expected)
    parts = admitted(path.name, data, LAYOUT)
    for name in parts.names:
        if name.lower().endswith((".xml", ".rels")):
            parts.tree(name)
    try:
        skeleton = docx.Document(BytesIO(data))
        if skeleton.element.body[-1].tag != qn("w:sectPr"):
            raise ValueError(path)
        _cut_links(skeleton)
        _properties(skeleton, "", 2000)
        return _Layout(skeleton, list(_members(skeleton)))
    except (LookupError, ValueError, TypeError, AttributeError, etree.XMLSyntaxError):
        raise InputError(f"{path}：不是能用的 Word 版式文件，请从自带的 layout.docx 另存一份再改样式。") from None


def _cut_links(skeleton: DocxDocument) -> None:
    """Take out what leads outside the file (a template on a share, linked pictures): no report fetches anything."""
    for part in skeleton.part.package.iter_parts():
        outside = {key for key, relation in part.rels.items() if relation.is_external}
        for key in outside:
            del part.rels[key]
        if outside and isinstance(part, XmlPart):
            for element in list(part.element.iter()):
                if outside & set(element.attrib.values()) and element.getparent() is not None:
                    element.getparent().remove(element)


def _members(skeleton: DocxDocument) -> Iterator[tuple[str, bytes | Part]]:
    """What stands in the zip, in its order; python-docx itself would write the time of day into it."""
    assert skeleton.core_properties is not None  # a layout without properties gets them now
    package = skeleton.part.package
    parts = list(package.iter_parts())
    yield CONTENT_TYPES_URI.membername, _ContentTypesItem.from_parts(parts).blob  # type: ignore[no-untyped-call]
    yield "_rels/.rels", package.rels.xml
    for part in parts:
        anew = part is skeleton.part or isinstance(part, CorePropertiesPart)
        yield part.partname.membername, part if anew else part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml


class _BodyWriter:
    def __init__(self, body: Element, sealed: bool) -> None:
        self.body, self.sealed = body, sealed
        self.caption = ""
        self.tables: dict[str, str] = {}  # what stands in the body for a table, and the table

    def block(self, block: Block) -> None:
        if isinstance(block, blocks.Title | blocks.Heading):
            self.caption = text_of(block).replace("\n", "")
        match block:
            case blocks.Title(lines):
                title = self.paragraph("Title", lines[0])
                for more in lines[1:]:
                    add_break(title)
                    add_runs(title, more)
            case blocks.Subtitle(text):
                self.paragraph("Subtitle", text)
            case blocks.Heading(level, text):
                self.paragraph(f"Heading{level}", text)
            case blocks.Paragraph(text, lead):
                body = self.paragraph("ReportBody")
                add_runs(body, lead, "ReportLead")
                add_runs(body, text)
            case blocks.Line(text):
                self.paragraph("ReportFormLine", text)
            case blocks.AttachmentNote(word, titles):
                for number, name in enumerate(titles):
                    self.attachment("" if number else f"{word}：", name, 50 * width(f"{word}："))
            case blocks.Closing(agency, date):
                self.closing(agency, date)
            case blocks.AttachmentStart(label):
                self.paragraph("ReportAttachment", label)
            case blocks.Statistics():
                add_element(self.body, "tbl", val=str(len(self.tables)))
                self.tables[f'<w:tbl w:val="{len(self.tables)}"/>'] = table_xml(block, self.caption)
                self.paragraph("ReportAfterTable")

    def attachment(self, word: str, name: str, before: int) -> None:
        """A line of the note on attachments, whose name wraps below its first character (GB/T 9704, 7.3.4), on the page of the line before.

        `before` is how far in names or their numbers begin, in hundredths of a character.
        """
        above = self.body[-1].find(f"{W}pPr/{W}pStyle") if len(self.body) else None
        follows = above is not None and str(above.get(f"{W}val")).startswith("ReportAttachment")
        if len(self.body):
            keep_with_next(self.body[-1])
        numbered = _NUMBERED.match(name)
        hanging = 50 * width(numbered[0]) if numbered else 0
        line = self.paragraph("ReportAttachmentMore" if follows else "ReportAttachmentNote", word + name)
        add_indent(line, left=200 + before + hanging, hanging=hanging + (before if word else 0))

    def closing(self, agency: str, date: str) -> None:
        """Agency and date, never alone on a page (GB/T 9704, 7.3.5)."""
        keep_with_next(self.body[-1])
        right = _right_of(50 * width(agency), 50 * width(date), self.sealed)
        keep_with_next(self.paragraph("ReportClosing", ""))
        for line, indent in zip((agency, date), right, strict=True):
            added = self.paragraph("ReportClosing", line)
            add_indent(added, right=indent)
            if line == agency:
                keep_with_next(added)

    def paragraph(self, style: str, text: str = "") -> Element:
        return add_paragraph(self.body, style, text)


def _right_of(agency: int, date: int, sealed: bool) -> tuple[int, int]:
    """How far agency and date stand from the right, of their widths; all in hundredths of a character."""
    if sealed:  # 7.3.5.1: the date four characters from the right, the agency centred above it
        right = 400 + (date - agency) // 2
        return (right, 400) if right >= 0 else (0, (agency - date) // 2)
    # 7.3.5.2: the date begins two characters right of where the agency does
    return (200, agency - date) if agency >= date else (400 + date - agency, 200)


def _properties(skeleton: DocxDocument, title: str, year: int) -> None:
    """Neutral properties: the title and the agency, times that depend on the report year alone."""
    core = skeleton.core_properties
    core.title, core.subject = title[:250], "政府信息公开工作年度报告"
    core.author = core.last_modified_by = ""
    core.created = core.modified = dt.datetime(year + 1, 1, 1)
    core.language = "zh-CN"
    core.revision = 1
