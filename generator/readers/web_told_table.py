"""What a table of a web page tells: figures in a grid, or only the layout of a page, whose cells are read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.grids import Cell, Grid
from generator.readers.web_furniture import facts_of_row
from generator.readers.web_items import WebItem, WebParagraph, WebTable
from generator.readers.web_table import MOST_CELLS, OpenRow, OpenTable, Room, SetCell, set_cells

_FIGURE = re.compile(r"[\d,.%+\-－—–/\s]{1,20}")
_LONG, _PROSE = 300, 60  # characters that a cell of figures, and a line in one, hardly has
_PAGE = 500  # characters of a cell that is more than all others
_FIGURES, _ROWS = 4, 3  # that make a table one of figures, and of rows, for all that stands in its cells


def told_by(table: OpenTable, room: Room) -> list[WebItem]:
    """The items a finished table tells: itself and then the tables in its cells, or what its cells hold."""
    parts = table.end()
    rows = [row for part in parts for row in part if row.cells]
    if _is_layout(rows):
        return [item for row in rows for item in _told_in(row)]
    inner = [item for row in rows for cell in row.cells for item in cell.items if isinstance(item, WebTable)]
    return [_web_table(table, set_cells(parts, room)), *inner]


def _told_in(row: OpenRow) -> Iterator[WebItem]:
    """What the cells of a row of a layout hold; the names and values of facts as lines."""
    first = next((item for cell in row.cells for item in cell.items), None)
    facts = facts_of_row([_text(cell.items) for cell in row.cells])
    if facts is not None and isinstance(first, WebParagraph):
        yield from (first._replace(text=fact) for fact in facts)
        return
    for cell in row.cells:
        yield from cell.items


def _web_table(table: OpenTable, cells: list[SetCell]) -> WebTable:
    """The table of these cells, cut off where it would have more places than there may be."""
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    most = MOST_CELLS // max(columns, 1)
    kept = [cell for cell in cells if cell.row < most]
    depth = max((min(cell.row + cell.rows, most) for cell in kept), default=0)
    texts = tuple(_text(cell.items) for cell in kept)
    made = (
        Cell(c.row, c.column, min(c.rows, most - c.row), c.columns, "read", text)
        for c, text in zip(kept, texts, strict=True)
    )
    grid = Grid(tuple(made), depth, columns, 0, 0)
    cut = len(kept) < sum(len(row.cells) for part in table.parts for row in part.rows)
    return WebTable(grid, texts, table.number, table.box, _is_linked(kept), cut)


def _is_linked(cells: list[SetCell]) -> bool:
    """Whether most of a table's text leads somewhere else, as in lists of pages."""
    words = [item for cell in cells for item in cell.items if isinstance(item, WebParagraph)]
    return sum(len(word.text) for word in words if word.linked) * 2 > sum(len(word.text) for word in words)


def _text(items: list[WebItem]) -> str:
    return "\n".join(item.text for item in items if isinstance(item, WebParagraph))


def _is_layout(rows: list[OpenRow]) -> bool:
    """Whether a table only sets out a page: one column, or cells with tables and prose and no rows of figures around them."""
    if all(len(row.cells) <= 1 for row in rows):
        return True
    pages = [_text(cell.items) for row in rows for cell in row.cells if _holds_page(cell.items)]
    if not pages:
        return False
    texts = [[_text(cell.items) for cell in row.cells] for row in rows]
    if max(map(len, pages)) > max(_PAGE, sum(len(text) for row in texts for text in row) / 2):
        return True
    figures = sum(_FIGURE.fullmatch(text) is not None for row in texts for text in row)
    full = sum(sum(bool(text) for text in row) > 1 for row in texts)
    return figures < _FIGURES and full < _ROWS


def _holds_page(items: list[WebItem]) -> bool:
    """Whether a cell holds what no cell of figures does: a table, or prose of several paragraphs."""
    if len(items) == 1 and isinstance(items[0], WebParagraph):  # as in most cells
        return len(items[0].text) > _LONG
    if any(isinstance(item, WebTable) for item in items):
        return True
    lengths = [len(item.text) for item in items if isinstance(item, WebParagraph)]
    return sum(lengths) > _LONG or (len(lengths) > 1 and max(lengths) > _PROSE)
