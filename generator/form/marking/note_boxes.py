"""The boxes of a worksheet's comments, which Excel keeps in an old drawing language (VML) beside other shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from generator.form.looks import lines_of
from generator.form.marking.sheet_part import Area, SheetPart
from generator.package.parts import NewPart
from generator.package.safe_xml import root_of

_V, _O = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_SHAPE, _CLIENT = f"{{{_V}}}shape", f"{{{_X}}}ClientData"
_TYPE_ID = "_x0000_t202"
_FIRST = 1025  # the number of the first shape of a drawing
_LARGEST = 16_384  # columns; rows are more, but no box is so high
_NEW = NewPart(
    "vmlDrawing",
    "xl/drawings/vmlDrawing{}.vml",
    "application/vnd.openxmlformats-officedocument.vmlDrawing",
    f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">\
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>""",
)
_NEW_TYPE = f"""<v:shapetype xmlns:v="{_V}" xmlns:o="{_O}" id="{_TYPE_ID}" coordsize="21600,21600" o:spt="202" \
path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>\
</v:shapetype>"""
_NEW_SHAPE = f"""<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" type="#{_TYPE_ID}" \
style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" \
o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>\
<x:Row/><x:Column/></x:ClientData></v:shape>"""


class Size(NamedTuple):
    """The size of a box in points."""

    width: int
    height: int


def size_for(text: str) -> Size:
    """A box in which the text can be read: 260 points wide, wider only for a text that would not fit a screen."""
    size = Size(0, 0)
    for width in (260, 400, 560):
        size = Size(width, 13 * lines_of(text, (width - 24) / 4.5) + 18)
        if size.height <= 480:
            break
    return size


class NoteBoxes:
    """The drawing of a sheet's comments; `save` puts it back."""

    def __init__(self, sheet: SheetPart) -> None:
        self.sheet, self.parts = sheet, sheet.parts
        if not sheet.drawing:
            sheet.set_drawing(self.parts.add(sheet.name, _NEW))
        self.part = sheet.drawing
        self.root = self.parts.tree(self.part)

    def save(self) -> None:
        self.parts.put(self.part, self.root)

    def fit(self, area: Area, text: str) -> None:
        """Give the comment of a cell a box right of it, or make the one it has large enough."""
        size = size_for(text)
        shape = next((s for s in self.root.iter(_SHAPE) if _stands_at(s, area)), None)
        shape = self._add(area) if shape is None else shape
        kept = [
            d for d in shape.get("style", "").split(";") if d.partition(":")[0].strip() not in ("width", "height", "")
        ]
        shape.set("style", ";".join([*kept, f"width:{size.width}pt", f"height:{size.height}pt"]))
        anchor = _anchor_of(next(shape.iter(_CLIENT)))
        anchor.text = ", ".join(str(number) for number in self._corners(area, size, anchor.text or ""))

    def _add(self, area: Area) -> etree._Element:
        if not any(found.get("id") == _TYPE_ID for found in self.root.iter(f"{{{_V}}}shapetype")):
            first = self.root.find(_SHAPE)
            self.root.insert(len(self.root) if first is None else self.root.index(first), root_of(_NEW_TYPE))
        ids = [re.fullmatch(r"_x0000_s(\d{1,9})", shape.get("id", "")) for shape in self.root.iter(_SHAPE)]
        shape = root_of(_NEW_SHAPE)
        shape.set("id", f"_x0000_s{max([_FIRST, *(int(found[1]) for found in ids if found)]) + 1}")
        for name, number in (("Row", area.row), ("Column", area.column)):
            next(shape.iter(f"{{{_X}}}{name}")).text = str(number - 1)
        self.root.append(shape)
        return shape

    def _corners(self, area: Area, size: Size, known: str) -> tuple[int, ...]:
        """Column, pixels in it, row, pixels in it, where the box begins and where it ends; all counted from 0.

        A box keeps the corner where it begins and is never made smaller.
        """
        old = tuple(int(number) for number in re.findall(r"-?\d+", known))
        if len(old) != 8:
            old = (area.last_column, 15, max(area.row - 2, 0), 10, 0, 0, 0, 0)
        column, right, row, down = old[:4]
        across = _walk(column, right + size.width * 4 // 3, self.sheet.width)
        below = _walk(row, down + size.height * 4 // 3, self.sheet.height)
        return (*old[:4], *max(across, old[4:6]), *max(below, old[6:]))


def _stands_at(shape: etree._Element, area: Area) -> bool:
    client = shape.find(_CLIENT)
    if client is None or client.get("ObjectType") != "Note":
        return False
    at = (client.findtext(f"{{{_X}}}Row", "").strip(), client.findtext(f"{{{_X}}}Column", "").strip())
    return at == (str(area.row - 1), str(area.column - 1))


def _anchor_of(client: etree._Element) -> etree._Element:
    anchor = client.find(f"{{{_X}}}Anchor")
    if anchor is None:
        anchor = etree.Element(f"{{{_X}}}Anchor", nsmap={"x": _X})
        moves = [child for child in client if str(child.tag).endswith(("MoveWithCells", "SizeWithCells"))]
        client.insert(client.index(moves[-1]) + 1 if moves else 0, anchor)
    return anchor


def _walk(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The row or column, and the pixels in it, that lie this far from the beginning of another."""
    while start < _LARGEST - 1 and pixels >= size(start + 1):
        pixels -= size(start + 1)
        start += 1
    return start, pixels
