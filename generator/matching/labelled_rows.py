"""Where the rows of one official table stand in a stream of cells: by their labels, in the official order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from generator.matching.cut_labels import mended
from generator.matching.official_labels import (
    Match,
    Official,
    Wordings,
    certain,
    chain,
    closest,
    remarked,
    unglued,
)
from generator.matching.text_cells import TextCell
from generator.words.titles import bare

_LEAST_ROWS, _LEAST_SHARE = 2, 4  # rows found for a table to be taken: two, and a quarter of all unless it has heads
_ABOVE_CELLS = 80


class LabelledRows:
    """The official lines found; `run` is empty when there are not enough of them to be the table.

    `prose` are the numbers of the lines of sentences, `broken` those of damaged lines, `heads` the labels of the columns of each band,
    `texts` the lines of a text in which a label may be cut over several.
    `inexact` are the matches of labels that are only like the official ones.
    """

    def __init__(
        self,
        cells: Sequence[TextCell],
        officials: Sequence[Official],
        heads: Mapping[int, Sequence[str]],
        prose: list[int],
        broken: Set[int] = frozenset(),
        texts: Mapping[int, str] | None = None,
    ) -> None:
        self.officials, self.heads, self.broken = officials, heads, broken
        wordings = Wordings(officials)
        self.cells = unglued(mended(cells, texts, wordings) if texts else cells, wordings)
        self.inexact: list[Match] = []
        self.run = chain(self.cells, officials, wordings, prose)
        self.run = self._completed() if self._enough() else []

    def _enough(self) -> bool:
        rows = sum(bool(self.officials[match.row].addresses) for match in self.run)
        wanted = sum(bool(official.addresses) for official in self.officials)
        headed = any(len(heads) > 1 for heads in self.heads.values()) and bool(self.bands())
        return rows >= min(_LEAST_ROWS, wanted) and (rows * _LEAST_SHARE >= wanted or headed)

    def certain(self) -> list[bool]:
        """For each match whether it is a row of figures that can be no other, in a band that is there."""
        sure = {match.start for match in certain(self.run, self.officials)}
        bands = self.bands()
        rows = [self.officials[match.row] for match in self.run]
        return [
            bool(row.addresses) and match.start in sure and row.band in bands
            for row, match in zip(rows, self.run, strict=True)
        ]

    def bands(self) -> set[int]:
        """The bands of one column, and those of several that stand under a head of their own: another form has others."""
        found = {band for band, heads in self.heads.items() if len(heads) == 1}
        start = 0
        for match in self.run:
            band = self.officials[match.row].band
            if self.officials[match.row].addresses:
                start = max(start, match.start - _ABOVE_CELLS)
                above = "".join(bare(cell.text) for cell in self.cells[start : match.start])
                if any(bare(head) in above for head in self.heads[band]):
                    found.add(band)
                start = match.end
        return found

    def said(self, match: Match) -> tuple[str, int, int]:
        """The words of a match, with their line and column."""
        first = self.cells[match.start]
        return "".join(cell.text for cell in self.cells[match.start : match.end]), first.line, first.column

    def _completed(self) -> list[Match]:
        """The run with the slightly different and the partly damaged labels between its matches."""
        found = list(self.run[:1])
        for before, after in zip(self.run, self.run[1:], strict=False):
            rows = list(range(before.row + 1, after.row))
            for start, end in self._phrases(before.end, after.start) if rows else ():
                text = " ".join(cell.text for cell in self.cells[start:end])
                recognise = remarked if self.cells[start].line in self.broken else closest
                row = recognise(text, rows, self.officials)
                if row is not None:
                    found.append(Match(row, start, end))
                    self.inexact += found[-1:] if recognise is closest else ()
                    rows = [later for later in rows if later > row]
            found.append(after)
        return found

    def _phrases(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs of words on one line or in one box."""
        at = start
        while at < end:
            first = self.cells[at]
            after = at
            while after < end and self.cells[after].is_word and self.cells[after].stands == first.stands:
                after += 1
            if after > at:
                yield at, after
            at = max(after, at + 1)
