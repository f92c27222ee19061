"""The elements of a Word file: their names, their switches, and what stands in them whatever is wrapped around it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_MAIN}}}"  # before the names of Word's own elements and attributes
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATHS[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
)  # the names of the strict form of the standard, and of the usual one
_ALTERNATE, _CHOICES = f"{_MC}AlternateContent", (f"{_MC}Choice", f"{_MC}Fallback")
_WRAPPERS = frozenset(
    W + name
    for name in [
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "ins",
        "moveTo",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    ]
)
_WRAPPING = (b"sdt", b"customXml", b"smartTag", b":ins", b"moveTo", b":dir", b":bdo", b"AlternateContent")
_OFF = ("0", "false", "off", "none")


def is_wrapped(data: bytes) -> bool:
    """Whether a part has elements around its paragraphs, rows or cells, so that `inner_elements` must look into them."""
    return any(name in data for name in _WRAPPING)


def inner_elements(parent: Element) -> Iterator[Element]:
    """What stands in an element, without what is only wrapped around it; of alternatives the first."""
    stack: list[Iterator[Element]] = [iter(parent)]
    while stack:
        for child in stack[-1]:
            if child.tag in _WRAPPERS:
                stack.append(iter(child))
                break
            if child.tag == _ALTERNATE:
                stack.append(iter(_chosen(child)))
                break
            yield child
        else:
            stack.pop()


def _chosen(alternatives: Element) -> Element | tuple[()]:
    return next((found for tag in _CHOICES for found in alternatives.iterchildren(tag)), ())


def within(parent: Element, tags: frozenset[str]) -> Iterator[Element]:
    """The outermost elements of these tags anywhere in an element; of alternatives in the first."""
    stack = [inner_elements(parent)]
    while stack:
        for child in stack[-1]:
            if child.tag in tags:
                yield child
            else:
                stack.append(inner_elements(child))
                break
        else:
            stack.pop()


def value(properties: Element | None, name: str) -> str:
    """The `val` of a property; nothing where it is not given."""
    found = properties.find(W + name) if properties is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def switch(properties: Element | None, name: str) -> bool | None:
    """Whether a property is switched on or off; None where nothing is said of it."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def whole(text: str | None, default: int, most: int) -> int:
    """A whole number from 0 to the most there may be; the default where there is none."""
    digits = (text or "").strip()
    return min(int(digits), most) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else default
