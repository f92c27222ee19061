"""A document to a web page: one file that asks for nothing, with heads and captions that can be heard; or a body to paste into a CMS.

All words are text, never markup; a Content-Security-Policy in the page forbids scripts and requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.document import blocks
from generator.document.blocks import PLACEHOLDER, Block, Document
from generator.writers.html_page import HtmlPage, file_beside, in_attribute, in_element
from generator.writers.html_table import TableLooks, table_html

INDENT = "　　"


class _Looks(NamedTuple):
    """How a page tells what its elements look like: by classes of a style sheet, or by attributes that every editor keeps."""

    pasted: bool
    table: TableLooks

    def told(self, kind: str) -> str:
        """The attributes of a paragraph of a kind."""
        return _PASTED.get(kind, "") if self.pasted else _PLACED.get(kind, f' class="{kind}"')


_CENTRED = ' align="center"'
_PLACED = {"body": "", "title": f' class="title"{_CENTRED}', "subtitle": f' class="subtitle"{_CENTRED}'}
_PASTED = {
    **dict.fromkeys(("title", "subtitle"), f'{_CENTRED} style="text-align:center"'),
    "closing": ' align="right" style="text-align:right"',
}
_BORDER = "border:1px solid #000;padding:3px"
_CELLS = {
    **dict.fromkeys(
        ("banner", "head", "group", "unit", "figure", "blank"), f'{_CENTRED} style="{_BORDER};text-align:center"'
    ),
    "stub": f' align="left" style="{_BORDER};text-align:left"',
}
_TABLE = ' border="1" cellspacing="0" cellpadding="3" width="100%" style="border-collapse:collapse;width:100%"'
_STYLE = re.compile('style="([^"]*)"')
_PAGE = _Looks(False, TableLooks())
_PASTE = _Looks(True, TableLooks(_TABLE, tuple(_CELLS.items())))


def write_web(document: Document) -> bytes:
    """The report as a page of its own (UTF-8)."""
    body = "".join(_body(document, _PAGE))
    return HtmlPage(document.title, body, file_beside(__file__, "web_page.css")).written()


def write_pasted(document: Document) -> bytes:
    """The report to be pasted into the editor of a site: every look stands at its element, no style sheet is needed."""
    return HtmlPage(document.title, "".join(_body(document, _PASTE)), looks=_looks_used()).written()


@lru_cache(maxsize=1)
def _looks_used() -> tuple[str, ...]:
    """The values of all style attributes of a page to be pasted."""
    return tuple(dict.fromkeys(_STYLE.findall("".join((*_PASTED.values(), *_CELLS.values(), _TABLE)))))


def _body(document: Document, looks: _Looks) -> Iterator[str]:
    heading, told, tables, depth = document.title, 0, 0, 0
    for block in document.blocks:
        match block:
            case blocks.Heading(level, text):
                heading, told = text, 0
                depth = min(level, depth + 1)  # what is heard leaves out no level
                yield _heading(block, depth, looks)
                continue
            case blocks.Title(lines) if tables or told:
                heading, told = "".join(lines), 0
        if isinstance(block, blocks.Statistics):
            told, tables = told + 1, tables + 1
            caption = heading if told == 1 else f"{heading}（表{told}）"
            yield _framed(
                table_html(block, f"t{tables}-", "" if looks.pasted else caption, looks.table), caption, looks
            )
        else:
            yield from _block(block, looks, block is document.blocks[0])


def _heading(block: blocks.Heading, depth: int, looks: _Looks) -> str:
    """A heading, looking as its own level does."""
    own = f' class="level{block.level}"' if depth != block.level and not looks.pasted else ""
    indent = INDENT if looks.pasted else ""
    return f"<h{depth + 1}{own}>{indent}{_marked(block.text)}</h{depth + 1}>\n"


def _framed(table: str, caption: str, looks: _Looks) -> str:
    """The table in a part of the page that can be moved sideways, by keys too, where the window is narrow."""
    if looks.pasted:
        return table
    return f'<div class="wide" role="region" tabindex="0" aria-label="{in_attribute(caption)}">\n{table}</div>\n'


def _block(block: Block, looks: _Looks, first: bool) -> Iterator[str]:
    match block:
        case blocks.Title(lines):
            words = "<br/>".join(map(_marked, lines))
            tag, more = ("h1", "") if first else ("p", ' role="heading" aria-level="2"')
            yield f"<{tag}{looks.told('title')}{more}>{words}</{tag}>\n"
        case blocks.Subtitle(text):
            yield f"<p{looks.told('subtitle')}>{_marked(text)}</p>\n"
        case blocks.Paragraph(text, lead):
            yield _paragraph("body", (f"<strong>{_marked(lead)}</strong>" if lead else "") + _marked(text), looks)
        case blocks.Line(text):
            yield _paragraph("line", _marked(text), looks)
        case blocks.AttachmentNote(word, titles):
            for number, name in enumerate(titles):
                before = "　　　" if number else f"{word}："
                yield _paragraph("note", _marked(before + name), looks)
        case blocks.Closing(agency, date):
            yield from (_paragraph("closing", _marked(line), looks) for line in (agency, date))
        case blocks.AttachmentStart(label):
            yield _paragraph("attachment", _marked(label), looks)


def _paragraph(kind: str, words: str, looks: _Looks) -> str:
    indent = INDENT if looks.pasted and kind in ("body", "note") else ""
    return f"<p{looks.told(kind)}>{indent}{words}</p>\n"


def _marked(text: str) -> str:
    """Words with what is still to be written marked."""
    pieces: list[str] = []
    at = 0
    for found in PLACEHOLDER.finditer(text):
        pieces += [in_element(text[at : found.start()]), f"<mark>{in_element(found[0])}</mark>"]
        at = found.end()
    return "".join([*pieces, in_element(text[at:])])
