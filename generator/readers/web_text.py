"""The text of a web page as a browser prints it: what is only a line of its source, and what parts paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from generator.words.characters import FORBIDDEN

NEW_LINE = "\v"  # a line end that is printed, as against one of the source
_SOFT = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]{2,}|[\t\r\f]")
_BLANK = "\xa0\u2002\u2003\u3000"
_PARTED = re.compile(rf"\v(?:[ {_BLANK}]*\v)+|\v(?=[{_BLANK}]{{2}})")
_EDGES = f" \n{_BLANK}"


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs in a text between two blocks, their lines parted by line ends: an empty line parts them, and so does an indent."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        text = _SOFT.sub(_printed, text)
    parts = _PARTED.split(text) if NEW_LINE in text else (text,)
    for part in parts:
        if told := _told(part):
            yield told


def kept_lines(text: str) -> str:
    """A text whose spaces and line ends are printed as they stand."""
    return text.replace("\r\n", NEW_LINE).replace("\n", NEW_LINE).replace("\t", "\xa0\xa0").replace(" ", "\xa0")


def _printed(found: re.Match[str]) -> str:
    """A run of spaces as one; a line end of the source as nothing beside a Chinese character, where nobody meant a space."""
    text = found.string
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    broken = "\n" in found[0] and (_is_wide(before) or _is_wide(after))
    return "" if broken else " "


def _is_wide(letter: str) -> bool:
    return letter > "\u1100" and east_asian_width(letter) in "WF"


def _told(text: str) -> str:
    if NEW_LINE in text:
        text = "\n".join(line.strip(_EDGES) for line in text.split(NEW_LINE))
    return FORBIDDEN.sub("", text.strip(_EDGES).replace("\xa0", " "))
