"""The parts of an .xlsx package, opened for changing a few of them: all others are written again byte for byte."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from generator.errors import InputError

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NO_RELATIONS = f'<Relationships xmlns="{_PACKAGE[1:-1]}"/>'
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES_PART = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAMAGED = "工作簿已损坏，标不上问题。请在 Excel 或 WPS 里打开后另存，再试一次。"


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type (`comments`), and the name of the part it leads to."""

    id: str
    kind: str
    part: str


class Parts:
    """The parts of a package by name, found however their letters are cased.

    The bytes must have passed the gate of the intake, which refuses bombs, passwords and parts of one name.
    """

    def __init__(self, workbook: bytes) -> None:
        try:
            with zipfile.ZipFile(BytesIO(workbook)) as book:
                self._bytes = {entry.filename: book.read(entry) for entry in book.infolist()}
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError):
            raise InputError(DAMAGED) from None
        self._names = {name.lower(): name for name in self._bytes}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def tree(self, name: str) -> etree._Element:
        """The root of a part; a change counts only when it is put back."""
        if name not in self:
            raise InputError(DAMAGED)
        data = self._bytes[self._names[name.lower()]]
        try:
            return _parsed(data)
        except etree.XMLSyntaxError:
            pass
        try:  # Excel itself once wrote this in the drawings of comments
            return _parsed(data.replace(b"<br>", b"<br/>"))
        except etree.XMLSyntaxError:
            raise InputError(DAMAGED) from None

    def put(self, name: str, root: etree._Element, declared: bool = True) -> None:
        """Write a part anew; drawings of comments (VML) begin without an XML declaration."""
        written = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
        self._bytes[self._names.setdefault(name.lower(), name)] = _DECLARATION + written if declared else written

    def free(self, pattern: str) -> str:
        """The first name of the pattern, a number in place of `{}`, that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def sheets(self) -> dict[str, str]:
        """The part of each worksheet by its title."""
        relations = {relation.id: relation.part for relation in self.relations(_WORKBOOK)}
        found = self.tree(_WORKBOOK).iter(f"{MAIN}sheet")
        return {sheet.get("name", ""): relations.get(sheet.get(f"{{{RELATIONS}}}id", ""), "") for sheet in found}

    def styles(self) -> str:
        """The name of the part with the cell formats."""
        return next((r.part for r in self.relations(_WORKBOOK) if r.kind == "styles"), "xl/styles.xml")

    def relations(self, name: str) -> Iterator[Relation]:
        """Where the relations of a part inside the package lead to."""
        part = _relations_of(name)
        for found in self.tree(part).iter(f"{_PACKAGE}Relationship") if part in self else ():
            if found.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), found.get("Target", "")))
                yield Relation(found.get("Id", ""), found.get("Type", "").rpartition("/")[2], target.lstrip("/"))

    def relate(self, name: str, kind: str, target: str) -> str:
        """Make a relation from a part to another; its id."""
        part = _relations_of(name)
        root = self.tree(part) if part in self else etree.fromstring(_NO_RELATIONS)
        taken = {found.get("Id") for found in root}
        made = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        etree.SubElement(
            root, f"{_PACKAGE}Relationship", {"Id": made, "Type": f"{RELATIONS}/{kind}", "Target": f"/{target}"}
        )
        self.put(part, root)
        return made

    def declare(self, name: str, content: str) -> None:
        """Say what a new part holds."""
        root = self.tree(_TYPES_PART)
        extension = name.rpartition(".")[2].lower()
        known = {
            "xml": "",
            **{e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Default")},
        }
        if known.get(extension) == content:
            return
        if extension in known:
            etree.SubElement(root, f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": content})
        else:
            etree.SubElement(root, f"{_TYPES}Default", {"Extension": extension, "ContentType": content})
        self.put(_TYPES_PART, root)

    def zipped(self) -> bytes:
        """The package; same parts, same bytes."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as book:
            for name, data in self._bytes.items():
                entry = zipfile.ZipInfo(name, _OLDEST)
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
                book.writestr(entry, data)
        return stream.getvalue()


def _relations_of(name: str) -> str:
    folder, part = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{part}.rels")


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(DAMAGED)
    return root
