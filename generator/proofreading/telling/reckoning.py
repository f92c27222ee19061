"""Cells: where the numbers of the vocabulary stand in one standard, and what they are in one report."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from generator.answers.values import About
from generator.examination.report import Report
from generator.proofreading.catalogue import Mentioned
from generator.proofreading.manuscript import Manuscript
from generator.proofreading.telling.vocabulary import Vocabulary
from generator.standard.figures import column_groups
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS, RepeatedRow


class Cells(NamedTuple):
    """A way to reckon a number from cells: signed addresses (`cover.key` for answers)."""

    terms: tuple[tuple[int, str], ...]

    @property
    def first(self) -> str:
        """The address that a finding is shown at."""
        return self.terms[0][1]


@lru_cache(maxsize=32)
def _places(standard: Standard) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """The addresses of numbers by row and by column, and the columns under each spanner."""
    rows: dict[str, list[str]] = {}
    columns: dict[str, list[str]] = {}
    for address, figure in standard.figures.items():
        if figure.kind in NUMBERS:
            rows.setdefault(figure.row.key, []).append(address)
            columns.setdefault(figure.column.key, []).append(address)
    bands = (band for table in standard.tables.values() for band in table.stacked)
    return rows, columns, {key: keys for band in bands for key, keys in column_groups(band.columns).items()}


@lru_cache(maxsize=32)
def _ways_known(standard: Standard, words: Vocabulary) -> dict[tuple[str, ...], list[Cells]]:
    """The ways of a vocabulary that were looked for in a standard before."""
    return {}


class Reckoning:
    """Where the numbers of the vocabulary stand in one standard, and what they are in one report."""

    def __init__(self, manuscript: Manuscript, words: Vocabulary, last: Report | None) -> None:
        self.manuscript, self.standard, self.words, self.last = manuscript, manuscript.standard, words, last
        self.rows, self.columns, self.spanners = _places(self.standard)
        self.known_ways = _ways_known(self.standard, words)

    def ways(self, names: list[str]) -> list[Cells]:
        """The ways that this standard knows."""
        key = tuple(names)
        if key not in self.known_ways:
            self.known_ways[key] = self._ways(names)
        return self.known_ways[key]

    def _ways(self, names: list[str]) -> list[Cells]:
        found = []
        for name in names:
            terms: list[tuple[int, str]] = []
            for sign, word in re.findall(r"([+-]?)\s*([a-z_.]+)", name):
                at = self._addresses(word)
                if not at:
                    break
                terms += [(-1 if sign == "-" else 1, address) for address in at]
            else:
                found.append(Cells(tuple(terms)))
        return list(dict.fromkeys(found))

    def _addresses(self, word: str) -> list[str]:
        row, _, column = word.partition(".")
        if column:
            return self._cell(row, column)
        if word in self.rows:
            at = {address.rpartition(".")[2]: address for address in self.rows[word]}
            chosen = next((at[name] for name in self.words.file.columns if name in at), None)
            return [chosen] if chosen else list(at.values()) if len(at) == 1 else []
        if len(self.columns.get(word, ())) == 1:
            return self.columns[word]
        question = self.standard.questions.get(word)
        return [f"cover.{word}"] if question and question.kind in NUMBERS else []

    def _cell(self, row: str, column: str) -> list[str]:
        found = [address for address in self.rows.get(row, ()) if address.endswith(f".{column}")]
        if found:
            return found
        for table in self.standard.tables:
            if parts := self.standard.group_sums.get(f"{table}.{row}.{column}"):
                return list(parts)
        under = self.spanners.get(column, ())
        return [address for address in self.rows.get(row, ()) if address.rpartition(".")[2] in under]

    def value(self, cells: Cells, report: Report | None = None) -> Decimal | None:
        """What a way comes to; None when a cell is not told."""
        total = Decimal(0)
        for sign, address in cells.terms:
            number = self._number(address, report or self.manuscript.report)
            if number is None:
                return None
            total += sign * number
        return total

    def about(self, cells: Cells) -> About | None:
        """What the cover tells roughly."""
        told = self.manuscript.report.questions.get(cells.first.removeprefix("cover."))
        return told if isinstance(told, About) and cells.first.startswith("cover.") else None

    def known(self, ways: list[Cells]) -> list[tuple[Cells, Decimal]]:
        """The ways whose cells are told, each with what it comes to."""
        return [(cells, value) for cells in ways if (value := self.value(cells)) is not None]

    def _number(self, address: str, report: Report) -> Decimal | None:
        if address.startswith("cover."):
            told = report.questions.get(address.removeprefix("cover."))
            if isinstance(told, About):
                return None
            return Decimal(told) if isinstance(told, int | Decimal) and not isinstance(told, bool) else None
        number = report.told(address)
        if number is None and isinstance(self.standard.figures[address].row.row, RepeatedRow):
            number = 0  # a row that is not listed
        return None if number is None else Decimal(number)

    def is_blank(self, cells: Cells) -> bool:
        """Whether a published table shows the cell empty."""
        return len(cells.terms) == 1 and cells.first in self.manuscript.blank

    def is_unread(self, cells: Cells) -> bool:
        """Whether cells of a table could not be read: what they come to may be what the text tells."""
        if not self.manuscript.published or cells.first.startswith("cover."):
            return False
        return any(
            self._number(a, self.manuscript.report) is None and a not in self.manuscript.blank for _, a in cells.terms
        )

    @cached_property
    def mentioned(self) -> dict[Cells, Mentioned]:
        """The things of the vocabulary by the cells that come first to hold them."""
        ways = ((self.ways(told.figures), told) for told in self.words.file.mentions.values())
        return {found[0]: told for found, told in reversed(list(ways)) if found}

    def rule(self, cells: Cells) -> str:
        """The code of the rule that compares a text with these cells."""
        return self.mentioned[cells].rule if cells in self.mentioned else "C1"

    def unit(self, cells: Cells) -> str:
        question = self.standard.questions.get(cells.first.removeprefix("cover."))
        return question.unit if question else self.standard.figures[cells.first].unit

    def name(self, address: str) -> str:
        """What a figure or an answer is called, without where it stands."""
        question = self.standard.questions.get(address.removeprefix("cover."))
        if question:
            return question.label.removeprefix("其中：")
        figure = self.standard.figures[address]
        return self.standard.name_of(figure, self.manuscript.year).printed.replace("“", "·").replace("”", "")

    def label(self, cells: Cells) -> str:
        told = [_label(self.standard, address, self.manuscript.year) for _, address in cells.terms]
        if len(told) < 3:
            return "与".join(told)
        last = self.standard.name_of(self.standard.figures[cells.terms[-1][1]], self.manuscript.year)
        return f"{told[0]}至“{last.column or last.row}”{len(told)}格之和"


def _label(standard: Standard, address: str, year: int) -> str:
    if address.startswith("cover."):
        return f"封面“{standard.questions[address.removeprefix('cover.')].label}”"
    return f"表内{standard.name_of(standard.figures[address], year).printed}"
