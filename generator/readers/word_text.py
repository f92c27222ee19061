"""The text of a Word paragraph as a reader of the page sees it: changes accepted, fields by their results, hidden text left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.readers.word_elements import MATHS, VML, Element, W, inner_elements, switch, value, whole, within
from generator.readers.word_styles import WordStyles
from generator.readers.word_symbols import symbol
from generator.words.characters import FORBIDDEN

NEW_PAGE = "\f"
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_RUN, _TEXT, _MATHS_TEXT = f"{W}r", f"{W}t", f"{MATHS}t"
_LOOKS, _RUN_LOOKS, _RUN_STYLE, _VANISH = (f"{W}{name}" for name in ("pPr", "rPr", "rStyle", "vanish"))
_MATHS = frozenset((f"{MATHS}oMath", f"{MATHS}oMathPara"))
_BOX, _WORD_ART = f"{W}txbxContent", f"{VML}textpath"
_DRAWN = frozenset(
    (
        _BOX,
        _WORD_ART,
        f"{VML}imagedata",
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
    )
)
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BLANKS = re.compile(r"[\t\r\n]+")


@dataclass
class ParagraphText:
    """What a paragraph holds: its text, in which NEW_PAGE stands for a page break, and what is anchored in it.

    `notes` are the kind and id of the foot- and endnotes it refers to; `pictures` says that it has something without words.
    """

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: bool = False
    size: float = 0.0

    def before(self, following: ParagraphText) -> ParagraphText:
        """Both as one paragraph."""
        return ParagraphText(
            self.text + following.text,
            self.boxes + following.boxes,
            self.notes + following.notes,
            self.pictures or following.pictures,
            self.size or following.size,
        )


def plain_words(paragraph: Element) -> str | None:
    """The text of a paragraph of nothing but plain runs; None where there may be more to it."""
    words = ""
    for child in paragraph:
        if child.tag == _RUN:
            for part in child:
                if part.tag == _TEXT:
                    words += _words(part)
                elif part.tag != _RUN_LOOKS or part.find(_VANISH) is not None or part.find(_RUN_STYLE) is not None:
                    return None
        elif child.tag != _LOOKS:
            return None
    return words


class WordText:
    """The way through the paragraphs of a file: fields may begin in one and end in another."""

    def __init__(self, styles: WordStyles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # of each field begun, whether its result has been reached

    @property
    def within_field(self) -> bool:
        """Whether a field that was begun has not ended yet."""
        return bool(self._fields)

    def read(self, paragraph: Element, hidden: bool = False) -> ParagraphText:
        """The text of a paragraph, whose own style may hide it."""
        told = ParagraphText()
        for child in inner_elements(paragraph):
            if child.tag == _RUN:
                self._run(child, hidden, told)
            elif child.tag in _MATHS:
                told.text += [text.text or "" for text in child.iter(_MATHS_TEXT)]
        self._fields = [reached for reached in self._fields if reached]  # a code that never ends hides no paragraph
        return told

    def _run(self, run: Element, hidden: bool, told: ParagraphText) -> None:
        shown = not self._hides(run, hidden)
        for child in inner_elements(run):
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif shown and all(self._fields):
                if tag == _TEXT:
                    told.text.append(_words(child))
                    told.size = told.size or _size(run)
                elif tag in _DRAWINGS:
                    _drawn(child, told)
                elif tag == _RUN:  # the letters of a ruby, without their pronunciation
                    self._run(child, hidden, told)
                elif tag in _NOTES:
                    told.notes.append((_NOTES[tag], child.get(f"{W}id", "")))
                else:
                    told.text.append(_sign(child))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _hides(self, run: Element, hidden: bool) -> bool:
        """Whether a run is not shown, by its own word, else by its style, else by that of its paragraph."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return hidden
        own = switch(properties, "vanish")
        if own is not None:
            return own
        style = self._styles.named(value(properties, "rStyle"))
        return hidden or (style is not None and style.hidden)


def _words(element: Element) -> str:
    text = element.text or ""
    if text.isascii() and not element.get(_PRESERVED):
        text = text.strip(" \t\r\n")
    return FORBIDDEN.sub("", _BLANKS.sub(" ", text))


def _size(run: Element) -> float:
    return whole(value(run.find(f"{W}rPr"), "sz"), 0, 4000) / 2


def _sign(element: Element) -> str:
    """What an element that is no text shows: a tab, a new line or page, a sign of a font of signs."""
    tag = element.tag
    if tag == f"{W}br":
        return NEW_PAGE if element.get(f"{W}type") == "page" else "\n"
    if tag != f"{W}sym":
        return _SIGNS.get(tag, "")
    code = element.get(f"{W}char", "")
    known = re.fullmatch("[0-9a-fA-F]{1,5}", code) and int(code, 16) >= 0x20 and not 0xD800 <= int(code, 16) < 0xE000
    return symbol(chr(int(code, 16)), element.get(f"{W}font", "")) if known else ""


def _drawn(drawing: Element, told: ParagraphText) -> None:
    """The text boxes of a drawing, the letters drawn as a picture, and whether it has a picture."""
    for found in within(drawing, _DRAWN):
        if found.tag == _BOX:
            told.boxes.append(found)
        elif found.tag == _WORD_ART:
            told.text.append(_BLANKS.sub(" ", found.get("string", "")))
        else:
            told.pictures = True
