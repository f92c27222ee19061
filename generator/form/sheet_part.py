"""One worksheet of a package: its cells found or made in their order, its merged areas, its measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator.form.layout import coordinate, position
from generator.form.parts import MAIN, RELATIONS, Parts

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
        self._rows: dict[int, etree._Element] = {}
        self._columns = list(self.root.iter(f"{MAIN}col"))
        data = self.root.find(f"{MAIN}sheetData")
        self._data = data if data is not None else etree.SubElement(self.root, f"{MAIN}sheetData")
        for number, row in _numbered(self._data):
            self._rows[number] = row

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
        line = self._row(row)
        cells = dict(_numbered(line))
        if column in cells:
            return cells[column]
        made = etree.Element(f"{MAIN}c", {"r": coordinate(row, column)})
        if style := self._style(line, column):
            made.set("s", style)
        line.attrib.pop("spans", "")
        for number, found in cells.items():  # a cell without its coordinate follows the one before it
            found.set("r", coordinate(row, number))
        _insert(line, made, [found for number, found in cells.items() if number < column])
        return made

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            for known, row in self._rows.items():
                row.set("r", str(known))
            made = etree.Element(f"{MAIN}row", {"r": str(number)})
            _insert(self._data, made, [row for known, row in self._rows.items() if known < number])
            self._rows = dict(sorted({**self._rows, number: made}.items()))
        return self._rows[number]

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
        parts = (relation.part for relation in self.parts.relations(self.name) if relation.id == wanted)
        return next((part for part in parts if part in self.parts), "")

    @drawing.setter
    def drawing(self, relation: str) -> None:
        found = self.root.find(_LEGACY)
        if found is None:
            found = etree.Element(_LEGACY, nsmap={"r": RELATIONS})
            _insert(self.root, found, [child for child in self.root if child.tag in _BEFORE])
        found.set(_ID, relation)


def _numbered(parent: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Rows or cells with their numbers; one without stands right after the one before it."""
    number = 0
    for child in parent:
        if child.tag in (f"{MAIN}row", f"{MAIN}c"):
            at = child.get("r")
            number = number + 1 if not at else int(at) if at.isdecimal() else position(at)[1]
            yield number, child


def _insert(parent: etree._Element, made: etree._Element, before: list[etree._Element]) -> None:
    """Put an element right after the last of those that stand before it."""
    parent.insert(parent.index(before[-1]) + 1 if before else 0, made)


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    return Area(*position(first), *position(last or first))
