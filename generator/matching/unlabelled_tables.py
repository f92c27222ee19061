"""The figures of a table without row labels: one run of numbers under the heads, or a line for each group of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.matching.official_labels import Official, Wordings, occurrences
from generator.matching.row_figures import Told
from generator.matching.text_cells import TextCell
from generator.standard.figures import ColumnAt, columns_at, rows_at
from generator.standard.table_definition import Table
from generator.words.titles import bare, wording

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
    addresses = [f"{name}.{row}.{column.key}" for column in columns]
    if cut := _under_cut_heads(cells, columns):
        return Unlabelled(_told(addresses, cut[1:]), cut[0].line, cut[-1].line)
    labels = {wording(part.label) for column in columns for part in (*column.above, column.column)}
    spanners = {
        wording("".join(part.label for part in c.above)): wording(c.above[-1].label) for c in columns if c.above
    }
    spanners |= {name: name for name in spanners.values()}
    items = _densest(_stretches(cells, Wordings([Official(label, label) for label in sorted(labels | set(spanners))])))
    if len({item.head for item in items if item.head}) < min(_LEAST_HEADS, len(labels)):
        return None
    groups = [
        (wording(above[-1].label if above else ""), len(list(members)))
        for above, members in groupby([column.above for column in columns])
    ]
    values = _one_row(items, len(columns)) or _grouped(items, groups, spanners)
    last = max((cell.line for cell in values), default=max(item.cell.line for item in items if item.head))
    return Unlabelled(_told(addresses, values), items[0].cell.line, last)


def _told(addresses: Sequence[str], values: Sequence[TextCell]) -> dict[str, Told]:
    return {a: Told(cell.figure, cell.line) for a, cell in zip(addresses, values, strict=False)}


def _under_cut_heads(cells: Sequence[TextCell], columns: Sequence[ColumnAt]) -> list[TextCell]:
    """The figures of one line under heads that were cut over lines, after the first cell of the heads.

    Cut heads are known by their letters: the words above have those of all heads and spanners, no more and no less.
    """
    paths = {tuple(part.label for part in c.above[:depth]) for c in columns for depth in range(1, len(c.above) + 1)}
    printed = [*(path[-1] for path in paths), *(column.column.label for column in columns)]
    letters = Counter(bare("".join(printed)))
    lines = [list(line) for _, line in groupby(cells, key=lambda cell: cell.line)]
    at = 0
    for line in lines:
        if len(line) == len(columns) and all(cell.figure for cell in line):
            first = _spelt(cells[:at], letters)
            if first:
                return [first, *line]
        at += len(line)
    return []


def _spelt(cells: Sequence[TextCell], letters: Counter[str]) -> TextCell | None:
    """The first of the cells at the end that have these letters; None when the last ones have others."""
    left = letters.copy()
    for cell in reversed(cells):
        left.subtract(bare(cell.text))
        if min(left.values()) < 0:
            return None
        if not any(left.values()):
            return cell
    return None


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


def _grouped(items: Sequence[_Item], groups: list[tuple[str, int]], spanners: Mapping[str, str]) -> list[TextCell]:
    """The figures behind the name of each group or its heads, when every group has as many as it has columns."""
    found: list[tuple[str, list[TextCell]]] = [("", [])]
    for item in items:
        if item.head in spanners:
            found.append((spanners[item.head], []))
        elif not item.head and item.cell.text:
            found[-1][1].append(item.cell)
    filled = [(head, cells) for head, cells in found if cells]
    if [(head, len(cells)) for head, cells in filled] != groups:
        return []
    return [cell for _, cells in filled for cell in cells]
