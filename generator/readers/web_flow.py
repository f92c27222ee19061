"""A web page to its paragraphs and tables in one way through its tags, without a tree: so that none is too deep or too crowded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

from generator.readers.web_items import WebBox, WebItem, WebParagraph
from generator.readers.web_looks import BLOCK, BOX, HEADINGS, NUMBERING, Hides, Looks, looks, rank_of
from generator.readers.web_signs import NOTICED, ListNumbers, PageSigns
from generator.readers.web_table import OpenTable, Room
from generator.readers.web_text import NEW_LINE, LineText
from generator.readers.web_told_table import told_by

MOST_TAGS, DEEPEST = 300_000, 1000
_CHUNK = 50_000  # bytes that are parsed before an exception is heard of
_PADDING, _END = "[if !supportMisaligned", "[endif]"  # Word's marks around cells that only make up the length of a row
_PARTS = ("thead", "tbody", "tfoot")


class TooManyTags(Exception):
    """The page has more tags, or more of them in one another, than any report."""


class Manner(NamedTuple):
    """How text is set where the way stands; `kind` is that of the paragraph, as in `WebParagraph`."""

    kind: str = ""
    centred: bool = False
    kept: bool = False
    linked: bool = False


class WebPage(NamedTuple):
    """What was found on a page: its items in reading order, and the signs of what else stands there."""

    items: list[WebItem]
    signs: PageSigns


def page_of(text: str, hides: Hides) -> WebPage:
    """Read a page without what is hidden; raises TooManyTags."""
    from lxml import etree

    flow = _Flow(hides)
    target = cast("etree.ParserTarget", flow)
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=False)
    data = text.encode("utf-8", "replace") or b" "
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
    parser.close()
    return WebPage(flow.items, flow.signs)


class _Flow:
    """The way through a page; the parser calls `start`, `end`, `data` and `comment`."""

    def __init__(self, hides: Hides) -> None:
        self.items: list[WebItem] = []
        self.signs = PageSigns()
        self._hides = hides
        self._hidden = 0  # how many elements are open from the outermost hidden one on
        self._padding = False
        self._open: list[tuple[int, Manner]] = []  # what each open element is, and the manner around it
        self._manner, self._box = Manner(), WebBox(None, 0)
        self._line, self._numbers = LineText(), ListNumbers()
        self._told = self.items  # where paragraphs go: the page, or a cell
        self._tables: list[OpenTable] = []
        self._room = Room()
        self._made = self._tags = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._tags += 1
        if self._tags > MOST_TAGS or len(self._open) + self._hidden > DEEPEST:
            raise TooManyTags
        if tag in NOTICED:
            self._notice(tag, attributes)
        look = looks(tag, attributes)
        if self._hidden or self._padding or self._hides(look):
            self._hidden += 1
            return
        rank = rank_of(tag, look)
        if rank >= BLOCK and self._line.pieces:
            self._flush()
        self._open.append((rank, self._manner))
        if rank >= BLOCK or tag == "a" or look.centred is not None or look.kept:
            self._manner = _manner(self._manner, tag, attributes, look)
        if rank == BOX:
            self._box = WebBox(self._box, self._made)
        if rank >= BLOCK:
            self._start_block(tag, attributes, look)
        elif tag == "br":
            self._line.pieces.append(NEW_LINE)

    def end(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
            self.signs.leave(tag)
            return
        rank, manner = self._open.pop()
        if rank >= BLOCK:
            if self._line.pieces:
                self._flush()
            self._end_block(tag)
        elif rank == NUMBERING:
            self._line.close_up()
        if rank == BOX and self._box.above:
            self._box.end = self._made
            self._box = self._box.above
        self._manner = manner

    def data(self, text: str) -> None:
        if self._hidden:
            self.signs.hear(text)
        elif self._manner.kept:
            self._line.add_kept(text)
        elif self._manner.linked:
            self._line.add_linked(text)
        else:
            self._line.pieces.append(text)

    def comment(self, text: str) -> None:
        if text.startswith(_PADDING):
            self._padding = True
        elif text.startswith(_END):
            self._padding = False

    def close(self) -> None:
        self._flush()
        self._box.end = self._made

    def _notice(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.signs.see(tag, attributes, self._made)
        self._line.breaks_at_spaces = self.signs.by_libreoffice

    def _flush(self) -> None:
        """The text since the last block as paragraphs."""
        if not self._line.pieces:
            return
        texts, linked = self._line.taken()
        for text in texts:
            text = self._numbers.set_before(text)
            kind, centred = self._manner.kind, self._manner.centred
            self._told.append(WebParagraph(text, self._made, self._box, kind, centred, linked))
            self._made += 1

    def _start_block(self, tag: str, attributes: Mapping[str, str], look: Looks) -> None:
        if tag == "table":
            self._tables.append(OpenTable(self._told, self._made, self._box))
            self._made += 1
        elif self._tables and (tag in ("td", "th", "tr") or tag in _PARTS):
            self._start_in_table(self._tables[-1], tag, attributes)
        elif tag in ("ol", "ul"):
            self._numbers.start(tag, attributes, look)
        elif tag == "li":
            self._numbers.item(attributes)

    def _start_in_table(self, table: OpenTable, tag: str, attributes: Mapping[str, str]) -> None:
        self._told = table.outside
        if tag in _PARTS:
            table.start_part(tag)
        elif tag == "tr":
            table.start_row(attributes.get("height", ""))
        else:
            spans = (attributes.get("rowspan", "1"), attributes.get("colspan", "1"))
            self._told = table.start_cell(*spans, attributes.get("width", "")).items

    def _end_block(self, tag: str) -> None:
        if tag == "table":
            table = self._tables.pop()
            self._told = table.outside
            self._told += told_by(table, self._room)
        elif tag in ("td", "th") and self._tables:
            self._told = self._tables[-1].outside
        elif tag in ("ol", "ul"):
            self._numbers.end()


def _manner(around: Manner, tag: str, attributes: Mapping[str, str], look: Looks) -> Manner:
    """The manner in an element, by the one around it."""
    if tag in ("td", "th", "tr") and not around.kind and look.centred is None and not look.kept:
        return around
    kind, linked = around.kind, around.linked
    if tag in HEADINGS or tag == "li":
        kind = tag
    elif tag in ("table", "td", "th"):
        kind = ""
    elif tag == "p" and attributes.get("class") == "MsoTitle":
        kind = "title"
    elif tag == "a":
        linked = not attributes.get("href", "#").lstrip().startswith("#")
    centred = around.centred if look.centred is None else look.centred
    return Manner(kind, centred, around.kept or look.kept, linked)
