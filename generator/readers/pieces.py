"""Pieces: what readers make of a file's paragraphs, and which of its styles are to be believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from generator.document.blocks import Statistics
from generator.document.places import Place
from generator.readers.front_lines import is_bare, is_date, starts_attachment
from generator.words.headings import ends_sentence, heading_level, numbered_level, run_in

LONGEST = 100  # characters of a line that a style may call a heading or a title


class Piece(NamedTuple):
    """A paragraph and what its file shows of it. `style` is title, subtitle, heading1 to heading3, body, closing, line or nothing.

    `size` is that of its letters in points, 0 where it is not known.
    """

    text: str
    place: Place
    style: str = ""
    centred: bool = False
    size: float = 0.0


Item = Piece | Statistics | None


def prepared(items: list[Item]) -> Iterator[Item]:
    """The items without empty pieces, each with a style only where it is believed, and cut where lines are paragraphs."""
    believed = _believed(items)
    for item in items:
        if not isinstance(item, Piece):
            yield item
        elif item.text.strip():
            if item.style not in believed or _contradicted(item):
                item = item._replace(style="")
            yield from [item] if item.style else _parts(item)


def _believed(items: list[Item]) -> set[str]:
    """The styles of a file that mean what they are called: not those in which whole reports are set."""
    used = Counter(item.style for item in items if isinstance(item, Piece) and item.text.strip())
    wrong = Counter(item.style for item in items if isinstance(item, Piece) and _contradicted(item))
    return {style for style, number in used.items() if wrong[style] * 4 <= number}


def _contradicted(piece: Piece) -> bool:
    """Whether a paragraph is not what its style calls it: a heading that is a sentence, a title with a number."""
    text = piece.text.strip()
    if not piece.style.startswith(("heading", "title", "subtitle")):
        return False
    numbered = piece.style == "title" and numbered_level(text) > 0
    return numbered or len(text) > LONGEST or ends_sentence(text)


def _parts(piece: Piece) -> Iterator[Piece]:
    """A piece cut where a soft break parts what are paragraphs, and behind a heading that runs on into its text."""
    kept = ""
    for line in map(str.strip, piece.text.split("\n")):
        if kept and line and (_ends_paragraph(kept) or _begins_anew(line)):
            yield from _cut(piece, kept)
            kept = line
        elif line:
            kept = f"{kept}\n{line}" if kept else line
    yield from _cut(piece, kept)


def _ends_paragraph(text: str) -> bool:
    line = text.rpartition("\n")[2]
    return line.endswith(("：", ":")) or ends_sentence(line) or is_bare(line) or _begins_anew(line)


def _begins_anew(line: str) -> bool:
    return bool(numbered_level(line) or heading_level(line)) or is_date(line) or starts_attachment(line)


def _cut(piece: Piece, text: str) -> Iterator[Piece]:
    head, rest = run_in(text)
    if head:
        yield piece._replace(text=head)
    yield piece._replace(text=rest)
