"""One worksheet of a package: its cells found or made in their order, its merged areas, its measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from generator.form.layout import coordinate, position
from generator.package.parts import RELATIONS, Parts, Relation
from generator.package.workbook import MAIN

_ROW_HEIGHT, _COLUMN_WIDTH, _DIGIT = 20, 64, 7  # pixels
_TO_DRAWING = (  # the children of a worksheet up to the drawing, after which that of the comments stands
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios"
    " autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations"
    " hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches"
    " ignoredErrors smartTags drawing"
)
_BEFORE = {f"{MAIN}{name}" for name in _TO_DRAWING.split()}
_LEGACY = f"{MAIN}legacyDrawing"
_ID = f"{{{RELATIONS}}}id"


class Area(NamedTuple):
    """A cell or the cells merged to one, counted from 1."""

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def name(self) -> str:
        """The coordinate by which it is known: that of its top left cell."""
        return coordinate(self.row, self.column)


class SheetPart:
    """A worksheet opened for changing; `save` puts it back."""

    def __init__(self, parts: Parts, name: str) -> None:
        self.parts, self.name = parts, name
        self.root = parts.tree(name)
        self._merged = [_area(found.get("ref", "")) for found in self.root.iter(f"{MAIN}mergeCell")]
        self._columns = list(self.root.iter(f"{MAIN}col"))
        data = self.root.find(f"{MAIN}sheetData")
        self._data = data if data is not None else etree.SubElement(self.root, f"{MAIN}sheetData")
        self._rows = _numbered(self._data, str)

    def save(self) -> None:
        self.parts.put(self.name, self.root)

    def area(self, cell: str) -> Area:
        """The merged area a cell belongs to, or the cell alone."""
        row, column = position(cell)
        for found in self._merged:
            if found.row <= row <= found.last_row and found.column <= column <= found.last_column:
                return found
        return Area(row, column, row, column)

    def cell(self, row: int, column: int) -> etree._Element:
        """The cell, made in its place with the look of its row or column when it is missing."""
        if row not in self._rows:
            _insert(self._data, self._rows, row, etree.Element(f"{MAIN}row", {"r": str(row)}))
        line = self._rows[row]
        cells = _numbered(line, lambda number: coordinate(row, number))
        if column not in cells:
            made = etree.Element(f"{MAIN}c", {"r": coordinate(row, column)})
            if style := self._style(line, column):
                made.set("s", style)
            line.attrib.pop("spans", "")
            _insert(line, cells, column, made)
        return cells[column]

    def _style(self, row: etree._Element, column: int) -> str:
        if row.get("customFormat") in ("1", "true"):
            return row.get("s", "")
        found = self._column(column)
        return found.get("style", "") if found is not None else ""

    def _column(self, column: int) -> etree._Element | None:
        return next((c for c in self._columns if int(c.get("min", "0")) <= column <= int(c.get("max", "0"))), None)

    def width(self, column: int) -> int:
        """The width of a column in pixels."""
        found = self._column(column)
        if found is not None and found.get("hidden") in ("1", "true"):
            return 0
        given = found.get("width") if found is not None else self._usual("defaultColWidth")
        return int(float(given) * _DIGIT + 0.5) if given else _COLUMN_WIDTH

    def height(self, row: int) -> int:
        """The height of a row in pixels."""
        found = self._rows.get(row)
        if found is not None and found.get("hidden") in ("1", "true"):
            return 0
        given = (found.get("ht") if found is not None else None) or self._usual("defaultRowHeight")
        return int(float(given) * 4 / 3 + 0.5) if given else _ROW_HEIGHT

    def _usual(self, name: str) -> str | None:
        formats = self.root.find(f"{MAIN}sheetFormatPr")
        return None if formats is None else formats.get(name)

    @property
    def drawing(self) -> str:
        """The part that draws the comments; empty when there is none."""
        found = self.root.find(_LEGACY)
        wanted = None if found is None else found.get(_ID)
        related = (relation.part for relation in self.parts.relations(self.name) if relation.id == wanted)
        return next((part for part in related if part in self.parts), "")

    def set_drawing(self, relation: Relation) -> None:
        """Have the part that a relation leads to draw the comments."""
        found = self.root.find(_LEGACY)
        if found is None:
            found = etree.Element(_LEGACY, nsmap={"r": RELATIONS})
            before = [child for child in self.root if child.tag in _BEFORE]
            self.root.insert(self.root.index(before[-1]) + 1, found)
        found.set(_ID, relation.id)


def _numbered(parent: etree._Element, name: Callable[[int], str]) -> dict[int, etree._Element]:
    """Rows or cells by number, each given its name; one without a name stands right after the one before it."""
    found: dict[int, etree._Element] = {}
    number = 0
    for child in parent.iterchildren(f"{MAIN}row", f"{MAIN}c"):
        at = child.get("r")
        number = number + 1 if not at else int(at) if at.isdecimal() else position(at)[1]
        child.set("r", name(number))
        found[number] = child
    return found


def _insert(parent: etree._Element, known: dict[int, etree._Element], number: int, made: etree._Element) -> None:
    """Put a row or cell right after the last of those that stand before it."""
    last = max((other for other in known if other < number), default=0)
    parent.insert(parent.index(known[last]) + 1 if last else 0, made)
    known[number] = made


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    return Area(*position(first), *position(last or first))
