"""What stands on the pages of a PDF beside the text: page numbers, running heads and feet. It is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.readers.pdf_lines import PrintedLine
from generator.readers.pdf_sight import Sight

_ZONE = 0.12  # of the page's height, at its head and foot
_LONG = 0.5  # of the page's width
_MOST = 3  # lines of furniture at either end of a page
_NUMBER = "[\\d一二三四五六七八九十]{1,3}"
_PAGE_NUMBERS = (
    r"[-－—–―─·•]*\d{1,3}[-－—–―─·•]*",
    rf"第?{_NUMBER}页(?:[,，/／|]?[共总]?{_NUMBER}页)?",
    r"\d{1,3}[/／|]\d{1,3}",
    r"page\d{1,3}(?:of\d{1,3})?",
    r"[ivx]{1,4}",
)
_PAGE_NUMBER = re.compile("|".join(_PAGE_NUMBERS), re.IGNORECASE)
_SPOT = 6.0  # points in which the same line may be higher or lower on another page


def without_furniture(pages: Sequence[list[PrintedLine]], sights: Sequence[Sight]) -> list[list[PrintedLine]]:
    """The lines of each page without page numbers, and without those at the same spot of several pages."""
    ends = [_ends(lines, sight) for lines, sight in zip(pages, sights, strict=True)]
    seen = Counter(mark for lines in ends for mark in set(map(_mark, lines)))
    return [
        [line for line in lines if not (line in own and (_is_number(line) or seen[_mark(line)] > 1))]
        for lines, own in zip(pages, ends, strict=True)
    ]


def _ends(lines: list[PrintedLine], sight: Sight) -> list[PrintedLine]:
    """The lines at the ends of a page that may be furniture; a line as long as those of the text is not.

    On a page that lies on its side they stand at its sides.
    """
    head = [line for line in lines[:_MOST] if line.base < _ZONE * sight.height]
    foot = [line for line in lines[-_MOST:] if line.base - line.size > (1 - _ZONE) * sight.height]
    side = [line for line in lines if line.right < _ZONE * sight.width or line.left > (1 - _ZONE) * sight.width]
    return [line for line in head + foot + side if line.gaps or line.right - line.left < _LONG * sight.width]


def _is_number(line: PrintedLine) -> bool:
    return len(line.text) < 24 and _PAGE_NUMBER.fullmatch(re.sub(r"\s", "", line.text)) is not None


def _mark(line: PrintedLine) -> tuple[str, int]:
    """What makes two lines the same furniture: their text but for numbers, and their height on the page."""
    return re.sub(r"\d+|\s", "", line.text), round(line.base / _SPOT)
