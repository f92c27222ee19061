"""Characters to the lines they are printed in, with the spaces a person sees and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from generator.readers.pdf_letters import paired
from generator.readers.pdf_sight import Glyph
from generator.words.headings import NUMBERED
from generator.words.widths import width

_SAME_LINE = 0.4  # of the size of its letters, by which the characters of a line may stand higher or lower
_TWICE = 0.3  # of the size: the same character this near is one print told twice
_WORD_GAP = 0.22  # of the size, between letters or digits
_WIDE_GAP = 1.5  # of the size: a column, or a tabulator
_MOST_SPACES = 80
_LATIN = re.compile("[!-~\u00c0-\u024f]")
_LONGEST_NUMBER = 8  # columns
_NUMBER = re.compile(
    rf"(?:{'|'.join(number.pattern for number in NUMBERED)}|[\d()（）]+|[•●■◆▪])"
)  # before a tabulator
_ADDRESS = re.compile(r"[./@_\\-]")  # in a word that a line may break anywhere
PADDING = 5.4  # points that most programs leave between a rule and the text of its cell
_OPENING, _CLOSING = "（《〈“‘【〔[(", "，。；：、！？）》〉”’】〕％%)],.;:!?"


class PrintedLine(NamedTuple):
    """A line of print. `head` is the length of its first characters that may not be parted, `gaps` counts its wide ones."""

    text: str
    left: float
    right: float
    base: float
    size: float
    head: float
    gaps: int


def printed_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines from top to bottom, without those in which nothing is seen."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=attrgetter("base")):
        if lines and glyph.base - lines[-1][0].base <= _SAME_LINE * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [line for line in map(_line, map(_once, lines)) if line.text]


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters from left to right, those that are printed twice for a bold look once; no space at the ends."""
    kept: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("left")):
        text, left = glyph.text, glyph.left
        for last in kept[-3:]:
            if text == last.text and left - last.left < _TWICE * (last.right - last.left or last.size):
                break
        else:
            kept.append(glyph)
    while kept and kept[-1].text.isspace():
        kept.pop()
    start = next((at for at, glyph in enumerate(kept) if not glyph.text.isspace()), 0)
    return kept[start:]


def _line(glyphs: list[Glyph]) -> PrintedLine:
    if not glyphs:
        return PrintedLine("", 0, 0, 0, 0, 0, 0)
    sizes = sorted(glyph.size for glyph in glyphs)
    size, first = sizes[len(sizes) // 2], glyphs[0]
    text, column, gaps = [first.text], width(first.text), 0
    for last, glyph in pairwise(glyphs):
        gap = glyph.left - last.right
        space = ""
        if gap >= _WIDE_GAP * size and not (column <= _LONGEST_NUMBER and _NUMBER.fullmatch("".join(text))):
            gaps += 1
            space = " " * min(max(2, round((glyph.left - first.left) / (size / 2)) - column), _MOST_SPACES)
        elif gap > _WORD_GAP * size and _LATIN.match(last.text[-1]) and _LATIN.match(glyph.text):
            space = " "
        text += [space, glyph.text]
        column += len(space) + width(glyph.text)
    base = sorted(glyph.base for glyph in glyphs)[len(glyphs) // 2]
    right = max(glyph.right for glyph in glyphs)
    told = paired("".join(text))
    return PrintedLine(told, first.left, right, base, size, _head(glyphs), gaps or told.count("   "))


def _head(glyphs: list[Glyph]) -> float:
    """The length of what stands at the head of a line and may not be parted from its first character."""
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in _OPENING:
        end += 1
    while end < len(glyphs) - 1 and _holds_together(glyphs[end].text, glyphs[end + 1].text):
        end += 1
    return glyphs[end].right - glyphs[0].left


def _holds_together(text: str, following: str) -> bool:
    latin = _LATIN.match(text[-1]) and _LATIN.match(following)
    return following in _CLOSING or bool(latin)


def run_together(text: str, following: str) -> str:
    """Two lines of one sentence: nothing between them but a space between words of letters."""
    if not (text and text[-1].isascii() and following[0].isascii() and following[0].isalpha()):
        return text + following
    word, more = text[-40:].split()[-1], following.split()[0]
    apart = (word[-1].isalpha() or word[-1] in ",;") and not _ADDRESS.search(word + more)
    return f"{text} {following}" if apart else text + following


def _fills(line: PrintedLine, room: float) -> bool:
    """Whether a line leaves no place for another character in a cell of this width."""
    return line.right - line.left + line.size * 0.5 > room - 2 * (PADDING + line.size * 0.25)


def phrase(lines: Iterable[PrintedLine], room: float) -> str:
    """The text of a cell of this width: its lines are one phrase.

    A number goes on over a line only where the line before is full; else the two stay apart.
    """
    text, last = "", None
    for line in lines:
        if last and last.text[-1].isdigit() and line.text[0].isdigit() and not _fills(last, room):
            text += "\n" + line.text
        else:
            text = run_together(text, line.text)
        last = line
    return text
