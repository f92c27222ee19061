"""Characters that are nothing or cannot be held, and typed words made plain, for all that is read, compared and written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
UNSEEN = "有看不见的控制字符，请删掉"  # what is wrong with a text that has one
# The soft hyphen, the spaces and joiners without width, the marks of direction and variation, the byte order mark.
_STEERING = re.compile("[\r\x85\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # beside the forbidden ones
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")


def printable(text: str) -> str:
    """The text with a box for each character that no document can hold."""
    return FORBIDDEN.sub("□", text)


def shown(text: str) -> str:
    """The text for a terminal: a box for each character that could steer it or turn the words around; lines stay lines."""
    return _STEERING.sub("□", printable(text))


def by_number(text: str) -> str:
    """JSON for a terminal: the same characters by their numbers, so that a program reads what stood there."""
    return _STEERING.sub(_number, FORBIDDEN.sub(_number, text))


def _number(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def visible(text: str) -> str:
    """The text without the characters that nobody sees."""
    return text if text.isascii() else INVISIBLE.sub("", text)


def is_blank(text: str) -> bool:
    """Whether nothing was typed; invisible characters and spaces are nothing."""
    return not visible(text).strip()


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Full-width forms folded, invisible characters out, spaces at the ends off."""
    return visible(unicodedata.normalize("NFKC", text)).strip()
