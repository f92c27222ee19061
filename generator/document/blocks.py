"""A document as a sequence of small immutable blocks that know where they came from.

Drafting makes them from a report, readers from a file; each writer is a match over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.document.grids import Cell, Grid
from generator.document.places import Place

PLACEHOLDER = re.compile(r"【待补充：([^】]*)】")


class Quote(NamedTuple):
    """Words of a drafted block that stand for an answer: from `start` to before `end`, by the answer's name.

    Names are `cover.<key>`, or the address of a figure.
    """

    start: int
    end: int
    name: str


class Origin(NamedTuple):
    """Where a block came from.

    `slot` is the chapter or part it stands in. `answer` names the answer it was typed in (`text.<slot>`,
    `rewrite.<slot>`), empty when a template drafted it; then `quotes` are the answers it holds. `place` is where a reader found it.
    """

    slot: str = ""
    answer: str = ""
    quotes: tuple[Quote, ...] = ()
    place: Place = Place()


class Title(NamedTuple):
    """The title of the report, or of an attachment, in the lines it is printed in."""

    lines: tuple[str, ...]
    origin: Origin = Origin()


class Subtitle(NamedTuple):
    """A centred line under a title."""

    text: str
    origin: Origin = Origin()


class Heading(NamedTuple):
    """A heading in the official numbering: level 1 `一、`, 2 `（一）`, 3 `1.`."""

    level: int
    text: str
    origin: Origin = Origin()


class Paragraph(NamedTuple):
    """Prose with a two-character indent; `lead` is its first sentence where that carries the numbering `（一）`."""

    text: str
    lead: str = ""
    origin: Origin = Origin()


class Line(NamedTuple):
    """A line without indent."""

    text: str
    origin: Origin = Origin()


class Statistics(NamedTuple):
    """A table: its grid, the text of each cell in the order of `grid.cells`, and its column widths in millimetres.

    A table found by a reader has no `name` and a place for each cell.
    """

    name: str
    grid: Grid
    texts: tuple[str, ...]
    widths: tuple[int, ...] = ()
    origin: Origin = Origin()
    places: tuple[Place, ...] = ()

    def cells(self) -> list[tuple[Cell, str]]:
        return list(zip(self.grid.cells, self.texts, strict=True))


class AttachmentNote(NamedTuple):
    """The line below the body that lists the attachments after their word, 附件 or 附表."""

    word: str
    titles: tuple[str, ...]
    origin: Origin = Origin()


class Closing(NamedTuple):
    """Agency and date at the end of the body."""

    agency: str
    date: str
    origin: Origin = Origin()


class AttachmentStart(NamedTuple):
    """A new page with the word 附件 at its head."""

    label: str
    origin: Origin = Origin()


Block = Title | Subtitle | Heading | Paragraph | Line | Statistics | AttachmentNote | Closing | AttachmentStart


class Document(NamedTuple):
    """A report as blocks in order, with its title, the agency that signs it and its year (for the properties of files)."""

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


def lines_in(block: Block) -> Iterator[str]:
    """The words of a block as the lines of a report have them, without blank ones."""
    return (line for line in text_of(block).split("\n") if line.strip())


class Headed(NamedTuple):
    """A block with the chapter and the nearest heading it stands under; 标题, 开头 and 落款 where there is none."""

    block: Block
    chapter: str
    heading: str


def headed(document: Document) -> Iterator[Headed]:
    """Every block in reading order under its headings."""
    chapter, heading = "", "标题"
    for number, block in enumerate(document.blocks):
        match block:
            case Title() if number:
                heading = text_of(block)
            case Heading(level, text):
                chapter, heading = text if level == 1 else chapter, text
            case Closing():
                heading = "落款"
            case AttachmentStart(label):
                heading = label
            case _ if heading == "标题":
                heading = "开头"
        yield Headed(block, chapter, heading)
