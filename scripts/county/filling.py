"""Filling in a form as a person would: values typed into cells of the .xlsx file, all else as it was handed out."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from lxml import etree

from generator.matching.form_reader import read_form
from generator.matching.sheets import position

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Value = int | Decimal | str | None


def fill_form(source: Path, target: Path, values: Mapping[str, Value]) -> dict[str, str]:
    """Fill in figures by address, `cover.key` and `text.slot`; the cell `sheet!cell` of each. None empties a cell."""
    places = read_form(source).places
    by_sheet: dict[str, dict[str, Value]] = {}
    for name, value in values.items():
        by_sheet.setdefault(places[name].sheet, {})[places[name].cell] = value
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = _parts(old)
        for entry in old.infolist():
            data = old.read(entry)
            cells = by_sheet.get(parts.get(entry.filename, ""), {})
            new.writestr(entry, _typed(data, cells) if cells else data)
    return {name: str(places[name]) for name in values}


def _parts(book: zipfile.ZipFile) -> dict[str, str]:
    """The sheet of each part."""
    relations = etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target", "").lstrip("/").removeprefix("xl/") for r in relations}
    sheets = etree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    return {f"xl/{targets[sheet.get(_REL)]}": sheet.get("name", "") for sheet in sheets}


def _typed(data: bytes, cells: Mapping[str, Value]) -> bytes:
    tree = etree.parse(BytesIO(data))
    known = {cell.get("r"): cell for cell in tree.iter(f"{_MAIN}c")}
    for place, value in cells.items():
        cell = known.get(place)
        if cell is None:
            raise KeyError(f"no cell {place} at {position(place)}")
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t").text = value
        elif value is not None:
            etree.SubElement(cell, f"{_MAIN}v").text = str(value)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
