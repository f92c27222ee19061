"""A table as Word XML: built once for all reports of a standard, then filled, every figure escaped."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from itertools import compress

from lxml import etree

from generator.document.blocks import Statistics
from generator.document.grids import Cell, Grid
from generator.writers.docx_runs import Element, W, add_element, add_paragraph, keep_with_next

DENSE, LONG = 4, 40  # a table with more columns or rows is set in the smaller cell styles
SMALL, LAST = 12, 4  # rows: of a table that is not broken over pages; at the end of one that is, together
TWIPS_PER_MM = 1440 / 25.4
# Where a figure is to stand: plain numbers, or words, which like the sign before theirs are set in the Chinese face.
_NUMBER, _WORD, _CUTS = "{%d}", "\ue000{%d}", re.compile(r"\ue000?\{(\d+)\}")
_END, _CAPTION, _DESCRIPTION = "</w:tblPr>", "tblCaption", "tblDescription"
_STYLES = {"head": "Head", "banner": "Head", "stub": "Label", "group": "Label"}


def table_xml(table: Statistics, caption: str = "") -> str:
    """The table as XML: its form, built once for all reports of a standard, with this report's figures set in.

    The caption and what the table shows are told to those who do not see it.
    """
    figure = [cell.kind == "figure" for cell in table.grid.cells]
    fixed = tuple("" if is_figure else text for is_figure, text in zip(figure, table.texts, strict=True))
    plain = "".join(compress(table.texts, figure)).isascii()
    pieces = list(_form(table.grid, fixed, table.widths, _NUMBER if plain else _WORD))
    pieces[1::2] = [html.escape(table.texts[int(number)], quote=False) for number in pieces[1::2]]
    told = [(_CAPTION, caption), (_DESCRIPTION, _described(table, caption))]
    alternative = "".join(f'<w:{tag} w:val="{html.escape(text)}"/>' for tag, text in told)
    pieces[0] = pieces[0].replace(_END, alternative + _END, 1)
    return "".join(pieces)


def _described(table: Statistics, caption: str) -> str:
    """What a table shows, in words: its size, the heads of its columns."""
    grid = table.grid
    heads = dict.fromkeys(text for cell, text in table.cells() if cell.kind == "head" and text)
    listed = "、".join(heads)
    return f"{caption or '统计表'}：{grid.rows}行{grid.columns}列。表头：{listed[:200]}。"


@lru_cache(maxsize=64)
def _form(grid: Grid, fixed: tuple[str, ...], sizes: tuple[int, ...], cut: str) -> tuple[str, ...]:
    """A real table as XML cut where figures stand, the number of each one's cell in between.

    It has fixed widths, official spans, head rows repeated, rows unbroken.
    """
    prefix = "Dense" if grid.columns > DENSE or grid.rows > LONG else "Table"
    widths = [round(size * TWIPS_PER_MM) for size in sizes]
    element = _frame(widths, prefix)
    if grid.rows > LONG:
        margins = add_element(element[0], "tblCellMar")
        for edge in ("top", "bottom"):
            add_element(margins, edge, w="0", type="dxa")
    cuts = (cut % number if c.kind == "figure" else fixed[number] for number, c in enumerate(grid.cells))
    printed = sorted(zip(grid.cells, cuts, strict=True), key=lambda cell: cell[0].column)
    kept = _kept(grid)
    for number in range(grid.rows):
        row = add_element(element, "tr")
        properties = add_element(row, "trPr")
        add_element(properties, "cantSplit")
        if number < grid.heads:
            add_element(properties, "tblHeader")
        for cell, text in printed:
            if cell.row <= number < cell.row + cell.rows:
                shape = _cell(row, cell, sum(widths[cell.column : cell.column + cell.columns]), cell.row == number)
                words = _words(shape, cell, prefix, text if cell.row == number else "")
                if number in kept:
                    keep_with_next(words)
    xml = etree.tostring(element, encoding="unicode").replace(f' xmlns:w="{W[1:-1]}"', "", 1)
    return tuple(_CUTS.split(xml))


def _kept(grid: Grid) -> frozenset[int]:
    """Rows that stay on the page of the next: those of a small table, and the last of a large one, so that none stand alone."""
    first = 0 if grid.rows <= SMALL else grid.rows - LAST
    return frozenset(range(first, grid.rows - 1))


def _frame(widths: list[int], prefix: str) -> Element:
    element = etree.Element(f"{W}tbl", nsmap={"w": W[1:-1]})
    properties = add_element(element, "tblPr")
    add_element(properties, "tblStyle", val="ReportDenseTable" if prefix == "Dense" else "ReportTable")
    add_element(properties, "tblW", w=str(sum(widths)), type="dxa")
    add_element(properties, "jc", val="center")
    add_element(properties, "tblLayout", type="fixed")
    columns = add_element(element, "tblGrid")
    for one in widths:
        add_element(columns, "gridCol", w=str(one))
    return element


def _cell(row: Element, cell: Cell, width: int, begins: bool) -> Element:
    """A cell of a width in twips; over several rows it begins in one and is continued in the others."""
    element = add_element(row, "tc")
    properties = add_element(element, "tcPr")
    add_element(properties, "tcW", w=str(width), type="dxa")
    if cell.columns > 1:
        add_element(properties, "gridSpan", val=str(cell.columns))
    if cell.rows > 1:
        add_element(properties, "vMerge", **({"val": "restart"} if begins else {}))
    add_element(properties, "vAlign", val="center")
    return element


def _words(element: Element, cell: Cell, prefix: str, text: str) -> Element:
    words = add_paragraph(element, prefix + _STYLES.get(cell.kind, "Figure"), text)
    shape = words[0]
    if cell.level and cell.kind == "stub":
        add_element(shape, "ind", leftChars=str(100 * cell.level), left=str(210 * cell.level))
    return words
