"""A document as a sequence of small immutable blocks; each writer is a match over them."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.document.grids import Cell, Grid

PLACEHOLDER = re.compile(r"【待补充：[^】]*】")


class Title(NamedTuple):
    """The title of the report, or of an attachment, in the lines it is printed in."""

    lines: tuple[str, ...]


class Subtitle(NamedTuple):
    """A centred line under a title."""

    text: str


class Heading(NamedTuple):
    """A heading in the official numbering: level 1 `一、`, 2 `（一）`, 3 `1.`."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Prose with a two-character indent; `lead` is its first sentence where that carries the numbering `（一）`."""

    text: str
    lead: str = ""


class Line(NamedTuple):
    """A line without indent."""

    text: str


class Statistics(NamedTuple):
    """A table: its grid, the text of each cell in the order of `grid.cells`, and its column widths in millimetres."""

    name: str
    grid: Grid
    texts: tuple[str, ...]
    widths: tuple[int, ...]

    def cells(self) -> list[tuple[Cell, str]]:
        return list(zip(self.grid.cells, self.texts, strict=True))


class AttachmentNote(NamedTuple):
    """The line below the body that lists the attachments after their word, 附件 or 附表."""

    word: str
    titles: tuple[str, ...]


class Closing(NamedTuple):
    """Agency and date at the end of the body."""

    agency: str
    date: str


class AttachmentStart(NamedTuple):
    """A new page with the word 附件 at its head."""

    label: str


Block = Title | Subtitle | Heading | Paragraph | Line | Statistics | AttachmentNote | Closing | AttachmentStart


class Document(NamedTuple):
    """A finished draft: its title, its year (for the properties of files), and its blocks in order."""

    title: str
    agency: str
    year: int
    blocks: tuple[Block, ...]


def text_of(block: Block) -> str:
    """The words of a block, without tables."""
    match block:
        case Paragraph(text, lead):
            return lead + text
        case Title(lines):
            return "".join(lines)
        case Subtitle(text) | Heading(_, text) | Line(text) | AttachmentStart(text):
            return text
        case AttachmentNote(word, titles):
            return f"{word}：" + "\n".join(titles)
        case Closing(agency, date):
            return f"{agency}\n{date}"
        case Statistics():
            return ""
