"""A Word file to its document: paragraphs and tables in order, each with its number, changes taken as accepted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from generator.document.blocks import Origin, Statistics
from generator.document.grids import Cell, Grid
from generator.document.places import Place
from generator.errors import InputError
from generator.package.gate import WORD, admitted
from generator.package.parts import Parts
from generator.package.safe_xml import TooMany, root_of
from generator.readers.outline import outlined
from generator.readers.pieces import Item, Piece
from generator.readers.read_file import ReadFile
from generator.readers.word_elements import TRANSITIONAL, Element, W, inner_elements, is_wrapped
from generator.readers.word_grid import Inside, WordTable, plain_table, word_table
from generator.readers.word_numbering import WordNumbering
from generator.readers.word_styles import WordStyle, WordStyles
from generator.readers.word_text import NEW_PAGE, ParagraphText, WordText, plain_words

_PARAGRAPH, _TABLE = f"{W}p", f"{W}tbl"
_DELETED, _MOVED = (f"{W}pPr/{W}rPr/{W}{name}" for name in ("del", "moveFrom"))
_LOOKS, _CELL_LOOKS, _STYLE, _VALUE = (f"{W}{name}" for name in ("pPr", "tcPr", "pStyle", "val"))
_MOST_PICTURES, _DEEPEST, _USUAL_STYLES = 5, 20, 200_000
_MOST_PARAGRAPHS = 100_000


def read_word(name: str, data: bytes) -> ReadFile:
    """The document of a .docx file; raises InputError."""
    parts = admitted(name, data, WORD)
    reading = _Reading(name, parts)
    root = _root(parts, WORD.main, name)
    body = root.find(f"{W}body")
    if body is None:
        raise InputError(f"{name}：Word 文档里没有正文，可能已损坏。请在 Word 或 WPS 里打开，另存为 .docx 后再用。")
    if sum(1 for _ in islice(body.iter(_PARAGRAPH), _MOST_PARAGRAPHS + 1)) > _MOST_PARAGRAPHS:
        raise _too_long(name)
    items = [*reading.items(body), *reading.footnotes()]
    return ReadFile(outlined(name, items), tuple(reading.told()))


def placed_elements(name: str, parts: Parts) -> tuple[Element, dict[Place, Element]]:
    """The root of the body, and the paragraphs and cells in it by the places the reader gives them; raises InputError."""
    kept: dict[Place, Element] = {}
    reading = _Reading(name, parts, kept)
    root = _root(parts, WORD.main, name)
    body = root.find(f"{W}body")
    if body is not None:
        list(reading.items(body))
    return root, kept


def _root(parts: Parts, part: str, name: str) -> Element:
    """The root of a part, in the usual names where it has the strict ones."""
    return _rooted(parts[part], name)


def _rooted(data: bytes, name: str) -> Element:
    for strict, usual in TRANSITIONAL:
        data = data.replace(strict, usual)
    try:
        return root_of(data)
    except TooMany:
        raise _too_long(name) from None
    except (etree.XMLSyntaxError, ValueError):
        raise InputError(
            f"{name}：Word 文档的内容已损坏，读不出来。请在 Word 或 WPS 里打开，另存为 .docx 后再用。"
        ) from None


def _too_long(name: str) -> InputError:
    return InputError(f"{name}：Word 文档里的内容多得不像一份年报，没有打开。请换一个文件。")


def _styles(parts: Parts, name: str) -> WordStyles:
    """The styles of a file; those of files made alike are the same."""
    found = parts.related(WORD.main, "styles")
    data = parts[found[0]] if found else b""
    return _known_styles(data, name) if len(data) < _USUAL_STYLES else WordStyles(_rooted(data, name))


@lru_cache(maxsize=8)
def _known_styles(data: bytes, name: str) -> WordStyles:
    return WordStyles(_rooted(data, name) if data else None)


class _Reading:
    """The way through one file, counting paragraphs and tables as it goes."""

    def __init__(self, name: str, parts: Parts, kept: dict[Place, Element] | None = None) -> None:
        self.name, self.parts, self.kept = name, parts, kept
        self.styles = _styles(parts, name)
        self.numbering = WordNumbering(self._part("numbering"), self.styles)
        self.text = WordText(self.styles)
        self.paragraphs = self.tables = 0
        self.notes: list[tuple[str, str]] = []
        self.pictures: list[Place] = []
        self.inside: Inside = inner_elements if is_wrapped(parts[WORD.main]) else iter
        self.plain: dict[str, bool] = {}  # by the id of a style whether its paragraphs are their words alone
        self.begun: ParagraphText | None = None  # a paragraph whose end was deleted goes on in the next
        self.begun_at: tuple[Place, WordStyle] | None = None
        self.too_deep = False

    def _part(self, kind: str) -> Element | None:
        found = self.parts.related(WORD.main, kind)
        return _root(self.parts, found[0], self.name) if found else None

    def items(self, parent: Element, depth: int = 0) -> Iterator[Item]:
        """The paragraphs and tables of an element in reading order, with those anchored or nested in them after."""
        if depth > _DEEPEST:
            self.too_deep = True
            return
        for child in self.inside(parent):
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child, depth)
            elif child.tag == _TABLE:
                yield from self._left()
                yield from self._table(child, depth)
        yield from self._left()

    def _left(self) -> Iterator[Item]:
        """A paragraph whose end was deleted, where no paragraph comes for it to go on in."""
        if self.begun and self.begun_at:
            place, style = self.begun_at
            yield Piece("".join(self.begun.text), place, style.kind, style.centred, self.begun.size or style.size)
        self.begun = None

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Item]:
        self.paragraphs += 1
        place = Place(file=self.name, paragraph=self.paragraphs)
        if self.kept is not None:
            self.kept[place] = paragraph
        if not self.begun and not self.text.within_field and (alone := self._plain(paragraph)) is not None:
            words, kind = alone
            yield Piece(words, place, kind.kind, kind.centred, kind.size)
            return
        properties = paragraph.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style_id = named.get(f"{W}val", "") if named is not None else ""
        style = self.styles.of(style_id)
        if properties is not None:
            style = style.changed("", properties, None)
        told = self.text.read(paragraph, style.hidden)
        if self.begun:
            told, self.begun = self.begun.before(told), None
        if properties is not None and (paragraph.find(_DELETED) is not None or paragraph.find(_MOVED) is not None):
            self.begun, self.begun_at = told, (place, style)
            return
        number = self.numbering.label(style.list, style.level, style_id) if style.list else ""
        words = "".join(told.text)
        text = number + words if words.strip() or depth else ""  # in a cell a number may stand alone
        if style.new_page:
            yield None
        for at, page in enumerate(text.split(NEW_PAGE)):
            if at:
                yield None
            yield Piece(page, place, style.kind, style.centred, told.size or style.size)
        self.notes += told.notes
        if told.pictures and not words.strip():
            self.pictures.append(place)
        for box in told.boxes:
            yield from self.items(box, depth + 1)

    def _table(self, table: Element, depth: int) -> Iterator[Item]:
        plain = None if self.begun or self.text.within_field or self.kept is not None else plain_table(table)
        if plain and not plain.laid.is_frame and all(map(self._is_plain, plain.styles)):
            self.tables += 1
            self.paragraphs += plain.paragraphs
            yield self._statistics(plain.laid, self.tables, plain.texts)
            return
        laid = word_table(table, self.inside)
        if laid.is_frame:
            for cell in laid.cells:
                yield from self.items(cell.element, depth + 1)
            return
        self.tables += 1
        number, after = self.tables, []
        texts = []
        for cell in laid.cells:
            if (words := self._words_alone(cell.element)) is not None:
                texts.append(words)
                continue
            lines = []
            for item in self.items(cell.element, depth + 1):
                if isinstance(item, Piece):
                    lines.append(item.text.strip())
                else:
                    after.append(item)
            texts.append("\n".join(line for line in lines if line))
        yield self._statistics(laid, number, texts)
        yield from after

    def _words_alone(self, cell: Element) -> str | None:
        """The text of a cell of one plain paragraph, which most are; None where it must be read in full."""
        inside = [child for child in cell if child.tag != _CELL_LOOKS]
        if len(inside) != 1 or inside[0].tag != _PARAGRAPH or self.begun or self.text.within_field:
            return None
        alone = self._plain(inside[0])
        self.paragraphs += alone is not None
        return None if alone is None else alone[0].strip()

    def _plain(self, paragraph: Element) -> tuple[str, WordStyle] | None:
        """The text and the style of a paragraph of plain words; None where it must be read in full."""
        looks = paragraph.find(_LOOKS)
        if looks is not None and (len(looks) != 1 or looks[0].tag != _STYLE):
            return None
        style = looks[0].get(_VALUE, "") if looks is not None else ""
        words = plain_words(paragraph) if self._is_plain(style) else None
        return None if words is None else (words, self.styles.of(style))

    def _is_plain(self, style: str) -> bool:
        """Whether paragraphs of a style are their words alone."""
        if style not in self.plain:
            said = self.styles.of(style)
            self.plain[style] = not (said.hidden or said.list or said.new_page)
        return self.plain[style]

    def _statistics(self, laid: WordTable, number: int, texts: list[str]) -> Statistics:
        cells = tuple(
            Cell(cell.row, cell.column, cell.rows, cell.columns, "read", text)
            for cell, text in zip(laid.cells, texts, strict=True)
        )
        places = tuple(Place(file=self.name, table=number, row=c.row + 1, column=c.column + 1) for c in cells)
        if self.kept is not None:
            self.kept |= {place: cell.element for place, cell in zip(places, laid.cells, strict=True)}
        grid = Grid(cells, laid.rows, laid.columns, 0, 0)
        return Statistics("", grid, tuple(texts), (), Origin(place=Place(file=self.name, table=number)), places)

    def footnotes(self) -> Iterator[Item]:
        """The foot- and endnotes that were referred to, after the body."""
        for kind in ("footnotes", "endnotes"):
            wanted = dict.fromkeys(note for of, note in self.notes if of == kind)
            root = self._part(kind) if wanted else None
            self.inside = inner_elements
            known = {note.get(f"{W}id", ""): note for note in root} if root is not None else {}
            for note in wanted:
                for item in self.items(known[note]) if note in known else ():
                    yield item._replace(style="line") if isinstance(item, Piece) else item

    def told(self) -> Iterator[str]:
        """What was not read: words in pictures, tables too deep in one another."""
        if self.too_deep:
            yield f"表格、文本框套了 {_DEEPEST} 层以上，更里面的没有读"
        if self.pictures:
            where = "、".join(place.within for place in self.pictures[:_MOST_PICTURES])
            more = "等" if len(self.pictures) > _MOST_PICTURES else ""
            yield f"有 {len(self.pictures)} 处图片（{where}{more}），里面的字没有读"
