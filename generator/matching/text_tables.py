"""The tables of a report told from its lines, as far as they are certain; what is not certain is not told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
from generator.matching.row_figures import Columns, FoundRow, Told
from generator.matching.text_cells import TextCell, cells_of
from generator.matching.unlabelled_tables import read_unlabelled
from generator.standard.definition import Table
from generator.standard.figures import columns_at, rows_at
from generator.standard.model import Standard
from generator.words.folding import TextLine
from generator.words.titles import bare, wording

_LEAST_ROWS, _LEAST_SHARE = 2, 4  # rows found for a table to be taken: two, and a quarter of all unless it has heads
_ABOVE, _ABOVE_CELLS = 25, 80
_OPENING = re.compile(r"附件.*|附表.*|[（(]?\d{4}年度?[)）]?|填[报表]单位.*|[（(]?单位[:：].*")
_BARS = re.compile(r"[|｜│┃\t]")


@dataclass
class Tables:
    """What the tables of a report tell: figures by address, the line of each row found, the lines the tables take up."""

    told: dict[str, Told] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)


def read_tables(lines: Sequence[TextLine], standard: Standard, year: int, broken: frozenset[int]) -> Tables:
    """Tell the figures of all tables of a standard; `broken` are the numbers of damaged lines."""
    found, text = Tables(), _Text(lines, broken)
    for name, table in standard.tables.items():
        officials = [official for official in _officials(standard, name, table, year) if official.label]
        if officials:
            _Labelled(text, officials, _Outline(table, standard, year)).read(found)
        elif told := read_unlabelled(text.cells, name, table):
            found.told.update(told.told)
            found.rows.update(
                dict.fromkeys((f.address for f in standard.figures.values() if f.table == name), told.last)
            )
            text.mark(found, told.first, told.last, _Outline(table, standard, year))
    return found


class _Outline:
    """The words that stand above a table: its title, its heads."""

    def __init__(self, table: Table, standard: Standard, year: int) -> None:
        bands = list(enumerate(table.stacked))
        self.standard, self.title = standard, wording(table.title)
        self.heads = {
            number: [standard.wording(column.column.label, year) for column in columns_at(band.columns)]
            for number, band in bands
        }
        above = {part.label for _, band in bands for column in columns_at(band.columns) for part in column.above}
        stubs = {text for _, band in bands for text in band.stub.values()}
        self.words = {wording(text) for text in {*above, *stubs, *(h for heads in self.heads.values() for h in heads)}}

    def opens(self, line: str) -> bool:
        """Whether a line belongs to the title of the table or its heads."""
        if "。" in line:
            return False
        if len(line.strip()) < 60 and (self.title in wording(line) or _OPENING.fullmatch(line.strip())):
            return True
        words = [wording(word) for word in re.split(r"[\s|｜│┃]+", line)]
        return any(words) and all(any(w in known or known in w for known in self.words) for w in words if w)


class _Text:
    """The report as lines and cells."""

    def __init__(self, lines: Sequence[TextLine], broken: frozenset[int]) -> None:
        self.lines, self.broken = {line.number: line.text for line in lines}, broken
        self.cells = cells_of(lines)
        self.prose = [line.number for line in lines if line.number not in broken and _is_prose(line.text)]

    def mark(self, found: Tables, first: int, last: int, outline: _Outline) -> None:
        """Take the lines of a table, with its title and heads above, and damaged rows right below."""
        start = first
        for number in range(first - 1, max(first - _ABOVE, 0), -1):
            if outline.opens(self.lines[number]):
                start = number
            elif wording(self.lines[number]):
                break
        while last + 1 in self.broken:
            last += 1
        found.lines.update(range(start, last + 1))


def _is_prose(text: str) -> bool:
    if _BARS.search(text):
        return False
    return ("。" in text and len(text) > 15) or any(len(word) > 150 for word in text.split())


def _officials(standard: Standard, name: str, table: Table, year: int) -> Iterator[Official]:
    """The labels of a table in reading order, heads and banners included."""
    for number, band in enumerate(table.stacked):
        if band.label:
            yield Official(wording(band.label), band.label, band=number)
        keys = [column.key for column in columns_at(band.columns)]
        for row in rows_at(band.rows):
            printed = standard.wording(row.row.label, year)
            addresses = () if row.row.head else tuple(f"{name}.{row.key}.{key}" for key in keys)
            yield Official(wording(printed), printed, addresses, number, row.row.code)


class _Labelled:
    """The reading of one table whose rows have labels."""

    def __init__(self, text: _Text, officials: list[Official], outline: _Outline) -> None:
        self.text, self.officials, self.outline = text, officials, outline
        wordings = Wordings(officials)
        self.cells = unglued(text.cells, wordings)
        self.run = chain(self.cells, officials, wordings, text.prose)
        self.columns = Columns(outline.standard, text.lines, outline.heads)

    def read(self, found: Tables) -> None:
        """Tell what is certain, when enough of the table is there."""
        rows = sum(bool(self.officials[match.row].addresses) for match in self.run)
        wanted = sum(bool(official.addresses) for official in self.officials)
        headed = any(len(heads) > 1 for heads in self.outline.heads.values()) and bool(self._bands_under_heads())
        if rows < min(_LEAST_ROWS, wanted) or (rows * _LEAST_SHARE < wanted and not headed):
            return
        self.run = self._completed()
        sure = {match.start for match in certain(self.run, self.officials)}
        read = [self._row(number) for number, _ in enumerate(self.run)]
        bands = self._bands_under_heads()
        told = [
            row
            for row, match in zip(read, self.run, strict=True)
            if row.official.addresses and match.start in sure and row.official.band in bands
        ]
        self.columns.learn(told)
        for row in told:
            found.rows.update(dict.fromkeys(row.official.addresses, row.label.line))
            found.told.update(self.columns.told(row))
        last = max([read[-1].label.line, *(cell.line for cell in read[-1].cells if cell.text)])
        self.text.mark(found, self.cells[self.run[0].start].line, last, self.outline)

    def _bands_under_heads(self) -> set[int]:
        """The bands of one column, and those of several that stand under a head of their own: another form has others."""
        found = {band for band, heads in self.outline.heads.items() if len(heads) == 1}
        start = 0
        for match in self.run:
            band = self.officials[match.row].band
            if self.officials[match.row].addresses:
                start = max(start, match.start - _ABOVE_CELLS)
                above = "".join(bare(cell.text) for cell in self.cells[start : match.start])
                if any(bare(head) in above for head in self.outline.heads[band]):
                    found.add(band)
                start = match.end
        return found

    def _completed(self) -> list[Match]:
        """The run with the slightly different and the partly damaged labels between its matches."""
        found = list(self.run[:1])
        for before, after in zip(self.run, self.run[1:], strict=False):
            rows = list(range(before.row + 1, after.row))
            for start, end in self._phrases(before.end, after.start) if rows else ():
                text = " ".join(cell.text for cell in self.cells[start:end])
                recognise = remarked if self.cells[start].line in self.text.broken else closest
                row = recognise(text, rows, self.officials)
                if row is not None:
                    found.append(Match(row, start, end))
                    rows = [later for later in rows if later > row]
            found.append(after)
        return found

    def _phrases(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs of words on one line or in one box."""
        at = start
        while at < end:
            first = self.cells[at]
            after = at
            while after < end and self.cells[after].is_word and self.cells[after][1::3] == first[1::3]:
                after += 1
            if after > at:
                yield at, after
            at = max(after, at + 1)

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
            if not cell.names_unit and not _is_code(cell, row.official.code):
                row.cells.append(cell)
        else:
            if number + 1 < len(self.run):
                self._drop_serial(match, self.run[number + 1], row.cells)
        return row

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


def _is_code(cell: TextCell, code: str) -> bool:
    return bool(code) and cell.text.lstrip("0") == code.lstrip("0")
