"""The cells behind one label to the figures of its row, when there is no doubt which cell is which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.matching.official_labels import Official
from generator.matching.text_cells import TextCell
from generator.standard.figures import Figure
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS
from generator.words.widths import width

Places = list[TextCell | None]


class Told(NamedTuple):
    """A figure as published, the number of its line, and its column where a reader found one; an empty text is a cell that is
    certainly there and empty."""

    text: str
    line: int
    column: int = 0


@dataclass
class FoundRow:
    """A row found: its official line, the last cell of its label, the cells that follow, the foreign word that ended it.

    `after_stray` says that a figure no row has stands before the label: it may be one of this row's.
    """

    official: Official
    label: TextCell
    cells: list[TextCell]
    foreign: TextCell | None = None
    after_stray: bool = False

    @property
    def numbers(self) -> list[TextCell]:
        return [cell for cell in self.cells if cell.figure]

    @property
    def on_line(self) -> bool:
        """Whether the row stands on one line of text aligned by spaces."""
        return not self.label.box and all(cell.line == self.label.line and not cell.box for cell in self.cells)


class Columns:
    """Tells the figures of the rows of one table; knows where its columns stand on the screen."""

    def __init__(self, standard: Standard, lines: Mapping[int, str], heads: Mapping[int, Sequence[str]]) -> None:
        self.standard, self.lines, self.heads = standard, lines, heads
        self.edges: dict[int, tuple[int, ...]] = {}
        self.by_line = False
        self.surplus: set[int] = set()

    def learn(self, rows: Sequence[FoundRow]) -> None:
        """See where the columns of each band end, when its complete rows agree, whether rows stand on one line, and how
        many empty boxes each complete row has after its last."""
        seen: dict[int, list[tuple[int, ...]]] = {}
        for row in rows:
            self.by_line = self.by_line or bool(row.on_line and row.numbers)
            if len(row.numbers) == len(row.official.addresses) > 1 and row.label.box:
                self.surplus.add(len(row.cells) - len(row.numbers))
            elif len(row.numbers) == len(row.official.addresses) > 1 and row.on_line:
                edges = tuple(width(self.lines[cell.line][: cell.end]) for cell in row.numbers)
                seen.setdefault(row.official.band, []).append(edges)
        self.edges = {band: found[0] for band, found in seen.items() if len(found) > 1 and len(set(found)) == 1}

    def told(self, row: FoundRow) -> dict[str, Told]:
        """The figures of a row that are certain, by address."""
        addresses = row.official.addresses
        places = self._words(row) if self.of_words(row.official) else self._counted(row) or self._aligned(row)
        found = {}
        for address, cell in zip(addresses, places or (), strict=bool(places)):
            text = figure_of(self.standard.figures[address], cell) if cell else ""
            if text is not None:
                found[address] = Told(text, cell.line if cell else row.label.line)
        return found

    def of_words(self, official: Official) -> bool:
        """Whether the row has words in its cells, not only numbers."""
        return any(self.standard.figures[address].kind not in NUMBERS for address in official.addresses)

    def _counted(self, row: FoundRow) -> Places | None:
        """The cells in their columns by their number: as many numbers as columns, or none, or as many cells as columns."""
        columns, numbers = len(row.official.addresses), row.numbers
        if len(numbers) == columns:
            return list(numbers)
        if numbers:
            return self._as_many(row.cells, columns)
        foreign = row.foreign
        if foreign and (foreign.line == row.label.line or not re.search("[\u4e00-\u9fff]", foreign.text)):
            return None
        if row.after_stray and not row.label.box:
            return None
        sure = columns == 1 or len(row.cells) >= columns or (self.by_line and not row.cells and not row.label.box)
        return [None] * columns if sure else None

    def _as_many(self, cells: Sequence[TextCell], columns: int) -> Places | None:
        """The cells in their columns when they are as many, or as many more as there are in every complete row."""
        more = len(cells) - columns
        if more > 0 and self.surplus == {more} and not any(cell.text for cell in cells[columns:]):
            return list(cells[:columns])
        return list(cells) if not more else None

    def _words(self, row: FoundRow) -> Places | None:
        """The cells of a row of words: by its boxes, or by the columns under the heads."""
        if not row.label.row:
            return self._aligned(row)
        boxes: dict[int, TextCell] = {}
        for cell in row.cells:
            boxes[cell.box] = cell._replace(text=f"{boxes[cell.box].text} {cell.text}") if cell.box in boxes else cell
        return list(boxes.values()) if len(boxes) == len(row.official.addresses) else None

    def _aligned(self, row: FoundRow) -> Places | None:
        """The cells of a row by the columns they stand in, in a text whose columns are aligned by spaces."""
        if not row.on_line or not row.cells or (row.foreign and row.foreign.line == row.label.line):
            return None
        line = self.lines[row.label.line]
        edges = self.edges.get(row.official.band) or self._edges_of_heads(row)
        places: Places = [None] * len(row.official.addresses)
        for cell in row.cells:
            left, right = width(line[: cell.start]), width(line[: cell.end])
            column = next((number for number, edge in enumerate(edges) if right <= edge), None)
            if column is None or (column and left < edges[column - 1]):
                return None
            placed = places[column]
            if placed and not self.of_words(row.official):
                return None
            places[column] = placed._replace(text=f"{placed.text} {cell.text}") if placed else cell
        return places

    def _edges_of_heads(self, row: FoundRow) -> tuple[int, ...]:
        """Where the heads end, on the nearest line above that has those of all columns."""
        heads = self.heads[row.official.band]
        for number in range(row.label.line - 1, max(row.label.line - 150, 0), -1):
            line, at, edges = self.lines[number], 0, []
            for head in heads:
                found = line.find(head, at)
                if found < 0:
                    break
                at = found + len(head)
                edges.append(width(line[:at]))
            if len(edges) == len(heads):
                return tuple(edges)
        return ()


def figure_of(figure: Figure, cell: TextCell) -> str | None:
    """The text of a figure in the unit of its row; None when it is published in another unit."""
    if figure.kind not in NUMBERS:
        return "" if cell.is_blank else cell.text
    if figure.kind == "amount":
        return cell.text if cell.figure else ""
    money = "元" in cell.unit or figure.kind == "money"
    return None if money and cell.unit not in ("", figure.unit) else cell.figure
