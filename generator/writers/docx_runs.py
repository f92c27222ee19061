"""Paragraphs and runs as Word elements: every look is a style of the skeleton, named by its id."""

from __future__ import annotations

from docx.oxml.ns import nsmap
from lxml import etree

from generator.document.blocks import PLACEHOLDER

Element = etree._Element
W = f"{{{nsmap['w']}}}"  # before the names of Word's own elements and attributes
CHARACTER = 314  # twips: the pitch of characters of the body, 28 on a line
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def add_element(parent: Element, tag: str, **facts: str) -> Element:
    """An element of Word's own at the end of the parent, with attributes of Word's own."""
    element = etree.SubElement(parent, W + tag)
    for name, value in facts.items():
        element.set(W + name, value)
    return element


def add_paragraph(parent: Element, style: str, text: str = "") -> Element:
    """A paragraph of a style at the end of the parent."""
    paragraph = add_element(parent, "p")
    add_element(add_element(paragraph, "pPr"), "pStyle", val=style)
    add_runs(paragraph, text)
    return paragraph


def add_break(paragraph: Element) -> None:
    """A new line within the paragraph."""
    add_element(add_element(paragraph, "r"), "br")


def keep_with_next(element: Element) -> None:
    """Keep a paragraph on the page of the next one."""
    if element.tag == f"{W}p":
        element[0].insert(1, add_element(element[0], "keepNext"))


def add_indent(paragraph: Element, **hundredths: int) -> None:
    """Indents of a paragraph in hundredths of a character: left, right, hanging."""
    facts = {}
    for side, number in hundredths.items():
        facts[f"{side}Chars"], facts[side] = str(number), str(round(number * CHARACTER / 100))
    add_element(paragraph[0], "ind", **facts)


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
    run = add_element(paragraph, "r")
    if style or not text.isascii():
        properties = add_element(run, "rPr")
    if style:
        add_element(properties, "rStyle", val=style)
    if not text.isascii():
        add_element(properties, "rFonts", hint="eastAsia")  # Chinese quotes and dashes in the Chinese face
    if style == "ReportPlaceholder":
        add_element(properties, "highlight", val="yellow")  # Word takes no highlight from a style
    words = add_element(run, "t")
    words.text = text
    if text != text.strip():
        words.set(_SPACE, "preserve")
