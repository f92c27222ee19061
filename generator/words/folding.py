"""Folding: traditional characters and typographic variants made one, so that words can be compared.

Only the form of letters, digits and spaces is folded; Chinese punctuation stays as it was published, and so do line numbers.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from generator.words.characters import visible
from generator.words.traditional import is_traditional, simplified

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u000b\u000c\u0085\u2028\u2029"
)
_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
# An ideographic space is as wide as a character: as two spaces it keeps the columns of a table under their heads.
_FOLDS: dict[int, int | str] = {**_WIDE, **dict.fromkeys(map(ord, _SPACES), " "), ord("\u3000"): "  "}
_WIDE_SIGN = re.compile("[０-９Ａ-Ｚａ-ｚ]")


class TextLine(NamedTuple):
    """One line as published, folded; `number` counts from 1 in the file, `table` says that it belongs to a table."""

    text: str
    number: int
    table: bool = False


class Folded(NamedTuple):
    """The lines of a file, and what was folded, in Chinese words for a message."""

    lines: tuple[TextLine, ...]
    words: str


def narrow(text: str) -> str:
    """The text with its full-width digits and letters in half width, character by character."""
    return text.translate(_WIDE)


def unspaced(text: str) -> str:
    """A paragraph as two are compared: without spaces, its digits and letters in half width."""
    return "".join(narrow(text).split())


def fold(text: str, encoding: str = "") -> Folded:
    """Fold a text; `encoding` is what its decoding already folded."""
    words = [encoding] if encoding else []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ENTITY.search(text):
        text = _ENTITY.sub(lambda found: html.unescape(found[0]).replace("\n", " ").replace("\r", " "), text)
        words.append("网页转义符")
    if _WIDE_SIGN.search(text):
        words.append("全角数字和字母")
    text = visible(text).translate(_FOLDS)
    if is_traditional(text):
        text = simplified(text)
        words.append("繁体字")
    lines = tuple(TextLine(line.rstrip(" "), number) for number, line in enumerate(text.split("\n"), 1))
    return Folded(lines, "、".join(words))
