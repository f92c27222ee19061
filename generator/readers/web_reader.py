"""A web page to a document: saved from a browser, from Word, WPS or LibreOffice, or as it stands on the site of an office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.document.blocks import Origin, Statistics
from generator.document.places import Place
from generator.errors import InputError
from generator.readers.front_lines import titles_report
from generator.readers.mht import is_mht, unpacked_page
from generator.readers.outline import Piece, outlined
from generator.readers.read_file import ReadFile
from generator.readers.web_charset import page_text
from generator.readers.web_flow import TooManyTags, WebPage, page_of
from generator.readers.web_items import WebItem, WebParagraph, WebTable
from generator.readers.web_looks import HEADINGS, Hides, never_seen, unseen
from generator.readers.web_main_part import MainPart, main_part
from generator.readers.web_refusals import refusal

_SITE = re.compile(r"\s*[-_|—–＿｜>＞]+\s*")
_MANNERS = re.compile(r"</?(?:font|span|b|i|u|em|strong|o:p|st1:\w+)\b[^>]*>", re.IGNORECASE)
_LETTERS = re.compile(r"<(?:font|span|b|i|u|em|strong|o:p|p)\b[^<>]*>", re.IGNORECASE)
_TELLING = re.compile(r"display|visib|hid|font-size\s*:\s*0|mso-|white-space|align|class", re.IGNORECASE)
_HIDING = re.compile(r"display|visib|hid|mso-|white-space", re.IGNORECASE)
_CELL = re.compile(
    r"(<t[dh]\b[^<>]*>)\s*<p\b[^<>]*>([^<]*)</p>\s*(</t[dh]>)", re.IGNORECASE
)  # the same without its paragraph
_BETWEEN = re.compile(r">\s+(?=</?t(?:r|d|h|body|head|foot)\b)", re.IGNORECASE)
_MOST_TAGS = 600_000  # signs < of a page


def read_web(name: str, data: bytes) -> ReadFile:
    """Read a web page (.html, .mht); raises InputError when it is none, or has no report, with what to save instead."""
    packed = unpacked_page(name, data) if is_mht(data) else None
    text = page_text(name, packed.data, packed.charset) if packed else page_text(name, data)
    page, part = _read(name, text)
    pieces = list(_pieces(name, part))
    document = outlined(name, pieces)
    if not titles_report(document.title) and (title := _window_title(page.signs.title)):
        document = outlined(name, [Piece(title, Place(file=name), "title"), *pieces])
    return ReadFile(document, tuple(_notes(page, part)))


def _read(name: str, text: str) -> tuple[WebPage, MainPart]:
    """The page and the report on it: as it is seen, or with what a script was yet to show, where only there it has chapters or tables."""
    page = _page(name, text, unseen)
    part = main_part(page.items)
    if not part.sure:
        whole = _page(name, text, never_seen)
        hidden = main_part(whole.items)
        if hidden.sure:
            return whole, hidden
        if why := refusal(page, part):
            raise InputError(f"{name}：{why}。")
    return page, part


def _page(name: str, text: str, hides: Hides) -> WebPage:
    """The page; one with too many tags in one another is read without those of its letters, which editors leave open."""
    text = _lightened(text)
    for shown in (text, _MANNERS.sub("", text)) if text.count("<") < _MOST_TAGS else ():
        try:
            return page_of(shown, hides)
        except TooManyTags:
            continue
    raise InputError(
        f"{name}：网页里的标签太多或者没有关好，不像是一份年报，没有读。请在浏览器里打开，把报告的正文和表格复制到 Word 里，存为 .docx 后再用。"
    )


def _lightened(text: str) -> str:
    """A page without the tags of letters and of cells' only paragraphs, where they say nothing: it is read twice as fast."""
    tags = set(_LETTERS.findall(text))
    letters = (tag for tag in tags if tag[1:3].lower() not in ("p ", "p>"))
    if any(map(_TELLING.search, letters)) or any(map(_HIDING.search, tags)):
        return text
    return _BETWEEN.sub(">", _CELL.sub(lambda found: found[1] + found[2] + found[3], _MANNERS.sub("", text)))


def _pieces(name: str, part: MainPart) -> Iterator[Piece | Statistics]:
    """The report for the outline, its paragraphs and tables numbered as they follow each other."""
    styles = _styles(part.items)
    paragraph = table = 0
    for fact in part.facts:
        paragraph += 1
        yield Piece(fact, Place(file=name, paragraph=paragraph), "line")
    for item in part.items:
        if isinstance(item, WebTable):
            table += 1
            yield _statistics(name, table, item)
        else:
            paragraph += 1
            style = "" if titles_report(item.text) else styles.get(item.kind, "")
            yield Piece(item.text, Place(file=name, paragraph=paragraph), style, item.centred)


def _styles(items: tuple[WebItem, ...]) -> dict[str, str]:
    """What the kinds of the paragraphs are called: of the tags of headings the largest used below the title is level 1."""
    kinds = {item.kind for item in items if isinstance(item, WebParagraph) and not titles_report(item.text)}
    used = sorted(kinds & HEADINGS)
    return {"title": "title", **{kind: f"heading{min(level, 3)}" for level, kind in enumerate(used, 1)}}


def _statistics(name: str, number: int, table: WebTable) -> Statistics:
    cells = table.grid.cells
    places = tuple([Place(file=name, table=number, row=cell.row + 1, column=cell.column + 1) for cell in cells])
    return Statistics("", table.grid, table.texts, (), Origin(place=Place(file=name, table=number)), places)


def _window_title(title: str) -> str:
    """The title of the report in that of the window, where the site's name stands before or behind it."""
    return next(filter(titles_report, (title, *_SITE.split(title))), "")


def _notes(page: WebPage, part: MainPart) -> Iterator[str]:
    tables = [item for item in part.items if isinstance(item, WebTable)]
    for number, table in enumerate(tables, 1):
        if table.cut:
            yield f"表{number}太大，只读了前 {table.grid.rows} 行"
    pictures = sum(part.first < number <= part.last for number in page.signs.pictures)
    if pictures:
        yield f"正文里有 {pictures} 张图片，图片里的文字和表格没有读"
