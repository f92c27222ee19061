"""The comments of one worksheet: added to, never replaced."""

from __future__ import annotations

from lxml import etree

from generator.form.marking.note_boxes import NoteBoxes
from generator.form.marking.sheet_part import Area, SheetPart
from generator.package.parts import NewPart
from generator.package.workbook import MAIN, escaped, string_text

AUTHOR = "nianbao"
RULE = "──────────"  # between the words that were there and ours
LIMIT = 32_000  # a little below what Excel takes
_NEW = NewPart(
    "comments",
    "xl/comments{}.xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    f'<comments xmlns="{MAIN[1:-1]}"><authors/><commentList/></comments>',
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Notes:
    """The comments of a sheet with their boxes; `save` puts both back."""

    def __init__(self, sheet: SheetPart) -> None:
        self.parts = sheet.parts
        known = self.parts.related(sheet.name, _NEW.kind)
        self.part = known[0] if known else self.parts.add(sheet.name, _NEW).part
        self.root = self.parts.tree(self.part)
        self.comments = {found.get("ref", ""): found for found in self.root.iter(f"{MAIN}comment")}
        self.boxes = NoteBoxes(sheet)

    def save(self) -> None:
        self.parts.put(self.part, self.root)
        self.boxes.save()

    def add(self, area: Area, text: str) -> None:
        """Write a comment, or add to the one that is there; what it already says is not said twice."""
        words = _child(self._comment(area.name), "text")
        before = string_text(words)
        if text in before:
            return
        room = max(LIMIT - len(before), 0)
        added = (f"\n{RULE}\n" if before else "") + (text if len(text) <= room else f"{text[:room]}……")
        _append(words, escaped(added))
        self.boxes.fit(area, before + added)

    def _comment(self, cell: str) -> etree._Element:
        if cell not in self.comments:
            authors = _child(self.root, "authors")
            names = [author.text for author in authors.findall(f"{MAIN}author")]
            if AUTHOR not in names:
                etree.SubElement(authors, f"{MAIN}author").text = AUTHOR
                names.append(AUTHOR)
            facts = {"ref": cell, "authorId": str(names.index(AUTHOR))}
            self.comments[cell] = etree.SubElement(_child(self.root, "commentList"), f"{MAIN}comment", facts)
        return self.comments[cell]


def threaded_cells(sheet: SheetPart) -> set[str]:
    """The cells with a conversation, whose comment Excel writes itself and must not be touched."""
    talks = sheet.parts.related(sheet.name, "threadedComment")
    return {str(found.get("ref", "")) for part in talks for found in sheet.parts.tree(part)}


def _child(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(f"{MAIN}{name}")
    return etree.SubElement(parent, f"{MAIN}{name}") if found is None else found


def _append(words: etree._Element, text: str) -> None:
    """Add a run of our own after the runs that are there; plain words become a run first."""
    plain = words.find(f"{MAIN}t")
    if plain is not None:
        words.replace(plain, run := etree.Element(f"{MAIN}r"))
        run.append(plain)
        run.tail = plain.tail
    run = etree.Element(f"{MAIN}r")
    look = etree.SubElement(run, f"{MAIN}rPr")
    for name, value in (("sz", "9"), ("color", "81"), ("rFont", "宋体"), ("charset", "134")):
        etree.SubElement(look, f"{MAIN}{name}", {"indexed" if name == "color" else "val": value})
    written = etree.SubElement(run, f"{MAIN}t", {_SPACE: "preserve"})
    written.text = text
    words.insert(len(words.findall(f"{MAIN}r")), run)
