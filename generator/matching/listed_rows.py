"""The rows of a table that repeat, told by their order below the heads of their columns; a row that is not certain ends the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.matching.grid_columns import GridColumns, heads_above
from generator.matching.grid_lines import FoundTable
from generator.matching.official_table import OfficialTable
from generator.matching.row_figures import Told
from generator.words.titles import wording
from generator.words.widths import width

_APART = re.compile(r"\S+(?: \S+)*")
_BARS = re.compile(r"[|｜│┃\t]")
_NOTHING = {"无", "/", "-", "—", "——", ""}


class _Piece(NamedTuple):
    """A cell of a line, and the columns of the screen it takes up."""

    text: str
    first: int
    last: int


class ListedRows(NamedTuple):
    """What the rows tell, and the lines of the first head and of the last row."""

    told: dict[str, Told]
    first: int
    last: int


def listed_in_grids(tables: Sequence[FoundTable], official: OfficialTable) -> ListedRows | None:
    """The rows that repeat in the first found table that has all heads of their columns."""
    columns = official.columns[0]
    for table in tables:
        for row in range(1, table.rows):
            known = GridColumns(heads_above(table, 0, row, 0), columns)
            if known.certain == len(columns):
                rows = (
                    {key: c.text for c in table.cells if c.row == at for key in known.of(c)}
                    for at in range(row, table.rows)
                )
                return _listed(official, enumerate(rows, table.first + row), table.first)
    return None


def listed_in_lines(lines: Mapping[int, str], official: OfficialTable) -> ListedRows | None:
    """The rows that repeat in the lines below one that has all heads of their columns, up to an empty one."""
    heads, numbers = [wording(head) for head in official.heads[0]], list(lines)
    for at, number in enumerate(numbers):
        pieces = _pieces(lines[number])
        over = [piece for piece in pieces if wording(piece.text) in heads]
        if [wording(piece.text) for piece in over] == heads:
            return _listed(official, _rows(lines, numbers[at + 1 :], over, official, len(pieces)), number)
    return None


def _rows(
    lines: Mapping[int, str], numbers: Iterable[int], heads: Sequence[_Piece], official: OfficialTable, wide: int
) -> Iterator[tuple[int, dict[str, str]]]:
    keys = [column.key for column in official.columns[0]]
    for number in numbers:
        pieces = _pieces(lines[number])
        if not pieces or "。" in lines[number]:
            return
        if len(pieces) == wide:  # every cell is filled, those left of the figures too
            yield number, dict(zip(keys, (piece.text for piece in pieces[wide - len(keys) :]), strict=True))
            continue
        left = pieces[1:] if wide > len(keys) and pieces[0].text.isdecimal() else pieces
        under = [min(range(len(keys)), key=lambda n, p=piece: _away(p, heads[n])) for piece in left]  # type: ignore[misc]
        if len(set(under)) < len(under):
            return
        yield number, {keys[n]: piece.text for n, piece in zip(under, left, strict=True)}


def _listed(official: OfficialTable, rows: Iterable[tuple[int, Mapping[str, str]]], first: int) -> ListedRows:
    """The rows up to one that is another row of the table, at most as many as the form has."""
    labels = {one.label for one in official.officials}
    told: dict[str, Told] = {}
    last = first
    keys = iter(next(iter(official.repeating.values())))
    for line, row in rows:
        filled = {key: " ".join(text.split()) for key, text in row.items() if text.strip()}
        key = next(keys, "") if filled else ""
        if labels & {wording(text) for text in filled.values()} or not key:
            break
        last = line
        nothing = _NOTHING.issuperset(filled.values())
        for column in (column.key for column in official.columns[0]):
            told[f"{official.name}.{key}.{column}"] = Told("" if nothing else filled.get(column, ""), line)
    return ListedRows(told, first, last)


def _pieces(line: str) -> list[_Piece]:
    if _BARS.search(line):
        return [_Piece(text.strip(), 0, 0) for text in _BARS.split(line.strip("|｜│┃ "))]
    return [_Piece(m[0], width(line[: m.start()]), width(line[: m.end()])) for m in _APART.finditer(line)]


def _away(piece: _Piece, head: _Piece) -> int:
    """How far a cell is from being over or under another."""
    return max(piece.first - head.last, head.first - piece.last, 0)
