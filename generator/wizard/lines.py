"""A table as the lines it is asked in: one line of figures a row, or a group of columns where rows have no words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from generator.answers.values import Refused, read_value
from generator.standard.figures import Figure
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS, RepeatedRow
from generator.words.characters import plain

LEAVE_OPEN, SKIP_GROUP = "?", "全无"
NOTHING = ("-", "－", "—", "——", "无", "/", "／", "没有")


class TableLine(NamedTuple):
    """One line to ask: its words, the vertical head it stands under, and the entered figures with their column heads.

    `whole` are its figures with the totals among them, as a row is copied; `of` is the row that repeats it stands for.
    """

    table: str
    key: str
    label: str
    group: str
    addresses: tuple[str, ...]
    heads: tuple[str, ...]
    numeric: bool
    whole: tuple[str, ...] = ()
    of: str = ""

    @property
    def step(self) -> str:
        """The name of its step in the record."""
        return f"line:{self.key}"


def lines_asked(standard: Standard, year: int) -> list[TableLine]:
    """The lines of all tables in reading order; totals are not asked."""
    found: dict[str, list[Figure]] = {}
    for figure in standard.figures.values():
        found.setdefault(_line_key(figure), []).append(figure)
    asked = ((key, figures) for key, figures in found.items() if not all(figure.is_total for figure in figures))
    return [_line(standard, key, figures, year) for key, figures in asked]


def _line_key(figure: Figure) -> str:
    if figure.row.row.label or isinstance(figure.row.row, RepeatedRow) or not figure.column.above:
        return f"{figure.table}.{figure.row.key}"
    return f"{figure.table}.{figure.row.key}.{figure.column.above[-1].label}"


def _line(standard: Standard, key: str, figures: list[Figure], year: int) -> TableLine:
    first, entered = figures[0], [figure for figure in figures if not figure.is_total]
    of = first.row.row.of if isinstance(first.row.row, RepeatedRow) else ""
    label = first.row.row.label or (first.column.above[-1].label if first.column.above else first.column.column.label)
    beside = [row for row in first.row.above if row.head == "beside"]
    whole = bool(beside) and not any(row.head == "beside" for row in beside[-1].rows.values())
    return TableLine(
        first.table,
        key,
        standard.name_of(first, year).row if of else standard.wording(label, year),
        standard.wording(beside[-1].label, year) if whole else "",
        tuple(figure.address for figure in entered),
        tuple(standard.wording(figure.column.column.label, year) for figure in entered),
        all(figure.kind in NUMBERS for figure in entered),
        tuple(figure.address for figure in figures),
        of,
    )


class TypedLine(NamedTuple):
    """What a typed line means: a text for each figure, and how many of the last were not typed."""

    values: tuple[str, ...]
    unsaid: int


def read_line(standard: Standard, line: TableLine, typed: str) -> TypedLine:
    """Read one line by the rules of the form; raises Refused with what is wrong.

    Nothing typed means none (0 in each), `?` leaves a figure or, alone, the line open, fewer figures than columns mean 0
    in the rest. Tabs keep their columns: an empty cell is 0. A row may be copied with its totals.
    """
    figures = [standard.figures[address] for address in line.addresses]
    if plain(typed) == LEAVE_OPEN or (not plain(typed) and not line.numeric):
        return TypedLine(("",) * len(figures), 0)
    parts = _without_totals(standard, line, cells(line, typed))
    if len(parts) > len(figures):
        raise Refused(f"这一行有 {len(figures)} 个数（{'、'.join(line.heads)}），填了 {len(parts)} 个；{_apart(line)}")
    for figure, head, part in zip(figures, line.heads, parts, strict=False):
        try:
            if part and part != LEAVE_OPEN:
                read_value(figure.kind, part)
        except Refused as problem:
            raise Refused(f"“{head}”{problem}" if len(figures) > 1 else str(problem)) from None
    rest = len(figures) - len(parts)
    values = ["" if part == LEAVE_OPEN else part for part in parts] + ["0" if line.numeric else ""] * rest
    return TypedLine(tuple(values), rest if line.numeric and parts else 0)


def _apart(line: TableLine) -> str:
    return "千分位用逗号，不用空格" if line.numeric else "几格用 | 隔开"


def cells(line: TableLine, typed: str) -> list[str]:
    """The cells of a typed or pasted row: parted by tabs, by spaces between numbers, by bars between words."""
    if "\t" in typed:
        parts = [plain(part) for part in typed.strip("\r\n").split("\t")]
        while len(parts) > len(line.addresses) and not parts[-1]:
            parts.pop()
        return [_nothing(line, part) or ("0" if line.numeric else "") for part in parts]
    if line.numeric:
        return [_nothing(line, part) for part in plain(typed).split()]
    return [_nothing(line, part.strip()) for part in re.split("[|｜]", typed)]


def _nothing(line: TableLine, part: str) -> str:
    return ("0" if line.numeric else "") if part in NOTHING else part


def _without_totals(standard: Standard, line: TableLine, parts: list[str]) -> list[str]:
    """The cells of the entered figures, of a row that was copied with its totals; raises Refused when these do not add up."""
    if len(parts) != len(line.whole) or len(line.whole) == len(line.addresses):
        return parts
    told = dict(zip(line.whole, parts, strict=True))
    for address in line.whole:
        sums = [parts for parts in standard.figures[address].sums if set(parts) <= set(told)]
        added = sum((_number(told[part]) for part in sums[0]), Decimal(0)) if sums else None
        if added is not None and _number(told[address]) != added:
            label = standard.figures[address].column.column.label
            raise Refused(f"这一行的“{label}”{told[address]} 不等于各数之和 {added}")
    return [told[address] for address in line.addresses]


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").replace("，", "") or 0)
    except ArithmeticError:
        return Decimal(0)


def read_block(standard: Standard, lines: Sequence[TableLine], typed: str) -> list[tuple[TableLine, TypedLine]]:
    """Read pasted rows, the first for the first of the lines; raises Refused with the row that is wrong.

    Rows are those that are asked, or all rows of the table from there on, with its heads and totals, when they are as many.
    """
    rows = typed.strip("\r\n").replace("\r\n", "\n").split("\n")
    if len(rows) == 1 and (spread := _over_lines(lines, rows[0])):
        return [(line, read_line(standard, line, part)) for line, part in spread]
    wanted = _rows_pasted(standard, lines, len(rows))
    if len(rows) > len(wanted):
        raise Refused(f"粘贴了 {len(rows)} 行，这张表从这里起只有 {len(wanted)} 行")
    found = []
    for number, (line, row) in enumerate(zip(wanted, rows, strict=False), 1):
        if line is None:
            continue
        try:
            found.append((line, read_line(standard, line, row if row.strip(" ") else "\t")))
        except Refused as problem:
            raise Refused(f"第 {number} 行“{line.label}”：{problem}") from None
    return found


def _over_lines(lines: Sequence[TableLine], row: str) -> list[tuple[TableLine, str]]:
    """One pasted row over all lines of a table of one row; nothing when it is none."""
    parts = row.split("\t")
    one_row = len(lines) > 1 and len({line.key.split(".")[1] for line in lines}) == 1
    for counted in ([line.whole for line in lines], [line.addresses for line in lines]) if one_row else ():
        ends = list(accumulate(map(len, counted)))
        if ends[-1] == len(parts):
            starts = [0, *ends]
            return [(x, "\t".join(parts[a:b])) for x, a, b in zip(lines, starts, ends, strict=False)]
    return []


def _rows_pasted(standard: Standard, lines: Sequence[TableLine], number: int) -> list[TableLine | None]:
    """The lines of so many pasted rows, None for a row that is not asked."""
    if number <= len(lines) or not lines:
        return list(lines)
    asked = {line.key.split(".")[1]: line for line in lines}
    rows = list(standard.shape(lines[0].table))
    figures = [asked.get(row) for row in rows[rows.index(lines[0].key.split(".")[1]) :]]
    return figures if number <= len(figures) else list(lines)
