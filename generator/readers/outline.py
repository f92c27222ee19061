"""Paragraphs with hints to the blocks of a document: what the styles of a file say, and where they are silent its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.document.blocks import (
    AttachmentNote,
    AttachmentStart,
    Block,
    Closing,
    Document,
    Heading,
    Line,
    Origin,
    Paragraph,
    Statistics,
    Subtitle,
    Title,
    text_of,
)
from generator.readers.front_lines import (
    agency_in,
    attachment_note,
    is_bare,
    is_date,
    listed_number,
    signed,
    starts_attachment,
    title_lines,
    titles_report,
    unfilled,
)
from generator.readers.pieces import LONGEST, Item, Piece, prepared
from generator.words.headings import (
    HEADING_LENGTH,
    ends_sentence,
    heading_level,
    in_contents,
    numbered_level,
)

__all__ = ["Piece", "outlined"]

_FRONT = 60  # pieces at the head among which the title is looked for
_IN_BRACKETS = re.compile(r"[（(\[【].{2,30}[）)\]】]")
_TABLE_NAME_END = re.compile("(?:[表单录图]|情况)(?:[（(].*[）)])?$")


def outlined(name: str, pieces: Iterable[Item]) -> Document:
    """The document of a file of this name: its pieces and tables in reading order, None for the start of a new page.

    The year is left 0. An agency that is not certain is left empty.
    """
    items = list(prepared(list(pieces)))
    blocks = tuple(_Outlining(name, items).blocks())
    titles = [text_of(block) for block in blocks if isinstance(block, Title)]
    title = next(filter(titles_report, titles), titles[0] if titles else "")
    signing = next((block.agency for block in blocks if isinstance(block, Closing) and block.agency), "")
    return Document(title, signing if signing == unfilled(signing) and signing else agency_in(title), 0, blocks)


def _titled(items: list[Item]) -> range:
    """Which items are the title by their words; none where a style tells it."""
    front: list[str] = []
    for item in items[:_FRONT]:
        text = _text(item)
        if isinstance(item, Piece) and item.style == "title" and titles_report(text):
            return range(0)
        if heading_level(text) == 1:
            break
        front.append(text)
    return title_lines(front)


def _text(item: Item) -> str:
    return item.text.strip() if isinstance(item, Piece) else ""


class _Outlining:
    """One way through the items: where it stands, and the last block it gave."""

    def __init__(self, name: str, items: list[Item]) -> None:
        self.name, self.items, self.at = name, items, 0
        self.title = _titled(items)
        self.last: Block | None = None
        self.begun = self.signed = self.attached = False  # whether the body has begun, is signed, has its attachments

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.items):
            item = self.items[self.at]
            if isinstance(item, Piece):
                self.last = self._block(item)
            elif item is not None:
                self.last = item
            self.at += 1
            if item is not None and self.last is not None:
                self.begun = self.begun or isinstance(self.last, Heading | Paragraph)
                self.signed = self.signed or isinstance(self.last, Closing)
                self.attached = self.attached or isinstance(self.last, AttachmentStart)
                yield self.last

    def _block(self, piece: Piece) -> Block:
        """The block of the piece where the way stands, which it leaves at its last item."""
        text, origin = piece.text.strip(), self._origin(piece)
        if self.at in self.title:
            return Title(tuple(self._taken(len(self.title))), origin)
        if block := self._by_style(piece, text, origin):
            return block
        return self._attached(text, origin) or self._closing(text, origin) or self._by_words(piece, text, origin)

    def _origin(self, piece: Piece) -> Origin:
        return Origin(place=piece.place if piece.place.file else piece.place._replace(file=self.name))

    def _by_style(self, piece: Piece, text: str, origin: Origin) -> Block | None:
        match piece.style:
            case "title":
                return Title(tuple(self._taken(self._alike("title"))), origin)
            case "subtitle":
                return Subtitle(text, origin)
            case "closing":
                *agency, date = self._taken(self._alike("closing"))
                return (
                    Closing("".join(agency), date, origin) if agency or is_date(date) else self._closing(date, origin)
                )
            case "body":
                return _paragraph(text, origin)
            case "line":
                return Line(text, origin)
            case "heading1" | "heading2" | "heading3":
                return Heading(numbered_level(text) or int(piece.style[-1]), text, origin)
        return None

    def _alike(self, style: str) -> int:
        """How many items from here on have this style."""
        end = self.at
        while end < len(self.items) and isinstance(item := self.items[end], Piece) and item.style == style:
            end += 1
        return end - self.at

    def _taken(self, number: int) -> list[str]:
        """The lines of so many pieces from here on; the way then stands at the last of them."""
        pieces = self.items[self.at : self.at + number]
        self.at += number - 1
        return [line.strip() for piece in pieces for line in _text(piece).split("\n") if line.strip()]

    def _next(self, ahead: int = 1) -> str:
        """The text of a piece ahead, nothing where a table or a new page comes first."""
        return _text(self.items[self.at + ahead]) if self.at + ahead < len(self.items) else ""

    def _attached(self, text: str, origin: Origin) -> Block | None:
        """What belongs to the attachments: the note that lists them, the word at the head of one, its title."""
        note = attachment_note(text)
        if note and note[1] and self.signed and self._table_near():
            self.items[self.at] = Piece(note[1], origin.place)
            self.at -= 1  # the title behind the word is left to be read
            return AttachmentStart(note[0], origin)
        if note and (note[1] or listed_number(self._next()) == 1):
            return AttachmentNote(note[0], tuple(self._listed(note[1])), origin)
        if starts_attachment(text):
            return AttachmentStart(text.rstrip("：: 　"), origin)
        if isinstance(self.last, AttachmentStart) and _is_name(text):
            cut_off = (
                not _TABLE_NAME_END.search(text) and _is_name(self._next()) and _TABLE_NAME_END.search(self._next())
            )
            return Title(tuple(self._taken(2 if cut_off else 1)), origin)
        return None

    def _table_near(self) -> bool:
        return any(isinstance(item, Statistics) for item in self.items[self.at + 1 : self.at + 5])

    def _listed(self, first: str) -> Iterator[str]:
        """The titles of a note: those behind its word, and those listed in the pieces that follow."""
        number = 0
        for title in filter(None, map(str.strip, first.split("\n"))):
            number = listed_number(title)
            yield title
        while (not first or number) and listed_number(self._next()) == number + 1 and _is_name(self._next()):
            self.at, number = self.at + 1, number + 1
            yield self._next(0)

    def _closing(self, text: str, origin: Origin) -> Block | None:
        if not self.begun or self.signed:
            return None
        if is_date(text):
            return Closing("", text, origin)
        if both := signed(text):
            return Closing(*both, origin)
        if is_bare(text) and is_date(self._next()):
            self.at += 1
            return Closing(text, self._next(0), origin)
        return None

    def _by_words(self, piece: Piece, text: str, origin: Origin) -> Block:
        named = piece.centred and (is_bare(text) or is_date(text))
        level = heading_level(text)
        if isinstance(self.last, Title) and not level and (named or _IN_BRACKETS.fullmatch(text)):
            return Subtitle(text, origin)
        if level:
            return Heading(level, text, origin)
        outside = not self.begun or self.signed or self.attached
        if in_contents(text) or (outside and len(text) <= LONGEST and not ends_sentence(text)):
            return Line(text, origin)
        return _paragraph(text, origin)


def _is_name(text: str) -> bool:
    """Whether a line may be the title of an attachment."""
    return 0 < len(text) <= LONGEST and not ends_sentence(text) and not text.endswith(("：", ":"))


def _paragraph(text: str, origin: Origin) -> Paragraph:
    """A paragraph, its first sentence apart where that carries the number of a heading."""
    lead, stop, rest = text.partition("。")
    if numbered_level(text) == 2 and rest and len(lead) <= HEADING_LENGTH:
        return Paragraph(rest, lead + stop, origin)
    return Paragraph(text, origin=origin)
