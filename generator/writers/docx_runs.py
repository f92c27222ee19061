"""Paragraphs and runs as Word elements: every look is a style of the skeleton, named by its id."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

from generator.document.blocks import PLACEHOLDER

Element = etree._Element
_Sub = etree.SubElement
_P, _PPR, _PSTYLE, _R, _RPR, _RSTYLE, TEXT = (qn(f"w:{n}") for n in ("p", "pPr", "pStyle", "r", "rPr", "rStyle", "t"))
_FONTS, _HINT, _VAL, _SPACE = qn("w:rFonts"), qn("w:hint"), qn("w:val"), "{http://www.w3.org/XML/1998/namespace}space"


def add_paragraph(parent: Element, style: str, text: str = "") -> Element:
    """A paragraph of a style at the end of the parent."""
    paragraph = _Sub(parent, _P)
    _Sub(_Sub(paragraph, _PPR), _PSTYLE).set(_VAL, style)
    add_runs(paragraph, text)
    return paragraph


def add_break(paragraph: Element) -> None:
    """A new line within the paragraph."""
    _Sub(_Sub(paragraph, _R), qn("w:br"))


def keep_with_next(element: Element) -> None:
    """Keep a paragraph on the page of the next one."""
    if element.tag == _P:
        element[0].insert(1, etree.SubElement(element[0], qn("w:keepNext")))


def add_runs(paragraph: Element, text: str, style: str = "") -> None:
    """Runs of one style; placeholders stand in runs of their own, highlighted by their style."""
    at = 0
    for found in PLACEHOLDER.finditer(text):
        _run(paragraph, text[at : found.start()], style)
        _run(paragraph, found[0], "ReportPlaceholder")
        at = found.end()
    _run(paragraph, text[at:] if at else text, style)


def _run(paragraph: Element, text: str, style: str) -> None:
    if not text:
        return
    run = _Sub(paragraph, _R)
    properties = _Sub(run, _RPR)
    if style:
        _Sub(properties, _RSTYLE).set(_VAL, style)
    _Sub(properties, _FONTS).set(_HINT, "eastAsia")  # Chinese quotes and dashes in the Chinese face
    if style == "ReportPlaceholder":
        _Sub(properties, qn("w:highlight")).set(_VAL, "yellow")  # Word takes no highlight from a style
    words = _Sub(run, TEXT)
    words.text = text
    words.set(_SPACE, "preserve")
