"""The parts of a package and the relations between them: a few may be changed, the others are written again byte for byte."""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from lxml import etree

from generator.errors import InputError
from generator.package.fixed_zip import zipped
from generator.package.safe_xml import TooMany, elements_of, root_of

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = f'<Relationships xmlns="{_PACKAGE}"/>'.encode()
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES_PART = "[Content_Types].xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, LookupError, ValueError, TypeError)


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type (`comments`), and the name of the part it leads to."""

    id: str
    kind: str
    part: str


class NewPart(NamedTuple):
    """A part to be added: its kind as in `Relation`, its name with `{}` for a number, its content type, what it holds at first."""

    kind: str
    pattern: str
    content: str
    empty: str


class Parts:
    """The parts of a package that has passed the gate, by name however the letters are cased, each read when asked for."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file, self._archive = file, archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._changed: dict[str, bytes] = {}
        self._relations: dict[str, list[Relation]] = {}

    @property
    def names(self) -> list[str]:
        """The names of all parts, as they stand in the directory."""
        return list(self._names.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def __getitem__(self, name: str) -> bytes:
        """The bytes of a part; raises InputError when it is missing, damaged, or has a DOCTYPE."""
        with self.damage_told(name):
            found = self._names[name.lower()]
            data = self._changed[found] if found in self._changed else self._archive.read(found)
        if b"<!DOCTYPE" in data and name.lower().endswith((".xml", ".rels", ".vml")):
            raise InputError(f"{self.file}：文件里有不该有的文档类型声明（DOCTYPE），没有打开。请打开后另存一份再用。")
        return data

    @contextmanager
    def damage_told(self, part: str) -> Iterator[None]:
        """Raise InputError for whatever the reading of a damaged part trips over."""
        try:
            yield
        except TooMany:
            raise InputError(f"{self.file}：{part} 里的内容多得不像一份年报，没有打开。请换一个文件。") from None
        except (*_DAMAGE, etree.XMLSyntaxError):
            raise InputError(
                f"{self.file}：文件已损坏（{part} 读不出来）。请重新取得文件，或者打开后另存一份再用。"
            ) from None

    def tree(self, name: str) -> etree._Element:
        """The root of a part; a change counts only when it is put back."""
        data = self[name]
        with self.damage_told(name):
            try:
                return root_of(data)
            except etree.XMLSyntaxError:  # Excel itself once wrote this in the drawings of comments
                return root_of(data.replace(b"<br>", b"<br/>"))

    def elements(self, name: str, tag: str, last: bytes) -> Iterator[etree._Element]:
        """The elements of a tag, read as `elements_of` does; to be used under `damage_told`."""
        return elements_of(self[name], tag, last)

    def put(self, name: str, root: etree._Element) -> None:
        """Write a part anew; drawings of comments (VML) begin without an XML declaration."""
        written = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
        self.put_bytes(name, written if name.lower().endswith(".vml") else _DECLARATION + written)

    def put_bytes(self, name: str, data: bytes) -> None:
        """Write a part anew as it is given."""
        self._changed[self._names.setdefault(name.lower(), name)] = data

    def relations(self, name: str) -> list[Relation]:
        """Where the relations of a part inside the package lead to."""
        if name not in self._relations:
            part, folder = _relations_of(name), posixpath.dirname(name)
            elements = self.tree(part).iter(f"{{{_PACKAGE}}}Relationship") if part in self else ()
            self._relations[name] = [_relation(e, folder) for e in elements if e.get("TargetMode") != "External"]
        return self._relations[name]

    def related(self, name: str, kind: str) -> list[str]:
        """The parts of a kind that a part leads to."""
        return [found.part for found in self.relations(name) if found.kind == kind and found.part in self]

    def add(self, owner: str, new: NewPart) -> Relation:
        """Add a part under the first free name of its pattern: declared, and related to its owner."""
        number = 1
        while new.pattern.format(number) in self:
            number += 1
        name = new.pattern.format(number)
        self.put_bytes(name, new.empty.encode())
        self._declare(name, new.content)
        return self._relate(owner, new.kind, name)

    def _relate(self, owner: str, kind: str, name: str) -> Relation:
        part = _relations_of(owner)
        if part not in self:
            self.put_bytes(part, _NO_RELATIONS)
        root = self.tree(part)
        taken = {found.get("Id") for found in root}
        made = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        facts = {"Id": made, "Type": f"{RELATIONS}/{kind}", "Target": f"/{name}"}
        etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", facts)
        self.put(part, root)
        self._relations.pop(owner, None)
        return Relation(made, kind, name)

    def _declare(self, name: str, content: str) -> None:
        root = self.tree(_TYPES_PART)
        extension = name.rpartition(".")[2].lower()
        defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Default")}
        if defaults.get(extension) == content:
            return
        one = extension == "xml" or extension in defaults
        tag, key, value = ("Override", "PartName", f"/{name}") if one else ("Default", "Extension", extension)
        etree.SubElement(root, f"{_TYPES}{tag}", {key: value, "ContentType": content})
        self.put(_TYPES_PART, root)

    def zipped(self) -> bytes:
        """The package; same parts, same bytes."""
        return zipped((name, self[name]) for name in self._names.values())


def _relation(element: etree._Element, folder: str) -> Relation:
    target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
    return Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target.lstrip("/"))


def _relations_of(name: str) -> str:
    folder, part = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{part}.rels")
