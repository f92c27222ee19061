"""The docxtpl template of a drafted document, made with python-docx: a tag for each paragraph and for each figure."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from generator.document.blocks import AttachmentStart, Block, Document, Heading, Statistics, Subtitle, Title, text_of
from generator.document.grids import Cell


def context_of(document: Document) -> dict[str, list[str]]:
    """What the template is rendered with: the words `p` of each paragraph and `f` of each figure, in reading order."""
    words = [text for block in document.blocks for text in _paragraphs(block)]
    tables = [block for block in document.blocks if isinstance(block, Statistics)]
    return {"p": words, "f": [text for table in tables for cell, text in table.cells() if cell.kind == "figure"]}


def make_template(document: Document, path: Path) -> None:
    """Write the template; its words and merged cells are those of the document, its looks python-docx's own."""
    template = docx.Document()
    _looks(template)
    tags = _Tags()
    for block in document.blocks:
        if isinstance(block, Statistics):
            _table(template, block, tags)
        for _ in _paragraphs(block):
            template.add_paragraph(tags.next("p"), _style(block))
    template.save(str(path))


class _Tags:
    """Counts the tags of each name: `{{ p[0] }}`, `{{ p[1] }}`."""

    def __init__(self) -> None:
        self.given = {"p": 0, "f": 0}

    def next(self, name: str) -> str:
        self.given[name] += 1
        return f"{{{{ {name}[{self.given[name] - 1}] }}}}"


def _paragraphs(block: Block) -> list[str]:
    return [] if isinstance(block, Statistics) else text_of(block).split("\n")


def _style(block: Block) -> str:
    match block:
        case Title():
            return "Title"
        case Subtitle():
            return "Subtitle"
        case Heading(level, _):
            return f"Heading {level}"
        case AttachmentStart():
            return "Heading 1"
    return "Normal"


def _looks(template: DocxDocument) -> None:
    section, normal = template.sections[0], template.styles["Normal"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    normal.font.size = Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    template.styles["No Spacing"].font.size = Pt(9)


def _table(template: DocxDocument, statistics: Statistics, tags: _Tags) -> None:
    grid = statistics.grid
    table = template.add_table(grid.rows, grid.columns, "Table Grid")
    for column, width in zip(table.columns, statistics.widths, strict=True):
        column.width = Mm(width)
    places = [row.cells for row in table.rows]  # before any merge: each grid place is a cell of its own
    for cell, text in statistics.cells():
        _fill(_merged(places, cell), tags.next("f") if cell.kind == "figure" else text)


def _merged(places: list[tuple[_Cell, ...]], cell: Cell) -> _Cell:
    first = places[cell.row][cell.column]
    if cell.rows == cell.columns == 1:
        return first
    last = places[cell.row + cell.rows - 1][cell.column + cell.columns - 1]
    return cast(_Cell, first.merge(last))


def _fill(place: _Cell, text: str) -> None:
    paragraph = place.paragraphs[0]
    paragraph.style = "No Spacing"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text)
