"""A document to plain text: headings, paragraphs, and each table row on one line, aligned by display width."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.blocks import (
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
from generator.words.widths import width
from generator.writers.text_table import table_lines

INDENT = "　　"
WIDTH = 76
GAP = "  "


def write_text(document: Document, beside: Mapping[str, str] | None = None) -> str:
    """The report as text, ending in a line end; `beside` are notes by address, set behind the rows of these figures."""
    lines: list[str] = []
    for block in document.blocks:
        lines += ["", *table_lines(block, beside or {}), ""] if isinstance(block, Statistics) else _lines(block)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Title(words):
            return [*map(_centred, words), ""]
        case Subtitle(text):
            return [_centred(text), ""]
        case Heading(1, text):
            return ["", INDENT + text, ""]
        case Heading(_, text):
            return [INDENT + text]
        case Paragraph(text, lead):
            return [INDENT + lead + text]
        case Line(text):
            return [text]
        case AttachmentNote(word, titles):
            return ["", *(INDENT + ("　　　" if n else f"{word}：") + title for n, title in enumerate(titles))]
        case Closing(agency, date):
            return ["", *(" " * max(WIDTH - 8 - width(text), 0) + text for text in (agency, date))]
        case AttachmentStart(label):
            return ["", "", label, ""]
    return []


def _centred(text: str) -> str:
    return " " * max((WIDTH - width(text)) // 2, 0) + text
