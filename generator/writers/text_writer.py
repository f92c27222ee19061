"""A document to plain text: headings, paragraphs, and each table row on one line, aligned by display width."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document import blocks
from generator.document.blocks import Block, Document
from generator.words.widths import width
from generator.writers.text_table import table_lines

INDENT = "　　"
WIDTH = 76


def write_text(document: Document, beside: Mapping[str, str] | None = None) -> str:
    """The report as text, ending in a line end; `beside` are notes by address, set behind the rows of these figures."""
    lines: list[str] = []
    for block in document.blocks:
        lines += ["", *table_lines(block, beside or {}), ""] if isinstance(block, blocks.Statistics) else _lines(block)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case blocks.Title(words):
            whole = "".join(words)
            return [*map(_centred, [whole] if width(whole) <= WIDTH else words), ""]
        case blocks.Subtitle(text):
            return [_centred(text), ""]
        case blocks.Heading(1, text):
            return ["", INDENT + text, ""]
        case blocks.Heading(_, text):
            return [INDENT + text]
        case blocks.Paragraph(text, lead):
            return [INDENT + lead + text]
        case blocks.Line(text):
            return [text]
        case blocks.AttachmentNote(word, titles):
            return ["", *(INDENT + ("　　　" if n else f"{word}：") + title for n, title in enumerate(titles))]
        case blocks.Closing(agency, date):
            return ["", *(" " * max(WIDTH - 8 - width(text), 0) + text for text in (agency, date))]
        case blocks.AttachmentStart(label):
            return ["", "", label, ""]
    return []


def _centred(text: str) -> str:
    return " " * max((WIDTH - width(text)) // 2, 0) + text
