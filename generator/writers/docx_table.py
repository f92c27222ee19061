"""A table as Word XML: built once for all reports of a standard, then filled, every figure escaped."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from docx.oxml.ns import nsmap, qn
from lxml import etree

from generator.document.blocks import Statistics
from generator.document.grids import Cell, Grid
from generator.writers.docx_runs import Element, add_paragraph

DENSE = 4  # a table with more columns is set in the smaller cell styles
TWIPS_PER_MM = 1440 / 25.4
_CUT, _CUTS = "\ue000{}\ue001", re.compile("\ue000(\\d+)\ue001")  # where a figure is to stand
_Sub = etree.SubElement
_VAL = qn("w:val")
_TBL, _TR, _TC, _TCPR, _TCW = (qn(f"w:{n}") for n in ("tbl", "tr", "tc", "tcPr", "tcW"))
_W, _TYPE, _SPAN, _MERGE, _VALIGN = (qn(f"w:{n}") for n in ("w", "type", "gridSpan", "vMerge", "vAlign"))


def table_xml(table: Statistics) -> str:
    """The table as XML: its form, built once for all reports of a standard, with this report's figures set in."""
    form = _form(table.grid, tuple("" if c.kind == "figure" else text for c, text in table.cells()), table.widths)
    figures = [html.escape(table.texts[number], quote=False) for number in form.figures]
    return "".join(piece + figure for piece, figure in zip_longest(form.pieces, figures, fillvalue=""))


class _Form(NamedTuple):
    """A table as XML cut where figures stand, and the cell of the grid that stands at each cut."""

    pieces: tuple[str, ...]
    figures: tuple[int, ...]


@lru_cache(maxsize=64)
def _form(grid: Grid, fixed: tuple[str, ...], sizes: tuple[int, ...]) -> _Form:
    """A real table: fixed widths, official spans, head rows repeated, rows unbroken."""
    prefix = "Dense" if grid.columns > DENSE else "Table"
    widths = [round(size * TWIPS_PER_MM) for size in sizes]
    element = _frame(widths, prefix)
    cuts = (_CUT.format(number) if c.kind == "figure" else fixed[number] for number, c in enumerate(grid.cells))
    rows = _rows(grid, tuple(cuts))
    for number in range(grid.rows):
        _row(element, rows[number], number < grid.heads, widths, prefix)
    xml = etree.tostring(element, encoding="unicode").replace(f' xmlns:w="{nsmap["w"]}"', "", 1)
    found = _CUTS.split(xml)
    return _Form(tuple(found[::2]), tuple(int(number) for number in found[1::2]))


def _frame(widths: list[int], prefix: str) -> Element:
    element = etree.Element(_TBL, nsmap={"w": nsmap["w"]})
    properties = _Sub(element, qn("w:tblPr"))
    _Sub(properties, qn("w:tblStyle")).set(_VAL, "ReportDenseTable" if prefix == "Dense" else "ReportTable")
    width = _Sub(properties, qn("w:tblW"))
    width.set(_W, str(sum(widths)))
    width.set(_TYPE, "dxa")
    _Sub(properties, qn("w:jc")).set(_VAL, "center")
    _Sub(properties, qn("w:tblLayout")).set(_TYPE, "fixed")
    columns = _Sub(element, qn("w:tblGrid"))
    for one in widths:
        _Sub(columns, qn("w:gridCol")).set(_W, str(one))
    return element


Printed = tuple[Cell, str, bool]  # a cell, its text, and whether it continues one above


def _rows(grid: Grid, texts: tuple[str, ...]) -> list[list[Printed]]:
    rows: list[list[Printed]] = [[] for _ in range(grid.rows)]
    for cell, text in zip(grid.cells, texts, strict=True):
        rows[cell.row].append((cell, text, False))
        for below in range(cell.row + 1, cell.row + cell.rows):
            rows[below].append((cell, "", True))
    for row in rows:
        row.sort(key=lambda printed: printed[0].column)
    return rows


def _row(table: Element, cells: list[Printed], head: bool, widths: list[int], prefix: str) -> None:
    row = _Sub(table, _TR)
    properties = _Sub(row, qn("w:trPr"))
    _Sub(properties, qn("w:cantSplit"))
    if head:
        _Sub(properties, qn("w:tblHeader"))
    for cell, text, continues in cells:
        _cell(row, cell, text, continues, sum(widths[cell.column : cell.column + cell.columns]), prefix)


def _cell(row: Element, cell: Cell, text: str, continues: bool, width: int, prefix: str) -> None:
    element = _Sub(row, _TC)
    properties = _Sub(element, _TCPR)
    size = _Sub(properties, _TCW)
    size.set(_W, str(width))
    size.set(_TYPE, "dxa")
    if cell.columns > 1:
        _Sub(properties, _SPAN).set(_VAL, str(cell.columns))
    if cell.rows > 1:
        merge = _Sub(properties, _MERGE)
        if not continues:
            merge.set(_VAL, "restart")
    _Sub(properties, _VALIGN).set(_VAL, "center")
    shape = add_paragraph(element, prefix + _kind(cell), text)[0]
    if cell.level:
        indent = _Sub(shape, qn("w:ind"))
        indent.set(qn("w:leftChars"), str(100 * cell.level))
        indent.set(qn("w:left"), str(210 * cell.level))


def _kind(cell: Cell) -> str:
    if cell.kind in ("head", "banner"):
        return "Head"
    return "Label" if cell.kind in ("stub", "group") else "Figure"
