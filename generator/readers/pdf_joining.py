"""Tables that go on over a page: repeated heads dropped, rows and spans that the page cuts put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.readers.pdf_grid import nearest
from generator.readers.pdf_tables import PageTable, PrintedCell
from generator.words.headings import numbered_level

_SAME_EDGE = 4.0  # points
_PLAY = 1.0
_FIGURE = re.compile(r"[\d.,，%／/—－-]+")


def continues(above: PageTable, below: PageTable) -> bool:
    """Whether the table at the head of a page can be the rest of the one at the foot of the page before.

    Their outer edges are the same, and one has all the columns of the other.
    """
    ends = zip((above.across[0], above.across[-1]), (below.across[0], below.across[-1]), strict=True)
    if not (above.is_table or below.is_table) or any(abs(one - other) > _SAME_EDGE for one, other in ends):
        return False
    edges = _common_edges(above, below)
    return len(edges) == max(len(above.across), len(below.across))


def put_together(above: PageTable, below: PageTable) -> PageTable:
    """One table of two that `continues` allows."""
    edges = _common_edges(above, below)
    upper = list(_spread(above, edges))
    lower = _without_heads(upper, list(_spread(below, edges)))
    seam = _Seam(above.rows, upper, lower)
    cells = sorted(seam.cut_row() if seam.cuts_a_row() else seam.side_by_side())
    rows = max((cell.bottom for cell in cells), default=above.rows)
    lines = above.lines + below.lines
    return PageTable(above.top, edges, rows, tuple(cells), lines)


def _common_edges(above: PageTable, below: PageTable) -> tuple[float, ...]:
    edges: list[float] = []
    for edge in sorted((*above.across, *below.across)):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return tuple(edges)


def _spread(table: PageTable, edges: tuple[float, ...]) -> Iterator[PrintedCell]:
    """The cells with their columns counted by these edges."""
    at = [nearest(edges, own) for own in table.across]
    for cell in table.cells:
        first, end = at[cell.column], at[cell.column + cell.columns]
        yield cell._replace(column=first, columns=end - first)


def _without_heads(upper: list[PrintedCell], lower: list[PrintedCell]) -> list[PrintedCell]:
    """The lower cells without the rows that repeat the first rows of the table."""
    heads = 0
    for row in range(max((cell.bottom for cell in lower), default=0)):
        mine, theirs = (
            [
                cell._replace(text="".join(cell.text.split()), page=0, room=0, head=0, low=False)
                for cell in cells
                if cell.row == row
            ]
            for cells in (lower, upper)
        )
        if not mine or mine != theirs:
            break
        if all(cell.bottom <= row + 1 for cell in lower if cell.row <= row):
            heads = row + 1
    if not any(cell.text for cell in lower if cell.row < heads):
        return lower
    return [cell._replace(row=cell.row - heads) for cell in lower if cell.row >= heads]


class _Seam(NamedTuple):
    """Where two parts of a table meet: the rows of the upper part, its cells, and those of the lower part."""

    rows: int
    upper: list[PrintedCell]
    lower: list[PrintedCell]

    def pairs(self) -> list[tuple[PrintedCell, PrintedCell]]:
        """The cells that meet at the seam and are equally wide."""
        below = {(cell.column, cell.columns): cell for cell in self.lower if cell.row == 0}
        ends = [cell for cell in self.upper if cell.bottom == self.rows]
        return [(cell, below[cell.column, cell.columns]) for cell in ends if (cell.column, cell.columns) in below]

    def cuts_a_row(self) -> bool:
        """Whether the page cuts a row: a label goes on below, and only one part has the figures beside it."""
        met = self.pairs()
        if len(met) < sum(cell.row == 0 for cell in self.lower):
            return False
        pairs = [(a, b) for a, b in met if a.rows == 1]
        both = [(a, b) for a, b in pairs if a.text and b.text]
        above = [a for a, b in pairs if a.text and not b.text]
        below = [b for a, b in pairs if b.text and not a.text]
        if both:
            return _are_cut(both, above + below) and not (above and below)
        figures = all(map(_is_figure, below)) and not any(map(_is_figure, above))
        return bool(above and below) and figures and above[-1].column < below[0].column

    def cut_row(self) -> Iterable[PrintedCell]:
        """All cells, those of the cut row made one with what follows below."""
        joint = {(a.column, a.columns): b for a, b in self.pairs()}
        for cell in self.upper:
            rest = joint.get((cell.column, cell.columns)) if cell.bottom == self.rows else None
            yield _one(cell, rest, rest.rows - 1) if rest else cell
        met = set(map(id, joint.values()))
        for cell in self.lower:
            if id(cell) not in met:
                yield cell._replace(row=max(cell.row, 0) + self.rows - 1)

    def side_by_side(self) -> Iterable[PrintedCell]:
        """All cells, the lower part below the upper one; spans that go on over the seam are one cell."""
        spans = {(a.column, a.columns): b for a, b in self.pairs() if self._is_one(a, b)}
        for cell in self.upper:
            rest = spans.get((cell.column, cell.columns)) if cell.bottom == self.rows else None
            yield _one(cell, rest, rest.rows) if rest else cell
        met = set(map(id, spans.values()))
        yield from (cell._replace(row=cell.row + self.rows) for cell in self.lower if id(cell) not in met)

    def _is_one(self, above: PrintedCell, below: PrintedCell) -> bool:
        """Whether a cell above the seam and one below are the two parts of a span."""
        if _FIGURE.fullmatch(above.text + below.text):
            return False
        if above.text and below.text:
            spans = above.rows > 1 or below.rows > 1
            return spans and above.low and _runs_on(above, below)
        if not above.text and not below.text:
            return above.rows > 1 and below.rows > 1
        if above.rows > 1 or below.rows > 1:
            return True
        row = sorted(cell for cell in self.lower if cell.row == 0)
        told = next((cell for cell in row if cell.text), below)
        return not below.text and told.column == below.column + below.columns and not _is_figure(told)


def _is_figure(cell: PrintedCell) -> bool:
    return _FIGURE.fullmatch(cell.text) is not None


def _are_cut(both: list[tuple[PrintedCell, PrintedCell]], others: list[PrintedCell]) -> bool:
    """Whether the texts on both sides of a seam are parts of the same cells, by the cells that have text on one side.

    A figure is cut only in a row whose other figures show it; else two numbers may be those of two rows.
    """
    figures = sum(_is_figure(below) for _, below in both)
    shown = not figures or (figures < len(both) and any(map(_is_figure, others)))
    return shown and all(_runs_on(above, below) for above, below in both)


def _runs_on(above: PrintedCell, below: PrintedCell) -> bool:
    """Whether a text may go on below: its last line had no room for what begins there, and that has no number of its own."""
    cut = above.room < below.head + _PLAY or above.text.count("（") > above.text.count("）")
    return cut and not numbered_level(below.text)


def _one(above: PrintedCell, below: PrintedCell, more: int) -> PrintedCell:
    """A cell made of its parts on two pages, with so many more rows; its place is where its text begins."""
    page = above.page if above.text or not below.text else below.page
    return above._replace(
        rows=above.rows + more, text=above.text + below.text, page=page, room=below.room, low=below.low
    )
