"""The one place where XML is parsed: no entity is resolved, nothing fetched, no limit lifted, and a DOCTYPE refused."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml import etree


def root_of(text: bytes | str) -> etree._Element:
    """The root of an XML text; raises XMLSyntaxError, and ValueError for a DOCTYPE in whatever encoding."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    return _trusted(etree.fromstring(text, parser))


def elements_of(data: bytes, tag: str) -> Iterator[etree._Element]:
    """The elements of a tag one after the other, each emptied before the next is read; raises as `root_of` does."""
    events = etree.iterparse(
        BytesIO(data), tag=tag, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, element in events:
        yield _trusted(element)
        element.clear()


def _trusted(element: etree._Element) -> etree._Element:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ValueError("DOCTYPE")
    return element
