"""The tables of a page of a PDF: the text of each cell of its lattices, and the lines of print outside of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from generator.readers.pdf_grid import CellSpan, Lattice, lattices
from generator.readers.pdf_lines import PADDING, PrintedLine, phrase, printed_lines
from generator.readers.pdf_sight import Glyph, Sight

_CLOSE = 0.1  # of its size, between the characters of a number
_FRAME = 0.5  # of the page
_TO_THE_FLOOR = 1.6  # of the size of its letters, from the last line of a cell to the rule below

Word = list[Glyph]


class PrintedCell(NamedTuple):
    """A cell with its text; in points, the room its last line leaves, and the length of what its first line begins with.

    `low` says that no further line would fit above the rule below.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    page: int
    room: float = 0.0
    head: float = 0.0
    low: bool = False

    @property
    def bottom(self) -> int:
        return self.row + self.rows


class PageTable(NamedTuple):
    """A lattice of a page with its cells; `lines` are what is printed in it, cell after cell, for where it is no table."""

    top: float
    across: tuple[float, ...]
    rows: int
    cells: tuple[PrintedCell, ...]
    lines: tuple[tuple[PrintedLine, ...], ...]

    @property
    def is_table(self) -> bool:
        """Whether it holds words in columns: a box around text, a frame or empty lines do not."""
        return len({cell.column for cell in self.cells if cell.text}) > 1


class PageContent(NamedTuple):
    """What a page holds: its tables and the lines outside of them, each from top to bottom."""

    tables: list[PageTable]
    lines: list[PrintedLine]


def page_content(sight: Sight) -> PageContent:
    """The tables and lines of a page. A character, or a number, belongs to the smallest lattice its centre lies in."""
    found = sorted(lattices(sight.rules), key=lambda lattice: lattice.across[-1] - lattice.across[0])
    inside: list[list[Word]] = [[] for _ in found]
    outside: list[Glyph] = []
    for word in _words(sight.glyphs):
        x, y = _centre(word)
        for lattice, words in zip(found, inside, strict=True):
            if lattice.holds(x, y):
                words.append(word)
                break
        else:
            outside += word
    tables = [_table(sight.number, *pair) for pair in zip(found, inside, strict=True)]
    frames = {at for at, lattice in enumerate(found) if _is_frame(lattice, found, sight)}
    for at in frames:
        outside += [] if tables[at].is_table else chain.from_iterable(inside[at])
    kept = [table for at, table in enumerate(tables) if table.is_table or (at not in frames and any(table.lines))]
    return PageContent(sorted(kept, key=lambda table: table.top), printed_lines(outside))


def _words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """The characters each alone, but those of a number or a Latin word together, as they were set one behind the other."""
    word: Word = []
    for glyph in glyphs:
        if word:
            last = word[-1]
            close = abs(glyph.left - last.right) < _CLOSE * glyph.size and glyph.base == last.base
            if not (close and "!" <= glyph.text <= "~" and "!" <= last.text <= "~"):
                yield word
                word = []
        word.append(glyph)
    if word:
        yield word


def _centre(word: Word) -> tuple[float, float]:
    return (word[0].left + word[-1].right) / 2, word[0].base - word[0].size * 0.35


def _is_frame(lattice: Lattice, found: list[Lattice], sight: Sight) -> bool:
    """Whether a lattice is drawn around other ones, or around most of a page."""
    width, height = lattice.across[-1] - lattice.across[0], lattice.down[-1] - lattice.down[0]
    if len(lattice.spans) == 1 and width * height > _FRAME * sight.width * sight.height:
        return True
    middles = (((o.across[0] + o.across[-1]) / 2, (o.down[0] + o.down[-1]) / 2) for o in found if o is not lattice)
    return any(lattice.holds(*middle) for middle in middles)


def _table(page: int, lattice: Lattice, words: list[Word]) -> PageTable:
    """A lattice with the characters that lie in it."""
    owners = {
        (row, column): span
        for span in lattice.spans
        for row in range(span.row, span.row + span.rows)
        for column in range(span.column, span.column + span.columns)
    }
    held: dict[CellSpan, list[Glyph]] = defaultdict(list)
    for word in words:
        x, y = _centre(word)
        row = min(bisect_right(lattice.down, y), len(lattice.down) - 1) - 1
        column = min(bisect_right(lattice.across, x), len(lattice.across) - 1) - 1
        held[owners[row, column]] += word
    lines = tuple(tuple(printed_lines(held[span])) for span in lattice.spans)
    cells = tuple(_cell(page, lattice, *pair) for pair in zip(lattice.spans, lines, strict=True))
    return PageTable(lattice.down[0], lattice.across, len(lattice.down) - 1, cells, lines)


def _cell(page: int, lattice: Lattice, span: CellSpan, lines: tuple[PrintedLine, ...]) -> PrintedCell:
    if not lines:
        return PrintedCell(*span, "", page)
    left, right = lattice.across[span.column], lattice.across[span.column + span.columns]
    last, floor = lines[-1], lattice.down[span.row + span.rows]
    low = floor - last.base < _TO_THE_FLOOR * last.size
    return PrintedCell(*span, phrase(lines, right - left), page, _room(last, left, right), lines[0].head, low)


def _room(line: PrintedLine, left: float, right: float) -> float:
    """How much longer a line could be between these rules; one in the middle grows to both sides."""
    before, behind = line.left - left - PADDING, right - line.right - PADDING
    return before + behind if abs(before - behind) < line.size / 2 else behind
