"""A document to PDF through typst: tagged (PDF/UA-1), 22 lines of 28 characters a page, the same bytes for the same document.

What is printed goes to the template `report.typ` as data, so that nothing typed can be markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from generator.document import blocks
from generator.document.blocks import Document, Statistics
from generator.errors import InputError, OutputError
from generator.words.characters import printable, visible
from generator.writers.pdf_faces import faces_of

_TEMPLATE = Path(__file__).with_name("report.typ")
_NOT_IN_FONTS = re.compile(r"the text `\"(.*?)\"` could not be displayed")
_HEADS = frozenset(("banner", "head"))

_LINE, _MAY_BREAK = 40, "\u200b"  # characters of half a width that surely fit a line; where a line may end
_UNBROKEN = re.compile(rf"[!-~]{{{_LINE},}}")


class PrintedPdf(NamedTuple):
    """The bytes of a PDF, and what is to be said of its fonts."""

    data: bytes
    note: str


def write_pdf(document: Document) -> PrintedPdf:
    """The report as PDF; raises InputError where typst is not installed, OutputError where there is no Chinese font."""
    faces = faces_of(font_families())
    told = {"title": _plain(document.title), "blocks": list(_blocks(document))}
    inputs = {"report": json.dumps(told, ensure_ascii=False), "faces": json.dumps(faces.fonts)}
    try:
        data = _compiler().compile(input=str(_TEMPLATE), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    except RuntimeError as problem:
        raise OutputError(_refused(str(problem))) from None
    assert isinstance(data, bytes)
    return PrintedPdf(data, faces.note)


def _refused(problem: str) -> str:
    """Why typst did not print the report: a character that no font has, or a mistake of ours."""
    if found := _NOT_IN_FONTS.search(problem):
        return f"“{found[1]}”里有电脑上的字体没有的字，生成不了 PDF，没有生成文件。请装上有这个字的字体，或者先不要 pdf 格式。"
    return f"PDF 排版出错：{problem}。没有生成文件。这是程序的错误，请把填报文件和这句话告诉开发者。"


def typst_module() -> Any:
    try:
        import typst
    except ImportError:
        raise InputError(
            '生成 PDF 要另外装一个部件：python -m pip install "nianbao[pdf]"。不想装的话，用 Word 或 WPS 打开 .docx 另存为 PDF。'
        ) from None
    return typst


@lru_cache(maxsize=1)
def font_families() -> frozenset[str]:
    """The families of fonts the computer has."""
    return frozenset(typst_module().Fonts(include_embedded_fonts=False).families())


@lru_cache(maxsize=1)
def _compiler() -> Any:
    return typst_module().Compiler(root=str(_TEMPLATE.parent))


def _plain(text: str) -> str:
    """Words as they are set: without characters that nobody sees, which could turn their order; what fills lines may break."""
    return _UNBROKEN.sub(lambda run: _MAY_BREAK.join(re.findall(f".{{1,{_LINE}}}", run[0])), visible(printable(text)))


def _blocks(document: Document) -> Iterator[dict[str, object]]:
    depth = 0
    for number, block in enumerate(document.blocks):
        match block:
            case blocks.Title(lines):
                yield {"kind": "title", "first": number == 0, "lines": [_plain(line) for line in lines]}
            case blocks.Heading(level, text):
                depth = min(level, depth + 1)  # the tags of a PDF leave out no level
                yield {"kind": "heading", "level": level, "depth": depth, "text": _plain(text)}
            case blocks.Paragraph(text, lead):
                yield {"kind": "paragraph", "lead": _plain(lead), "text": _plain(text)}
            case blocks.AttachmentNote(word, titles):
                before = (f"{word}：", *["　　　"] * len(titles))
                yield {
                    "kind": "note",
                    "lines": [_plain(more + title) for more, title in zip(before, titles, strict=False)],
                }
            case blocks.Closing(agency, date):
                yield {"kind": "closing", "lines": [_plain(agency), _plain(date)]}
            case blocks.Statistics():
                yield _table(block)
            case blocks.Subtitle(text):
                yield {"kind": "subtitle", "text": _plain(text)}
            case blocks.Line(text):
                yield {"kind": "line", "text": _plain(text)}
            case blocks.AttachmentStart(text):
                yield {"kind": "attachment", "text": _plain(text)}


def _table(table: Statistics) -> dict[str, object]:
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "rows": cell.rows,
            "columns": cell.columns,
            "kind": cell.kind,
            "level": cell.level if cell.kind == "stub" else 0,
            "text": _plain(text),
        }
        for cell, text in table.cells()
    ]
    return {"kind": "table", "cells": cells, "widths": list(table.widths), "parts": list(_parts(table))}


def _parts(table: Statistics) -> Iterator[dict[str, object]]:
    """The rows of a table by turns heads and others; only those at the head of the whole are repeated on each page."""
    grid = table.grid
    heads = {row for c in grid.cells if c.kind in _HEADS for row in range(c.row, c.row + c.rows)}
    for is_head, rows in groupby(range(grid.rows), key=lambda row: row in heads):
        found = list(rows)
        yield {"heads": is_head, "repeat": found[0] < grid.heads, "from": found[0], "to": found[-1] + 1}
