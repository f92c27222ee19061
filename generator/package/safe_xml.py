"""The one place where XML is parsed: no entity is resolved, nothing fetched, no limit lifted, and a DOCTYPE refused."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

MOST_HELD = 1_000_000  # tags of a text that is held whole, an attribute for two: an element takes some 120 bytes, an attribute 250
MOST_PENDING = 200_000  # the same, between two elements that are asked for
MOST_STREAMED = 1_500_000  # elements of one part, read one by one
NOTHING = b"\0"  # as the `last` of a text that is read to its end
_LARGE, _CHUNK = 1_000_000, 100_000  # bytes


class TooMany(ValueError):
    """An XML text has more elements than any report or form."""


def root_of(text: bytes | str) -> etree._Element:
    """The root of an XML text; raises XMLSyntaxError, and ValueError for a DOCTYPE in whatever encoding, TooMany too."""
    if _weight(text.encode("utf-8", "replace") if isinstance(text, str) else text) > MOST_HELD:
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
    count, pending = 0, 0
    for start in range(0, end or len(data), _CHUNK):
        chunk = data[start : min(start + _CHUNK, end or len(data))]
        pending += _weight(chunk)
        parser.feed(chunk)
        for _, element in parser.read_events():
            if isinstance(element, etree._Element):
                count, pending = count + 1, 0
                yield _trusted(element)
                _forget(element)
        if count > MOST_STREAMED or pending > MOST_PENDING:
            raise TooMany
    if not end:
        parser.close()  # so that a text that breaks off is told as damaged


def _weight(text: bytes) -> int:
    """How much a text takes when it is held: its tags, and each attribute for two; no encoding of Unicode hides them."""
    return text.count(b"<") + 2 * text.count(b"=")


def _forget(element: etree._Element) -> None:
    """Empty an element that was read, and let go of all that stands before it."""
    element.clear()
    while (parent := element.getparent()) is not None:
        while element.getprevious() is not None:
            del parent[0]
        element = parent


def _trusted(element: etree._Element) -> etree._Element:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ValueError("DOCTYPE")
    return element
