"""A report as lines, whatever kind of file it came from: every line and cell with its place, every table as a grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.document.blocks import Block, Closing, Document, Statistics, text_of
from generator.document.places import Place
from generator.matching.grid_lines import FoundTable
from generator.readers.read_file import ReadFile
from generator.readers.report_file import read_report_file
from generator.words.folding import Folded, TextLine, fold

_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True)
class Source:
    """The folded lines of a report, numbered from 1, and the tables among them.

    `folded` says in Chinese words what was folded, `notes` what of the file could not be read. A text has no tables of its own: they are
    looked for in its lines.
    """

    name: str
    lines: tuple[TextLine, ...]
    folded: str = ""
    notes: tuple[str, ...] = ()
    tables: tuple[FoundTable, ...] = ()
    places: Mapping[int, Place] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], Place] = field(default_factory=dict)
    document: Document | None = None

    @cached_property
    def numbers(self) -> dict[Place, int]:
        """The line of every place."""
        by_place = {self.places[number]: number for number in sorted(self.places, reverse=True)}
        return by_place | {place: line for (line, _), place in self.cells.items()}

    def place(self, line: int, column: int = 0) -> Place:
        """Where a line, or a cell of it, stands in the file."""
        if column and (line, column) in self.cells:
            return self.cells[line, column]
        return self.places.get(line) or Place(file=self.name, line=line)

    def number(self, place: Place) -> int:
        """The line of a place, 0 when it is the whole file."""
        return self.numbers.get(place, place.line)


def read_source(path: Path) -> Source:
    """The lines and tables of a file of any kind; raises InputError."""
    return source_of(path.name, read_report_file(path))


def source_of(name: str, read: ReadFile | Folded) -> Source:
    """The source that a reader's gift is."""
    return of_text(name, read) if isinstance(read, Folded) else source_of_document(name, read.document, read.notes)


def of_text(name: str, text: Folded) -> Source:
    """A plain text: its lines are its places."""
    return Source(name, text.lines, text.words)


def source_of_document(name: str, document: Document, notes: tuple[str, ...] = ()) -> Source:
    """A document that a reader found; a row of a table is a line, with tabs between its cells."""
    texts: list[str] = []
    places: dict[int, Place] = {}
    cells: dict[tuple[int, int], Place] = {}
    starts: list[tuple[Statistics, int]] = []
    for block in document.blocks:
        first = len(texts) + 1
        if isinstance(block, Statistics):
            starts.append((block, first))
            cells |= {
                (first + cell.row, cell.column + 1): place
                for cell, place in zip(block.grid.cells, block.places, strict=False)
            }
        texts += _rows(block) if isinstance(block, Statistics) else _lines(block)
        places |= dict.fromkeys(range(first, len(texts) + 1), block.origin.place)
    folded = fold("\n".join(texts))
    tables = tuple(_found(block, first, folded.lines) for block, first in starts)
    return Source(name, folded.lines, folded.words, notes, tables, places, cells, document)


def _lines(block: Block) -> list[str]:
    """The words of a block in the lines that a text would have."""
    text = "\n".join((block.agency, block.date)) if isinstance(block, Closing) else text_of(block)
    return [line if line.isprintable() else line.translate(_BREAKS) for line in text.split("\n") if line.strip()]


def _rows(table: Statistics) -> Iterator[str]:
    """The rows of a table: the texts of the cells that begin in them."""
    rows: list[list[str]] = [[] for _ in range(table.grid.rows)]
    for cell, text in table.cells():
        rows[cell.row].append(text if text.isprintable() else text.translate(_BREAKS))
    return ("\t".join(row) for row in rows)


def _found(table: Statistics, first: int, lines: Sequence[TextLine]) -> FoundTable:
    """The table with its texts as they were folded."""
    wanted = Counter(cell.row for cell in table.grid.cells)
    texts: list[str] = []
    for row in range(table.grid.rows):
        pieces = lines[first + row - 1].text.split("\t") if wanted[row] else []
        texts += pieces + [""] * (wanted[row] - len(pieces))
    pairs = zip(table.grid.cells, texts, strict=True)
    cells = tuple(cell if cell.text == text else cell._replace(text=text) for cell, text in pairs)
    return FoundTable(cells, table.grid.rows, table.grid.columns, first)
