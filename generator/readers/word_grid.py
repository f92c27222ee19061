"""The grid of a Word table: which columns its cells take up, which go on from the row above, whatever its own grid claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.readers.word_elements import Element, W, inner_elements, value, whole

Inside = Callable[[Element], Iterator[Element]]  # `inner_elements`, or `iter` where nothing is wrapped around anything
_ROW, _CELL, _TABLE = f"{W}tr", f"{W}tc", f"{W}tbl"
_ROW_LOOKS, _CELL_LOOKS, _SPAN, _MERGED, _VALUE = (f"{W}{x}" for x in ("trPr", "tcPr", "gridSpan", "vMerge", "val"))
_PARAGRAPH, _STYLE, _TEXT, _BEFORE = (f"{W}{name}" for name in ("p", "pStyle", "t", "gridBefore"))
_MERGED_RIGHT, _DELETED_CELL = f"{W}hMerge", f"{W}cellDel"
_BLANKS = re.compile(r"[\t\r\n]+")
_NOT_PLAIN = (
    *(
        W + name
        for name in [
            "sdt",
            "customXml",
            "smartTag",
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "hyperlink",
            "fldSimple",
            "fldChar",
            "dir",
            "bdo",
            "ruby",
            "vanish",
            "numPr",
            "rStyle",
            "br",
            "cr",
            "ptab",
            "sym",
            "noBreakHyphen",
            "drawing",
            "pict",
            "object",
            "footnoteReference",
            "endnoteReference",
            "pageBreakBefore",
            "tab",
            "tcPrChange",
            "trPrChange",
            "pPrChange",
            "cellDel",
            "hMerge",
        ]
    ),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
)
_WIDEST = 200  # columns that a cell may claim


class WordCell(NamedTuple):
    """A cell and where it stands in the compact grid."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int


class WordTable(NamedTuple):
    """The cells of a table in reading order, every merged one once, and its size."""

    cells: tuple[WordCell, ...]
    rows: int
    columns: int

    @property
    def is_frame(self) -> bool:
        """Whether it only holds other things together: one column, or few cells with tables in them."""
        nested = any(child.tag == _TABLE for cell in self.cells for child in inner_elements(cell.element))
        return self.columns < 2 or (nested and len(self.cells) <= 4)


class PlainTable(NamedTuple):
    """A table of nothing but plain text: its grid, the text of each cell, its paragraphs, and the styles they have."""

    laid: WordTable
    texts: list[str]
    paragraphs: int
    styles: set[str]


def plain_table(table: Element) -> PlainTable | None:
    """Read a table in one pass, which most are; None where anything in it must be looked at more closely."""
    if next(table.iter(*_NOT_PLAIN), None) is not None or next(table.iterdescendants(_TABLE), None) is not None:
        return None
    rows = _Rows()
    styles = set()
    for node in table.iter(_ROW, _CELL, _BEFORE, _SPAN, _MERGED, _PARAGRAPH, _STYLE, _TEXT):
        tag = node.tag
        if tag == _TEXT:
            rows.cell[5] += _BLANKS.sub(" ", node.text or "")
        elif tag == _PARAGRAPH:
            rows.paragraphs += 1
            rows.cell[5] += "\n"
        elif tag == _STYLE:
            styles.add(node.get(_VALUE, ""))
        elif tag == _CELL:
            rows.begin(node)
        elif tag == _SPAN:
            rows.cell[4] = rows.cell[2] + max(1, whole(node.get(_VALUE), 1, _WIDEST))
        elif tag == _MERGED:
            rows.merged = node.get(_VALUE, "continue") == "continue"
        elif tag == _ROW:
            rows.end()
        else:
            rows.at = whole(node.get(_VALUE), 0, _WIDEST)
    placed = rows.whole()
    texts = ["\n".join(filter(None, map(str.strip, cell[5].split("\n")))) for cell in placed]
    return PlainTable(_compact([cell[:5] for cell in placed], rows.number), texts, rows.told, styles)


class _Rows:
    """The cells of a table as they come: element, row, first column, rows, column after, text.

    `told` counts the paragraphs of the cells that are shown, `paragraphs` those of the one that is open.
    """

    def __init__(self) -> None:
        self.placed: list[list[Any]] = []
        self.above: dict[int, list[Any]] = {}
        self.here: dict[int, list[Any]] = {}
        self.cell: list[Any] = [None, 0, 0, 1, 0, ""]
        self.number, self.at, self.merged, self.open = -1, 0, False, False
        self.told = self.paragraphs = 0

    def begin(self, element: Element) -> None:
        """A new cell begins."""
        self._close()
        self.cell, self.merged, self.open = [element, self.number, self.at, 1, self.at + 1, ""], False, True

    def _close(self) -> None:
        if not self.open:
            return
        cell, self.open = self.cell, False
        begun = self.above.get(cell[2])
        if self.merged and begun is not None and begun[4] == cell[4]:
            begun[3] += 1
            cell = begun
        else:
            self.placed.append(cell)
            self.told += self.paragraphs
        self.paragraphs = 0
        self.here[self.cell[2]] = cell
        self.at = self.cell[4]

    def end(self) -> None:
        """A new row begins."""
        self._close()
        self.above, self.here = self.here, {}
        self.number, self.at = self.number + 1, 0

    def whole(self) -> list[list[Any]]:
        """All cells in reading order."""
        self.end()
        return self.placed


def word_table(table: Element, inside: Inside) -> WordTable:
    """Lay a table out: spans as they are printed, columns that no cell begins or ends at left out."""
    placed: list[list[int | Element]] = []  # element, row, start, rows, end
    above: dict[int, list[int | Element]] = {}  # by its first column the cell that may go on
    number = 0
    for row in inside(table):
        if row.tag != _ROW or _deleted(row):
            continue
        here: dict[int, list[int | Element]] = {}
        looks = row.find(_ROW_LOOKS)
        at = whole(value(looks, "gridBefore"), 0, _WIDEST) if looks is not None else 0
        for cell in inside(row):
            if cell.tag != _CELL:
                continue
            properties = cell.find(_CELL_LOOKS)
            if properties is not None and properties.find(_DELETED_CELL) is not None:
                continue
            span = properties.find(_SPAN) if properties is not None else None
            end = at + (1 if span is None else max(1, whole(span.get(_VALUE), 1, _WIDEST)))
            begun = above.get(at)
            if here and _goes_on(properties, _MERGED_RIGHT):
                placed[-1][4], at = end, end
                continue
            if begun is not None and begun[4] == end and _goes_on(properties):
                begun[3] += 1  # type: ignore[operator]
            else:
                begun = [cell, number, at, 1, end]
                placed.append(begun)
            here[at] = begun
            at = end
        above, number = here, number + 1
    return _compact(placed, number)


def _compact(placed: list[list[int | Element]], rows: int) -> WordTable:
    edges = sorted({edge for _, _, start, _, end in placed for edge in (start, end) if isinstance(edge, int)})
    cells = []
    for element, row, start, height, end in placed:
        assert isinstance(element, Element)
        assert isinstance(row, int)
        assert isinstance(start, int)
        assert isinstance(height, int)
        assert isinstance(end, int)
        column = bisect_left(edges, start)
        cells.append(WordCell(element, row, column, height, bisect_left(edges, end) - column))
    return WordTable(tuple(cells), rows, max(len(edges) - 1, 0))


def _goes_on(properties: Element | None, way: str = _MERGED) -> bool:
    """Whether a cell is one with the cell above it, or left of it."""
    merged = properties.find(way) if properties is not None else None
    return merged is not None and merged.get(_VALUE, "continue") == "continue"


def _deleted(row: Element) -> bool:
    properties = row.find(_ROW_LOOKS)
    return properties is not None and properties.find(f"{W}del") is not None
