"""The paragraph and character styles of a Word file: what each says of a paragraph, with what it takes over."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.readers.word_elements import Element, W, switch, value, whole

_KINDS = {
    "title": "title",
    "标题": "title",
    "subtitle": "subtitle",
    "副标题": "subtitle",
    **{f"{word}{level}": f"heading{level}" for word in ("heading", "标题") for level in (1, 2, 3)},
    "年报正文": "body",
    "年报顶格行": "line",
    "年报表外说明": "line",
    "年报落款": "closing",
}
_CONTENTS = re.compile(r"(?:toc|目录)\d")


class WordStyle(NamedTuple):
    """What a style says: the `kind` of its paragraphs as a Piece has it, `list` and `level` of its numbering.

    `size` is in points; `hidden` is text that is not shown, `new_page` that a paragraph begins one.
    """

    kind: str = ""
    centred: bool = False
    size: float = 0.0
    hidden: bool = False
    new_page: bool = False
    list: str = ""
    level: str = ""

    def changed(self, name: str, paragraph: Element | None, run: Element | None) -> WordStyle:
        """This style with what another one, or a paragraph itself, says otherwise."""
        place, hidden, new_page = value(paragraph, "jc"), switch(run, "vanish"), switch(paragraph, "pageBreakBefore")
        numbering = paragraph.find(f"{W}numPr") if paragraph is not None else None
        return WordStyle(
            _kind(self.kind, name, value(paragraph, "outlineLvl")),
            place == "center" if place else self.centred,
            whole(value(run, "sz"), 0, 4000) / 2 or self.size,
            self.hidden if hidden is None else hidden,
            self.new_page if new_page is None else new_page,
            value(numbering, "numId") or self.list,
            value(numbering, "ilvl") or self.level,
        )


def _kind(before: str, name: str, outline: str) -> str:
    """The kind by the name of the style, then by its level in the outline, then as before."""
    plain = re.sub(r"\s", "", name).lower()
    if plain in _KINDS or _CONTENTS.fullmatch(plain):
        return _KINDS.get(plain, "line")
    if outline and before in ("", "heading1", "heading2", "heading3"):
        return f"heading{int(outline) + 1}" if outline in ("0", "1", "2") else ""
    return before


class WordStyles:
    """The styles of a file by their ids."""

    def __init__(self, root: Element | None) -> None:
        styles = root.iterchildren(f"{W}style") if root is not None else ()
        self._elements = {style.get(f"{W}styleId", ""): style for style in styles}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._ground = WordStyle().changed("", None, defaults)
        self._known: dict[str, WordStyle] = {}
        self.usual = next((known for known, style in self._elements.items() if _is_usual(style)), "")

    def of(self, style: str) -> WordStyle:
        """The style of an id, the usual one of paragraphs where there is none."""
        style = style if style in self._elements else self.usual
        chain: dict[str, None] = {}  # in order, each once
        while style in self._elements and style not in self._known and style not in chain:
            chain[style] = None
            style = value(self._elements[style], "basedOn")
        found = self._known.get(style, self._ground)
        for step in reversed(chain):
            element = self._elements[step]
            name, of_paragraph, of_run = value(element, "name"), element.find(f"{W}pPr"), element.find(f"{W}rPr")
            found = self._known[step] = found.changed(name, of_paragraph, of_run)
        return found

    def named(self, style: str) -> WordStyle | None:
        """The style of an id, None where there is none."""
        return self.of(style) if style in self._elements else None


def _is_usual(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
