"""Lines of print to paragraphs: told by indent, the room at the end of a line, its size, and the distance to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from generator.document.blocks import Statistics
from generator.document.places import Place
from generator.readers.outline import Piece
from generator.readers.pdf_lines import PrintedLine, run_together
from generator.words.headings import ends_sentence, heading_level, numbered_level

_INDENT = 1.2  # of the size: less is no indent
_ASIDE = 4.0  # of the size: a line that begins further right is a signature, no first line
_WIDE_LEADING = 1.6  # of the usual distance between lines
_BESIDE = 3.0  # of the size: lines further apart are not of one table
_LARGE = 1.15  # of the size of the body: a title
_SMALL = 0.87  # of the size of the body: a note
_FOOTNOTE = re.compile(r"[①-⑳*＊※]|\[\d+\]|［\d+］|注\d*[：:]|\d{1,2}\s")


class Leaf(NamedTuple):
    """A page of the text: its lines and finished tables in reading order. `fresh` are lines that begin anew."""

    page: int
    items: list[PrintedLine | Statistics]
    fresh: frozenset[PrintedLine] = frozenset()


class Measure(NamedTuple):
    """How a text is set: the edges of its lines, the size of most letters, the usual distance between lines."""

    left: float
    right: float
    size: float
    leading: float


def paragraphs(file: str, leaves: Sequence[Leaf]) -> Iterator[Piece | Statistics]:
    """The pieces of a file in reading order; a paragraph that goes on over a page stands on the page it begins on."""
    setting = _Setting(file, _measure([line for leaf in leaves for line in _lines(leaf)]))
    for leaf in leaves:
        yield from setting.page(leaf)
    yield from setting.finished()


def _lines(leaf: Leaf) -> list[PrintedLine]:
    return [item for item in leaf.items if isinstance(item, PrintedLine)]


def _columns(lines: list[PrintedLine]) -> frozenset[PrintedLine]:
    """The lines of a table without rules: with several wide gaps, or with one beside another line that has one."""
    found = {line for line in lines if line.gaps > 1}
    for above, below in pairwise(lines):
        if above.gaps and below.gaps and below.base - above.base < _BESIDE * max(above.size, below.size):
            found |= {above, below}
    return frozenset(found)


def _measure(lines: list[PrintedLine], whole: Measure | None = None) -> Measure:
    """The measure of some lines; where they are too few to tell, that of the whole text."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = whole.size if whole else max(sizes, key=lambda size: sizes[size], default=12.0)
    body = [line for line in lines if abs(line.size - size) <= size * 0.1 and not line.gaps]
    rights = Counter(round(line.right / 3) for line in body)
    right, number = rights.most_common(1)[0] if rights else (0, 0)
    if number < 3 and whole:
        return whole
    edge = max((line.right for line in body if number < 3 or round(line.right / 3) <= right + 1), default=0.0)
    full = [line for line in body if edge - line.right < 2 * size]
    left = min((line.left for line in full or body), default=0.0)
    if whole and edge < whole.right + 2 * size and abs(edge - left - whole.right + whole.left) > size:
        return whole  # of another width, but no wider page: none of its lines is full, or none begins at the edge
    steps = [b.base - a.base for a, b in pairwise(body) if 0 < b.base - a.base < 4 * size]
    return Measure(left, edge, size, median(steps) if steps else size * 1.5)


class _Setting:
    """One way through the lines: the paragraph that is open, and the notes that wait for its end."""

    def __init__(self, file: str, whole: Measure) -> None:
        self.file, self.whole, self.measure = file, whole, whole
        self.open: list[PrintedLine] = []
        self.place = Place()
        self.centred = self.turned_page = False
        self.columns: frozenset[PrintedLine] = frozenset()
        self.notes: list[Piece] = []
        self.number = 0

    def page(self, leaf: Leaf) -> Iterator[Piece | Statistics]:
        self.measure, self.number = _measure(_lines(leaf), self.whole), 0
        self.turned_page = True
        self.columns |= _columns(_lines(leaf))
        items, footnotes = self._parted(leaf)
        for item in items:
            if isinstance(item, Statistics):
                yield from self.finished()
                yield item
            else:
                if not self.open or item in leaf.fresh or not self._goes_on(self.open[-1], item):
                    yield from self.finished()
                    self._begin(leaf.page, item)
                self.open.append(item)
            self.turned_page = False
        for line in footnotes:
            self.number += 1
            self.notes.append(Piece(line.text, self._place(leaf.page), "line", size=round(line.size, 1)))

    def finished(self) -> Iterator[Piece]:
        """The open paragraph, and the notes below it."""
        if self.open:
            text = ""
            for line in self.open:
                text = run_together(text, line.text)
            style = "line" if self.open[0] in self.columns else ""
            yield Piece(text, self.place, style, self.centred, round(median(line.size for line in self.open), 1))
        yield from self.notes
        self.open, self.notes = [], []

    def _begin(self, page: int, line: PrintedLine) -> None:
        self.number += 1
        self.place = self._place(page)
        margins = line.left - self.measure.left, self.measure.right - line.right
        self.centred = min(margins) > 2.5 * line.size and self._is_central(line)

    def _is_central(self, line: PrintedLine) -> bool:
        return abs(line.left - self.measure.left - self.measure.right + line.right) < line.size

    def _stands_free(self, line: PrintedLine) -> bool:
        """Whether a line is in the middle and in larger type, as titles are."""
        return line.size > _LARGE * self.whole.size and self._is_central(line)

    def _place(self, page: int) -> Place:
        return Place(file=self.file, page=page, paragraph=self.number)

    def _parted(self, leaf: Leaf) -> tuple[Iterable[PrintedLine | Statistics], list[PrintedLine]]:
        """The items of a page, and the footnotes below them: small lines, the first with a mark."""
        start = len(leaf.items)
        while start and isinstance(line := leaf.items[start - 1], PrintedLine) and line.size < _SMALL * self.whole.size:
            start -= 1
        notes = [item for item in leaf.items[start:] if isinstance(item, PrintedLine)]
        if not notes or not start or not _FOOTNOTE.match(notes[0].text):
            return leaf.items, []
        return leaf.items[:start], notes

    def _goes_on(self, last: PrintedLine, line: PrintedLine) -> bool:
        """Whether a line is the next of the same paragraph."""
        measure, size = self.measure, line.size
        if last in self.columns or line in self.columns or abs(last.size - size) > 0.1 * size:
            return False
        if self._stands_free(last):
            width = self.measure.right - self.measure.left
            full = width - (last.right - last.left) < line.head + 0.6 * size
            return full and self._stands_free(line) and not self.turned_page
        aside = len(self.open) == 1 and last.left - self.whole.left > _ASIDE * size
        if self.turned_page and aside and abs(line.left - last.left) > 0.5 * size:
            return False
        leading = max(measure.leading, 1.2 * size)
        if not self.turned_page and line.base - last.base > _WIDE_LEADING * leading:
            return False
        edge = self.whole.right if self.turned_page else measure.right
        if edge - last.right > line.head + 0.6 * size:
            return False
        indent = (line.left - measure.left) / size
        block = abs(line.left - last.left) < 0.5 * size and abs(indent - 2) > 0.6
        if indent >= _INDENT and (not block or ends_sentence(last.text)):
            return False
        level = numbered_level(line.text)
        return not (level == 1 and ends_sentence(last.text)) and not (level and heading_level(last.text))
