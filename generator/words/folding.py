"""Folding: traditional characters and typographic variants made one, so that words can be compared.

Only the form of letters, digits and spaces is folded; Chinese punctuation stays as it was published, and so do line numbers.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from opencc import OpenCC

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u000b\u000c\u0085\u2028\u2029"
)
_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
# An ideographic space is as wide as a character: as two spaces it keeps the columns of a table under their heads.
_FOLDS: dict[int, int | str] = {
    **_WIDE,
    **dict.fromkeys(map(ord, _INVISIBLE), ""),
    **dict.fromkeys(map(ord, _SPACES), " "),
    ord("\u3000"): "  ",
}
_WIDE_SIGN = re.compile("[０-９Ａ-Ｚａ-ｚ]")
# Characters of every report that simplified text never has.
_TRADITIONAL = re.compile(
    "[來個們傳價優劃動務區員問單國圍報學實審專對導廣廳強後復應採擇據數時書會條業極構標樣機檢權況準濟為無現環產發監眾積範組絡統經網練"
    "縣總織續聞職與萬處號術衛規計訓記訟訪設訴評詢認談請證議護財責費資質購辦農這進過遞選還鄉錄鎮長門開間關險電預領題類養體點]"
)
_FEW = 8


class TextLine(NamedTuple):
    """One line as published, folded; `number` counts from 1 in the file, `table` says that it belongs to a table."""

    text: str
    number: int
    table: bool = False


class Folded(NamedTuple):
    """The lines of a file, and what was folded, in Chinese words for a message."""

    lines: tuple[TextLine, ...]
    words: str


def fold(text: str, encoding: str = "") -> Folded:
    """Fold a text; `encoding` is what its decoding already folded."""
    words = [encoding] if encoding else []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ENTITY.search(text):
        text = _ENTITY.sub(lambda found: html.unescape(found[0]).replace("\n", " ").replace("\r", " "), text)
        words.append("网页转义符")
    if _WIDE_SIGN.search(text):
        words.append("全角数字和字母")
    text = text.translate(_FOLDS)
    if is_traditional(text):
        text = _simplified(text)
        words.append("繁体字")
    lines = tuple(TextLine(line.rstrip(" "), number) for number, line in enumerate(text.split("\n"), 1))
    return Folded(lines, "、".join(words))


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters, not one that only quotes a name in them."""
    found = _TRADITIONAL.findall(text)
    return len(found) >= _FEW and len(set(found)) >= _FEW // 2


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC  # loading its dictionaries takes longer than reading a report

    return OpenCC("t2s")
