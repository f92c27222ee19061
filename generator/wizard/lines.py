"""A table as the lines it is asked in: one line of figures a row, or a group of columns where rows have no words."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.answers.values import Refused, read_value
from generator.standard.figures import Figure
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS
from generator.words.characters import plain

LEAVE_OPEN, SKIP_GROUP = "?", "-"


class TableLine(NamedTuple):
    """One line to ask: its words, the vertical head it stands under, and the entered figures with their column heads."""

    table: str
    key: str
    label: str
    group: str
    addresses: tuple[str, ...]
    heads: tuple[str, ...]
    numeric: bool

    @property
    def step(self) -> str:
        """The name of its step in the record."""
        return f"line:{self.key}"


def lines_asked(standard: Standard, year: int) -> list[TableLine]:
    """The lines of all tables in reading order; totals are not asked."""
    found: dict[str, list[Figure]] = {}
    for figure in standard.figures.values():
        if not figure.is_total:
            found.setdefault(_line_key(figure), []).append(figure)
    return [_line(standard, key, figures, year) for key, figures in found.items()]


def _line_key(figure: Figure) -> str:
    if figure.row.row.label or not figure.column.above:
        return f"{figure.table}.{figure.row.key}"
    return f"{figure.table}.{figure.row.key}.{figure.column.above[-1].label}"


def _line(standard: Standard, key: str, figures: list[Figure], year: int) -> TableLine:
    first = figures[0]
    label = first.row.row.label or (first.column.above[-1].label if first.column.above else first.column.column.label)
    beside = [row for row in first.row.above if row.head == "beside"]
    whole = bool(beside) and not any(row.head == "beside" for row in beside[-1].rows.values())
    heads = tuple(standard.wording(figure.column.column.label, year) for figure in figures)
    group = standard.wording(beside[-1].label, year) if whole else ""
    addresses = tuple(figure.address for figure in figures)
    numeric = all(figure.kind in NUMBERS for figure in figures)
    return TableLine(first.table, key, standard.wording(label, year), group, addresses, heads, numeric)


class TypedLine(NamedTuple):
    """What a typed line means: a text for each figure, and how many zeros it stands for that were not typed."""

    values: tuple[str, ...]
    unsaid: int


def read_line(standard: Standard, line: TableLine, typed: str) -> TypedLine:
    """Read one line by the rules of the form; raises Refused with what is wrong.

    Nothing typed means none (0 in each), `?` leaves a figure or, alone, the line open, fewer figures than columns mean 0
    in the rest.
    """
    figures = [standard.figures[address] for address in line.addresses]
    if plain(typed) == LEAVE_OPEN or (not plain(typed) and not line.numeric):
        return TypedLine(("",) * len(figures), 0)
    parts = plain(typed).split() if line.numeric else [part.strip() for part in re.split("[|｜]", typed)]
    if len(parts) > len(figures):
        raise Refused(
            f"这一行有 {len(figures)} 个数（{'、'.join(line.heads)}），填了 {len(parts)} 个；千分位用逗号，不用空格"
        )
    for figure, head, part in zip(figures, line.heads, parts, strict=False):
        try:
            if part and part != LEAVE_OPEN:
                read_value(figure.kind, part)
        except Refused as problem:
            raise Refused(f"“{head}”{problem}" if len(figures) > 1 else str(problem)) from None
    rest = len(figures) - len(parts)
    values = ["" if part == LEAVE_OPEN else part for part in parts] + ["0" if line.numeric else ""] * rest
    return TypedLine(tuple(values), rest if line.numeric and parts else 0)
