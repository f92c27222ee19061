"""The figures of a table without row labels: one run of numbers under the heads, or a line for each group of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from generator.matching.official_labels import Official, Wordings, occurrences
from generator.matching.row_figures import Told
from generator.matching.text_cells import TextCell
from generator.standard.definition import Table
from generator.standard.figures import columns_at, rows_at
from generator.words.titles import wording

_LEAST_HEADS = 4


class Unlabelled(NamedTuple):
    """What a table without labels tells, and its first and last line."""

    told: dict[str, Told]
    first: int
    last: int


class _Item(NamedTuple):
    """A head, or a cell of figures when `head` is empty."""

    head: str
    cell: TextCell


def read_unlabelled(cells: Sequence[TextCell], name: str, table: Table) -> Unlabelled | None:
    """Tell the figures of a table of one row; None when the report does not have it."""
    band = table.stacked[0]
    columns = list(columns_at(band.columns))
    row = next(rows_at(band.rows)).key
    labels = {wording(part.label) for column in columns for part in (*column.above, column.column)}
    items = _densest(_stretches(cells, Wordings([Official(label, label) for label in sorted(labels)])))
    if len({item.head for item in items if item.head}) < min(_LEAST_HEADS, len(labels)):
        return None
    addresses = [f"{name}.{row}.{column.key}" for column in columns]
    groups = [
        (wording(above[-1].label if above else ""), len(list(members)))
        for above, members in groupby([column.above for column in columns])
    ]
    values = _one_row(items, len(columns)) or _grouped(items, groups)
    told = {a: Told(cell.figure, cell.line) for a, cell in zip(addresses, values, strict=False)}
    last = max((cell.line for cell in values), default=max(item.cell.line for item in items if item.head))
    return Unlabelled(told, items[0].cell.line, last)


def _stretches(cells: Sequence[TextCell], wordings: Wordings) -> list[list[_Item]]:
    """The cells cut at every word that is neither a head nor a figure."""
    heads = {start: (label, end) for label, start, end in occurrences(cells, wordings)}
    found: list[list[_Item]] = [[]]
    at = 0
    while at < len(cells):
        label, end = heads.get(at, ("", at + 1))
        if label:
            found[-1].append(_Item(label, cells[at]))
        elif cells[at].is_word:
            found.append([])
        elif not cells[at].names_unit:
            found[-1].append(_Item("", cells[at]))
        at = end
    return found


def _densest(stretches: list[list[_Item]]) -> list[_Item]:
    """The stretch with the most different heads, from its first head on."""
    best = max(stretches, key=lambda items: len({item.head for item in items if item.head}))
    first = next((number for number, item in enumerate(best) if item.head), len(best))
    return best[first:]


def _one_row(items: Sequence[_Item], columns: int) -> list[TextCell]:
    """The figures behind the last head, when they are as many as the columns."""
    last = max(number for number, item in enumerate(items) if item.head)
    tail = [item.cell for item in items[last + 1 :]]
    numbers, filled = [c for c in tail if c.figure], [c for c in tail if c.text]
    rows = [list(row) for box, row in groupby(tail, key=lambda cell: cell.line) if box]
    whole = [row for row in rows if row[0].row and len(row) == columns and any(cell.figure for cell in row)]
    for found in (numbers, filled, *whole[:1]):
        if len(found) == columns and (numbers or found is filled):
            return found
    return []


def _grouped(items: Sequence[_Item], groups: list[tuple[str, int]]) -> list[TextCell]:
    """The figures behind the name of each group, when every group has as many as it has columns."""
    found: list[tuple[str, list[TextCell]]] = []
    for item in items:
        if item.head:
            found.append((item.head, []))
        elif item.cell.text:
            found[-1][1].append(item.cell)
    filled = [(head, cells) for head, cells in found if cells]
    if [(head, len(cells)) for head, cells in filled] != groups:
        return []
    return [cell for _, cells in filled for cell in cells]
