"""An official table as it is looked for in a report: the labels of its rows, the heads of its columns, its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from generator.document.grids import Grid
from generator.matching.official_labels import Official
from generator.standard.figures import ColumnAt, columns_at, rows_at
from generator.standard.model import Standard
from generator.standard.table_definition import RepeatedRow
from generator.words.titles import wording

_OPENING = re.compile(r"附件.*|附表.*|[（(]?\d{4}年度?[)）]?|填[报表]单位.*|[（(]?单位[:：].*")


class OfficialTable:
    """One table of a standard in a report on a year; bands are counted from 0."""

    def __init__(self, standard: Standard, name: str, year: int) -> None:
        self.standard, self.name, self.year = standard, name, year
        self.table = standard.table_in(name, year)
        self.repeating = standard.repeating(name)
        self.title = wording(self.table.title)
        self.columns: dict[int, list[ColumnAt]] = {
            number: list(columns_at(band.columns)) for number, band in enumerate(self.table.stacked)
        }

    @cached_property
    def heads(self) -> dict[int, list[str]]:
        """The labels of the columns of each band."""
        return {
            band: [self.standard.wording(column.column.label, self.year) for column in columns]
            for band, columns in self.columns.items()
        }

    @cached_property
    def officials(self) -> list[Official]:
        """The lines in reading order, heads and banners included; none when the rows have no labels."""
        return [official for official in self._lines() if official.label]

    def _lines(self) -> Iterator[Official]:
        for number, band in enumerate(self.table.stacked):
            if band.label:
                yield Official(wording(band.label), band.label, band=number)
            for row in (row for row in rows_at(band.rows) if not isinstance(row.row, RepeatedRow)):
                printed = self.standard.wording(row.row.label, self.year)
                addresses = () if row.row.head else self.row(row.key, number)
                yield Official(wording(printed), printed, addresses, number, row.row.code)

    def grid(self, rows: int) -> Grid:
        """The grid of the table with so many rows, those that repeat as often as fills it."""
        absent = self.standard.names_absent(self.name, self.standard.absent(self.year))
        whole = self.standard.grid(self.name, absent)
        if not self.repeating or rows >= whole.rows:
            return whole
        last = [key for keys in self.repeating.values() for key in keys[1:]][rows - whole.rows :]
        return self.standard.grid(self.name, absent | frozenset(last))

    def row(self, key: str, band: int) -> tuple[str, ...]:
        """The addresses of a row, left to right."""
        return tuple(f"{self.name}.{key}.{column.key}" for column in self.columns[band])

    @property
    def addresses(self) -> list[str]:
        """Every figure of the table."""
        absent = self.standard.absent(self.year)
        return [a for a, figure in self.standard.figures.items() if figure.table == self.name and a not in absent]

    @cached_property
    def _words(self) -> set[str]:
        """What its heads say."""
        above = {part.label for columns in self.columns.values() for column in columns for part in column.above}
        stubs = {text for band in self.table.stacked for text in band.stub.values()}
        return {wording(text) for text in {*above, *stubs, *(h for heads in self.heads.values() for h in heads)}}

    def opens(self, line: str) -> bool:
        """Whether a line belongs to the title of the table or its heads."""
        if "。" in line:
            return False
        if len(line.strip()) < 60 and (self.title in wording(line) or _OPENING.fullmatch(line.strip())):
            return True
        words = [wording(word) for word in re.split(r"[\s|｜│┃]+", line)]
        return any(words) and all(any(w in known or known in w for known in self._words) for w in words if w)
