"""A table as HTML: official spans, each head with its scope, each figure with the ids of all heads it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.document.blocks import Statistics
from generator.document.grids import Cell, Grid
from generator.writers.html_page import in_element
from generator.writers.web_paths import HEADS, head_paths

DENSE = 4  # a table with more columns is set in smaller letters
_CAPTION, _NAME = "\x01", "\x02"  # what stands in the form for the caption and for the name of the table
_CUT = re.compile(r"\x00(\d+)\x00")


class TableLooks(NamedTuple):
    """How the elements of a table are told to look: the attributes of each kind of cell, and of the table itself."""

    table: str = ""
    cells: tuple[tuple[str, str], ...] = ()


def table_html(table: Statistics, name: str, caption: str, looks: TableLooks) -> str:
    """The table; `name` begins the ids of its cells, an empty caption is left out."""
    figure = [cell.kind == "figure" for cell in table.grid.cells]
    fixed = tuple("" if is_figure else text for is_figure, text in zip(figure, table.texts, strict=True))
    pieces = list(_form(table.grid, fixed, table.widths, looks))
    told = f'<caption class="visually-hidden">{in_element(caption)}</caption>' if caption else ""
    pieces[::2] = [piece.replace(_CAPTION, told, 1).replace(_NAME, name) for piece in pieces[::2]]
    pieces[1::2] = [in_element(table.texts[int(number)]) for number in pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=64)
def _form(grid: Grid, fixed: tuple[str, ...], sizes: tuple[int, ...], looks: TableLooks) -> tuple[str, ...]:
    """The table cut where figures stand, the number of each one's cell in between."""
    paths = head_paths(grid, tuple(bool(text.strip()) for text in fixed))
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    used = {number for path in paths for number in path}
    for number, cell in enumerate(grid.cells):
        text = f"\x00{number}\x00" if cell.kind == "figure" else in_element(fixed[number])
        identity = f' id="{_NAME}{number}"' if number in used else ""
        heads = " ".join(f"{_NAME}{head}" for head in paths[number])
        rows[cell.row].append(_cell(cell, text, identity + (f' headers="{heads}"' if heads else ""), dict(looks.cells)))
    lines = ["<tr>" + "".join(cells) + "</tr>\n" for cells in rows]
    head = f"<thead>\n{''.join(lines[: grid.heads])}</thead>\n" if grid.heads else ""
    dense = ' class="dense"' if grid.columns > DENSE else ""
    columns = "".join(_columns(sizes))
    whole = f"<table{dense}{looks.table}>{_CAPTION}{columns}\n{head}<tbody>\n{''.join(lines[grid.heads :])}</tbody>\n</table>\n"
    return tuple(_CUT.split(whole))


def _columns(sizes: tuple[int, ...]) -> Iterator[str]:
    """The columns by their share of the width."""
    if sizes:
        yield "<colgroup>"
        yield from (f'<col width="{size * 100 / sum(sizes):.1f}%"/>' for size in sizes)
        yield "</colgroup>"


def _cell(cell: Cell, text: str, told: str, looks: dict[str, str]) -> str:
    head = cell.kind in HEADS and bool(text)
    tag = "th" if head else "td"
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    scope = f' scope="{_scope(cell)}"' if head else ""
    deep = cell.level if cell.kind == "stub" else 0
    level = f' class="{cell.kind} level{deep}"' if deep else f' class="{cell.kind}"'
    indent = "　" * deep if looks else ""
    return f"<{tag}{level}{spans}{scope}{told}{looks.get(cell.kind, '')}>{indent}{text}</{tag}>"


def _scope(cell: Cell) -> str:
    if cell.kind in ("banner", "head"):
        return "colgroup" if cell.columns > 1 else "col"
    return "rowgroup" if cell.rows > 1 else "row"
