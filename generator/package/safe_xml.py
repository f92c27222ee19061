"""The one place where XML is parsed: no entity is resolved, nothing fetched, no limit lifted, and a DOCTYPE refused."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

MOST_TAGS = 1_000_000  # of a part that is held whole; an element takes some 120 bytes
MOST_STREAMED = 1_500_000  # elements of one part, read one by one
NOTHING = b"\0"  # as the `last` of a text that is read to its end
_LARGE, _CHUNK = 1_000_000, 100_000  # bytes


class TooMany(ValueError):
    """An XML text has more elements than any report or form."""


def root_of(text: bytes | str) -> etree._Element:
    """The root of an XML text; raises XMLSyntaxError, and ValueError for a DOCTYPE in whatever encoding, TooMany too."""
    if (text.count("<") if isinstance(text, str) else text.count(b"<")) > MOST_TAGS:
        raise TooMany
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    return _trusted(etree.fromstring(text, parser))


def elements_of(data: bytes, tag: str, last: bytes) -> Iterator[etree._Element]:
    """The elements of a tag, of a large text not all at once; what stands behind `last` is not parsed. Raises as `root_of` does."""
    end = data.rfind(last) + 1
    if len(data) < _LARGE:
        yield from root_of(data[: end - 1] + last + data[data.rfind(b"</") :] if end else data).iter(tag)
        return
    parser = etree.XMLPullParser(
        ("end",), tag=tag, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    count = 0
    for start in range(0, end or len(data), _CHUNK):
        parser.feed(data[start : min(start + _CHUNK, end or len(data))])
        for _, element in parser.read_events():
            if isinstance(element, etree._Element):
                count += 1
                if count > MOST_STREAMED:
                    raise TooMany
                yield _trusted(element)
                _forget(element)
    if not end:
        parser.close()  # so that a text that breaks off is told as damaged


def _forget(element: etree._Element) -> None:
    """Empty an element that was read, and let go of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _trusted(element: etree._Element) -> etree._Element:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ValueError("DOCTYPE")
    return element
