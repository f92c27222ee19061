"""What every workbook has: its namespace, its sheets by title, and texts as Excel writes them."""

from __future__ import annotations

import re

from lxml import etree

from generator.package.parts import RELATIONS, Parts

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORKBOOK = "xl/workbook.xml"
_RUN, _TEXT = f"{MAIN}r", f"{MAIN}t"


def sheet_parts(parts: Parts, workbook: etree._Element) -> dict[str, str]:
    """The part of each worksheet by its title."""
    worksheets = {found.id: found.part for found in parts.relations(WORKBOOK) if found.kind == "worksheet"}
    titles = {s.get("name", ""): s.get(f"{{{RELATIONS}}}id", "") for s in workbook.iter(f"{MAIN}sheet")}
    return {title: worksheets[number] for title, number in titles.items() if worksheets.get(number, "") in parts}


def string_text(item: etree._Element) -> str:
    """The text of a string or a comment, its phonetic guides left out."""
    if len(item) == 1 and item[0].tag == _TEXT:
        return unescaped(item[0].text or "")
    return unescaped("".join(t.text or "" for run in (item, *item.findall(_RUN)) for t in run.findall(_TEXT)))


def unescaped(text: str) -> str:
    """Excel writes control characters as _x000B_."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def escaped(text: str) -> str:
    """Excel reads _x0041_ as a character of that number, unless its first mark is escaped itself."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
