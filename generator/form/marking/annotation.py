"""A copy of a filled form in which findings are marked: each cell coloured, with the finding as its comment.

Only the parts that must change are written anew (cell formats, the sheets marked, their comments); everything else the
clerk put into the workbook is copied byte for byte, as openpyxl would lose pictures, charts and much else.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Literal, NamedTuple

from lxml import etree

from generator.form.layout import position
from generator.form.marking.notes import Notes, threaded_cells
from generator.form.marking.sheet_part import Area, SheetPart
from generator.package.gate import admitted
from generator.package.parts import Parts
from generator.package.workbook import MAIN, WORKBOOK, sheet_parts
from generator.words.characters import printable

Severity = Literal["error", "warning", "unfilled"]
COLOURS: dict[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFC878", "unfilled": "FFBFE3FF"}  # worst first


class Mark(NamedTuple):
    """What to say at a cell, and how bad it is."""

    sheet: str
    cell: str
    severity: Severity
    text: str


def annotated(workbook: bytes, marks: Iterable[Mark], file: str = "表格") -> bytes:
    """A copy of the workbook with the cells coloured and commented; same input, same bytes.

    Of several marks on a cell (or on the cells merged to one) the colour is that of the worst. A comment that is there
    is added to, and so is one of an earlier annotation, whose colours stay where no mark covers them. A cell with a
    conversation (a threaded comment) keeps it untouched: it is coloured, and what is to be said stands in the comment of A1.
    A conditional format of the clerk's own still covers the colour, for it may not be lost; those of the form lie on no
    cell that a finding can name. Raises KeyError for a sheet that is not there, ValueError for a cell that is none, and
    InputError, with the name of the file, when the workbook is damaged.
    """
    parts = admitted(file, workbook)
    sheets = sheet_parts(parts, parts.tree(WORKBOOK))
    by_sheet: dict[str, list[Mark]] = {}
    for mark in marks:
        position(mark.cell)
        by_sheet.setdefault(sheets[mark.sheet], []).append(mark)
    if by_sheet:
        tints = _Tints(parts)
        for name, found in by_sheet.items():
            with parts.damage_told(name):  # coordinates, widths and numbers of formats that are none
                _mark(SheetPart(parts, name), found, tints)
        tints.save()
    return parts.zipped()


def _mark(sheet: SheetPart, marks: list[Mark], tints: _Tints) -> None:
    by_area: dict[Area, list[Mark]] = {}
    for mark in marks:
        by_area.setdefault(sheet.area(mark.cell), []).append(mark)
    notes, threaded = Notes(sheet), threaded_cells(sheet)
    said: dict[Area, list[str]] = {}
    for area, found in by_area.items():
        cell = sheet.cell(area.row, area.column)
        worst = min((mark.severity for mark in found), key=list(COLOURS).index)
        cell.set("s", str(tints.style(int(cell.get("s") or 0), worst)))
        at, prefix = (sheet.area("A1"), f"{area.name}：") if area.name in threaded else (area, "")
        texts = [printable(mark.text.replace("\r\n", "\n").replace("\r", "\n")) for mark in found]
        said.setdefault(at, []).extend(prefix + text for text in dict.fromkeys(texts))
    for area, words in said.items():
        if area.name not in threaded:
            notes.add(area, "\n\n".join(words))
    notes.save()
    sheet.save()


class _Tints:
    """The cell formats of the workbook: clones of those in use, with another fill and nothing else changed."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.name = parts, next(iter(parts.related(WORKBOOK, "styles")), "xl/styles.xml")
        self.root = parts.tree(self.name)
        with parts.damage_told(self.name):
            [self.fills], [self.formats] = (self.root.findall(f"{MAIN}{name}") for name in ("fills", "cellXfs"))
        self._known: dict[tuple[int, Severity], int] = {}

    def save(self) -> None:
        for found in (self.fills, self.formats):
            found.set("count", str(len(found)))
        self.parts.put(self.name, self.root)

    def style(self, style: int, severity: Severity) -> int:
        """The number of the format that is like this one, tinted."""
        if (style, severity) not in self._known:
            clone = deepcopy(self.formats[style])
            clone.set("fillId", str(self._fill(COLOURS[severity])))
            clone.set("applyFill", "1")
            self.formats.append(clone)
            self._known[style, severity] = len(self.formats) - 1
        return self._known[style, severity]

    def _fill(self, colour: str) -> int:
        for number, fill in enumerate(self.fills):
            found = fill.find(f"{MAIN}patternFill[@patternType='solid']/{MAIN}fgColor")
            if found is not None and found.get("rgb") == colour:
                return number
        fill = etree.SubElement(self.fills, f"{MAIN}fill")
        pattern = etree.SubElement(fill, f"{MAIN}patternFill", {"patternType": "solid"})
        etree.SubElement(pattern, f"{MAIN}fgColor", {"rgb": colour})
        etree.SubElement(pattern, f"{MAIN}bgColor", {"indexed": "64"})
        return len(self.fills) - 1
