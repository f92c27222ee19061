"""The tables of a report told from its lines, as far as they are certain; what is not certain is not told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from generator.matching.labelled_rows import LabelledRows
from generator.matching.listed_rows import ListedRows, listed_in_lines
from generator.matching.official_labels import Match
from generator.matching.official_table import OfficialTable
from generator.matching.row_figures import Columns, FoundRow, Told
from generator.matching.text_cells import TextCell, cells_of
from generator.matching.unlabelled_tables import read_unlabelled
from generator.words.folding import TextLine
from generator.words.titles import bare, wording

_ABOVE, _LEAST_HEADS = 25, 3
_BARS = re.compile(r"[|｜│┃\t]")


class OtherLabel(NamedTuple):
    """A label of a row or a column that is not in the words of the form, at its line and column."""

    official: str
    text: str
    line: int
    column: int = 0


class Misfit(NamedTuple):
    """A row whose cells are not its figures: the figures it should have, why they are not told, its line and column, its cells."""

    addresses: tuple[str, ...]
    why: str
    line: int
    column: int = 0
    shown: str = ""


@dataclass
class Tables:
    """What the tables of a report tell: figures by address, the line of each row found, the lines the tables take up."""

    told: dict[str, Told] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    labels: list[OtherLabel] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)

    def take(self, listed: ListedRows) -> None:
        """Tell the rows of a list."""
        self.told.update(listed.told)
        self.rows.update({address: told.line for address, told in listed.told.items()})


class ReportLines:
    """The lines of a report as they are looked through for tables."""

    def __init__(self, lines: Sequence[TextLine], broken: Set[int]) -> None:
        self.lines, self.broken = {line.number: line.text for line in lines}, broken
        self.cells = cells_of(lines)
        self.prose = [line.number for line in lines if line.number not in broken and _is_prose(line.text)]

    def mark(self, found: Tables, first: int, last: int, official: OfficialTable) -> None:
        """Take the lines of a table, with its title and heads above, and damaged rows right below."""
        start = first
        for number in range(first - 1, max(first - _ABOVE, 0), -1):
            if official.opens(self.lines[number]):
                start = number
            elif wording(self.lines[number]):
                break
        while last + 1 in self.broken:
            last += 1
        found.lines.update(range(start, last + 1))


def read_lines_of_tables(text: ReportLines, tables: Iterable[OfficialTable], found: Tables) -> None:
    """Tell the figures of tables that stand in the lines of a report."""
    for official in tables:
        if official.repeating and (listed := listed_in_lines(text.lines, official)):
            found.take(listed)
            text.mark(found, listed.first, listed.last, official)
        if official.officials:
            _Labelled(text, official).read(found)
        elif official.repeating:
            continue
        elif told := read_unlabelled(text.cells, official.name, official.table):
            found.told.update(told.told)
            found.rows.update(dict.fromkeys(official.addresses, told.last))
            text.mark(found, told.first, told.last, official)


def _is_prose(text: str) -> bool:
    if _BARS.search(text):
        return False
    return ("。" in text and len(text) > 15) or any(len(word) > 150 for word in text.split())


class _Labelled:
    """The reading of one table whose rows have labels."""

    def __init__(self, text: ReportLines, official: OfficialTable) -> None:
        self.text, self.official, self.officials = text, official, official.officials
        self.rows = LabelledRows(text.cells, self.officials, official.heads, text.prose, text.broken, text.lines)
        self.cells, self.run = self.rows.cells, self.rows.run
        self.columns = Columns(official.standard, text.lines, official.heads)

    def read(self, found: Tables) -> None:
        """Tell what is certain, when enough of the table is there."""
        if not self.run:
            return
        read = [self._row(number) for number, _ in enumerate(self.run)]
        for number, row in enumerate(read):
            row.after_stray = self._strays(number, read[number - 1] if number else None)
        told = [row for row, sure in zip(read, self.rows.certain(), strict=True) if sure]
        self.columns.learn(told)
        for row in told:
            found.rows.update(dict.fromkeys(row.official.addresses, row.label.line))
            found.told.update(self.columns.told(row))
        found.labels += [
            OtherLabel(self.officials[match.row].printed, *self.rows.said(match)) for match in self.rows.inexact
        ]
        found.labels += self._heads(told)
        units = takewhile(lambda cell: cell.names_unit, self.cells[self.run[-1].end :])
        last = max([read[-1].label.line, *(cell.line for cell in (*units, *read[-1].cells) if cell.text)])
        self.text.mark(found, self.cells[self.run[0].start].line, last, self.official)

    def _heads(self, rows: Sequence[FoundRow]) -> Iterator[OtherLabel]:
        """The heads of a band that are not quite the official ones, right above its first row, when most of them are official."""
        seen: set[int] = set()
        for row in rows:
            official = self.official.heads[row.official.band]
            if row.official.band in seen or len(official) < _LEAST_HEADS:
                continue
            seen.add(row.official.band)
            first = next(
                match.start for match in self.run if self.officials[match.row].addresses == row.official.addresses
            )
            words = [cell for cell in self.cells[max(first - _ABOVE, 0) : first] if cell.is_word][-len(official) :]
            pairs = list(zip(words, official, strict=False))
            other = [(cell, head) for cell, head in pairs if bare(cell.text) != bare(head)]
            if len(words) == len(official) and len(other) * 2 < len(official):
                yield from (OtherLabel(head, cell.text, cell.line, cell.column) for cell, head in other)

    def _row(self, number: int) -> FoundRow:
        """What stands between a label and the next one, up to the first foreign word."""
        match = self.run[number]
        row = FoundRow(self.officials[match.row], self.cells[match.end - 1], [])
        words = self.columns.of_words(row.official)
        end = self.run[number + 1].start if number + 1 < len(self.run) else len(self.cells)
        at = self._after_remark(match.end, end)
        for cell in self.cells[at:end]:
            if (row.label.row or words) and cell.line != row.label.line:
                break
            if cell.is_word and not words:
                row.foreign = cell
                break
            if not cell.names_unit and not cell.is_code(row.official.code):
                row.cells.append(cell)
        else:
            if number + 1 < len(self.run):
                self._drop_serial(match, self.run[number + 1], row.cells)
        return row

    def _strays(self, number: int, before: FoundRow | None) -> bool:
        """Whether a figure on the line before a label belongs to no row."""
        start = self.run[number].start
        cell = self.cells[start - 1] if start else None
        if cell is None or not cell.figure or cell.line == self.cells[start].line:
            return False
        return before is None or cell not in before.cells[: len(before.official.addresses)]

    def _after_remark(self, at: int, end: int) -> int:
        """Past a remark in brackets that stands apart from its label."""
        if at < end and self.cells[at].text[:1] in ("（", "("):
            for number in range(at, min(at + 6, end)):
                if self.cells[number].text[-1:] in (")", "）"):
                    return number + 1
        return at

    def _drop_serial(self, match: Match, after: Match, cells: list[TextCell]) -> None:
        """Drop the serial number in front of the next label when this label has the one before it."""
        mine, following = self._serial(match), self._serial(after)
        if mine and following == mine + 1 and cells and cells[-1].text == str(following):
            cells.pop()

    def _serial(self, match: Match) -> int:
        """The number in front of a label on its line."""
        if not match.start:
            return 0
        before, label = self.cells[match.start - 1], self.cells[match.start]
        return int(before.text) if before.line == label.line and before.text.isdecimal() else 0
