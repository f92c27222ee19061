"""The text of a web page as a browser prints it: what is only a line of its source, and what parts paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from generator.words.characters import FORBIDDEN, is_blank

NEW_LINE = "\v"  # a line end that is printed, as against one of the source
_SOFT = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]{2,}|[\t\r\f]")
_BLANK = "\xa0\u2002\u2003\u3000"
_PARTED = re.compile(rf"\v(?:[ {_BLANK}]*\v)+|\v(?= ?[{_BLANK}]{{2}})")
_EDGES = f" \n{_BLANK}"


class LineText:
    """The text of a page since its last block, in `pieces`. `breaks_at_spaces` where each line end of the source was a space."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.breaks_at_spaces = False
        self._linked = 0

    def add_linked(self, text: str) -> None:
        """Add the text of a link."""
        self.pieces.append(text)
        self._linked += len(text)

    def add_kept(self, text: str) -> None:
        """Add a text whose spaces and line ends are printed as they stand."""
        lines = text.replace("\r\n", "\n").replace("\n", NEW_LINE)
        self.pieces.append(lines.replace("\t", "\xa0\xa0").replace(" ", "\xa0"))

    def close_up(self) -> None:
        """Drop the spaces at the end, which Word sets behind the number of a paragraph."""
        while self.pieces and not self.pieces[-1].strip(_EDGES):
            self.pieces.pop()

    def taken(self) -> tuple[list[str], bool]:
        """The paragraphs of the text, and whether most of it was links; nothing is left."""
        text, linked = "".join(self.pieces), self._linked
        self.pieces.clear()
        self._linked = 0
        bare = text.strip(_EDGES)
        if not bare:
            return [], False
        if bare.isprintable() and "  " not in bare:  # as most are
            return [bare], linked * 5 >= len(bare) * 3
        if "\n" in text or "  " in text or "\t" in text or "\r" in text:
            text = _SOFT.sub(" " if self.breaks_at_spaces else _printed, text.strip(" \n\t\r"))
        return list(_paragraphs(text)), linked * 5 >= len(text) * 3


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, their lines parted by line ends: an empty line parts them, and so does an indent."""
    for part in _PARTED.split(text) if NEW_LINE in text else (text,):
        if not is_blank(part):
            yield _told(part)


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
        text = "\n".join(filter(None, (line.strip(_EDGES) for line in text.split(NEW_LINE))))
    return FORBIDDEN.sub("", text.strip(_EDGES).replace("\xa0", " "))
