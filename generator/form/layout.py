"""Where everything stands in the form, shared by its writer and its reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.document.grids import Grid
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS

FORM_VERSION = "1"
GUIDE, COVER, TEXTS, REASONS, HIDDEN = "填表说明", "封面", "各章文字", "提醒说明", "_nianbao"
ARRANGED, LEFT_OUT = "各章安排", "不印"  # the sheet of titles and order, where chapters are not prescribed
CONTRIBUTIONS_SHEET, FIRST_UNIT = (
    "各单位数",
    6,
)  # of a sum: the row of the first unit; above it stand the heads and the sum
WITHIN, NOTES_SHEET = (
    "汇总单位",
    "汇总说明",
)  # of a sum: every unit in it, one a row below the head; what is to be known about it
BLANK_LINE = "＿＿"  # in a drafted sentence, where a figure is not filled
DRAFTED_HEAD = f"自动起草的文字（只供参考：数随表和封面变，“{BLANK_LINE}”是还没有填的；句子到生成时照数取舍）"
REASON_ROWS = 20
TABLE_TOP = 3  # the sheet row on which a table begins; above it stand its title and the line on units
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
Spot = tuple[str, int, int]  # sheet, row, column
COVER_PREFIX, TEXT_PREFIX, REWRITE_PREFIX = "cover.", "text.", "rewrite."
TITLE_PREFIX, ORDER_PREFIX = "titles.", "order."
ZERO_PREFIX = "zero."  # before a table: the switch on the cover that fills its blank cells with 0
LAST_PREFIX = "last."  # before the names of last year's figures and words on the hidden sheet


class Segment(NamedTuple):
    """Words of a drafted sentence up to a mark: plain words, and numbers or answers as signed names of cells.

    It is not said while its answers are `blank` or its figures are `zero`.
    """

    pieces: tuple[str | tuple[tuple[int, str], ...], ...]
    unless: Literal["", "blank", "zero"] = ""

    @property
    def names(self) -> list[str]:
        return [name for piece in self.pieces if not isinstance(piece, str) for _, name in piece]

    @property
    def mark(self) -> str:
        """The mark it ends with."""
        last = self.pieces[-1]
        return last[-1:] if isinstance(last, str) else ""


@dataclass(frozen=True)
class Filling:
    """What stands in the form from the start: values by name (figure address, `cover.key`, `text.slot`, `rewrite.slot`, `titles.key`, `order.key`),
    notes beside cells, last year's figures for the live checks, reasons for warnings (code, place, words), last year's own words by slot, and what is drafted by slot, in paragraphs."""

    values: Mapping[str, object] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, Decimal | int] = field(default_factory=dict)
    reasons: tuple[tuple[str, str, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    drafted: Mapping[str, Sequence[Sequence[Segment]]] = field(default_factory=dict)


def zero_labels(standard: Standard) -> dict[str, str]:
    """The switches of the cover by table: those with numbers to enter."""
    entered = (figure for figure in standard.figures.values() if figure.kind in NUMBERS and not figure.is_total)
    return {table: f"{standard.tables[table].sheet}：空格都填 0" for table in dict.fromkeys(f.table for f in entered)}


def sheet_cell(row: int, column: int) -> tuple[int, int]:
    """The sheet row and column, counted from 1, of a grid cell."""
    return row + TABLE_TOP, column + 1


@lru_cache(maxsize=1000)
def letters(column: int) -> str:
    """The letters of a sheet column counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def coordinate(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


@lru_cache(maxsize=20_000)
def position(coordinate: str) -> tuple[int, int]:
    """`B3` or `$B$3` as (3, 2)."""
    found = _CELL.fullmatch(coordinate)
    if not found:
        raise ValueError(coordinate)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def cell_of(grid: Grid) -> dict[str, tuple[int, int]]:
    """The sheet cell of each figure of a table as the form is written."""
    return {cell.address: sheet_cell(cell.row, cell.column) for cell in grid.cells if cell.kind == "figure"}
