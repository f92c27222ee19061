"""The characters of a page of a PDF with their boxes: told by pdfium, turned upright, in points from the top left."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from generator.readers.pdf_letters import UNREAD, letter
from generator.readers.pdf_sight import Box, Frame, Glyph

_STRAIGHT = 0.1  # sine of the greatest angle at which text still counts as upright
_SLANTED = -1
_HANGING = 0.6  # of its size, from the foot of a character to its line: more is text set from top to bottom
_LEAST, _GREATEST = 0.5, 2_000.0  # points of type; what is smaller or larger is no print


class _Turned(NamedTuple):
    """A character that does not stand upright, in the space of its file: its box, the point it stands on, its size."""

    text: str
    box: Box
    x: float
    y: float
    size: float
    turn: int


class Printed(NamedTuple):
    """The characters of a page, its frame, and how many of them are slanted (a watermark) or without a letter."""

    glyphs: tuple[Glyph, ...]
    frame: Frame
    unread: int
    slanted: int


def printed(raw: Any, text_page: Any, page_box: Box) -> Printed:
    """The characters inside the box of a page. `raw` is the interface of pdfium."""
    upright, turned = _told(raw, text_page, page_box)
    turns = Counter(sign.turn for sign in turned)
    slanted = turns.pop(_SLANTED, 0)
    turns[0] += len(upright)
    frame = Frame(page_box, max(turns, key=lambda turn: turns[turn]))
    if turned:
        upright = list(_put_right(upright, turned, frame))
    width, height = frame.size
    glyphs = tuple(g for g in upright if -1 <= g.left <= g.right < width + 50 and 0 <= g.base < height + 1)
    return Printed(glyphs, frame, sum(glyph.text.count(UNREAD) for glyph in glyphs), slanted)


def _told(raw: Any, text_page: Any, page_box: Box) -> tuple[list[Glyph], list[_Turned]]:
    """Every character but the spaces and line ends that pdfium itself adds, which are without width."""
    upright, turned = list[Glyph](), list[_Turned]()
    edge, _, _, top = page_box
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    loose_ref, matrix_ref = byref(loose), byref(matrix)
    code_at, unmapped, size_at = raw.FPDFText_GetUnicode, raw.FPDFText_HasUnicodeMapError, raw.FPDFText_GetFontSize
    box_at, matrix_at = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetMatrix
    for index in range(raw.FPDFText_CountChars(text_page)):
        text = UNREAD if unmapped(text_page, index) else letter(code_at(text_page, index))
        if not text or not matrix_at(text_page, index, matrix_ref):
            continue
        size = size_at(text_page, index) * math.hypot(matrix.c, matrix.d)
        if size < 0:
            size, matrix.a, matrix.b = -size, -matrix.a, -matrix.b  # type of a negative size stands on its head
        if not _LEAST < size < _GREATEST:
            continue
        if matrix.a > 0 and abs(matrix.b) <= _STRAIGHT * matrix.a:
            box_at(text_page, index, loose_ref)
            left, right = min(loose.left, loose.right) - edge, max(loose.left, loose.right) - edge
            if right > left or text != " ":
                hangs = matrix.f - loose.bottom > _HANGING * size
                base = _origin(raw, text_page, index)[1] if hangs else matrix.f
                upright.append(Glyph(text, left, right, top - base, size))
        elif text != " " or not raw.FPDFText_IsGenerated(text_page, index):
            turned.append(_turned(raw, text_page, index, text, size, matrix))
    return upright, turned


def _turned(raw: Any, text_page: Any, index: int, text: str, size: float, matrix: Any) -> _Turned:
    """A character that does not stand upright: its box is as long as its type is high, for narrow ones as their ink."""
    edges = [c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text_page, index, *map(byref, edges))
    x, y = _origin(raw, text_page, index)
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    turn = round(quarters) % 4 if abs(quarters - round(quarters)) < _STRAIGHT else _SLANTED
    left, right, bottom, top = (edge.value for edge in edges)
    length = size if text >= "\u2e80" else max(right - left if turn % 2 == 0 else top - bottom, size / 3)
    dx, dy = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn] if turn != _SLANTED else (0, 0)
    box = (
        min(x, x + dx * length),
        min(y, y + dy * length),
        max(x, x + dx * length),
        max(y, y + dy * length),
    )
    return _Turned(text, box, x, y, size, turn)


def _origin(raw: Any, text_page: Any, index: int) -> tuple[float, float]:
    """Where a character stands."""
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
    return x.value, y.value


def _put_right(upright: list[Glyph], turned: list[_Turned], frame: Frame) -> Iterator[Glyph]:
    """The characters on the page as most of them stand; the others run by run, each run one glyph."""
    left, _, _, top = frame.box
    if frame.turn == 0:
        yield from upright
    elif upright:
        yield from _runs([_as_turned(glyph, left, top) for glyph in upright], frame)
    for turn, run in groupby(turned, key=attrgetter("turn")):
        if turn == frame.turn:
            yield from (_placed(sign, frame) for sign in run)
        elif turn != _SLANTED:
            yield from _runs(list(run), frame)


def _as_turned(glyph: Glyph, left: float, top: float) -> _Turned:
    """An upright character of a page that is not, in the space of its file again."""
    x, y = glyph.left + left, top - glyph.base
    return _Turned(glyph.text, (x, y, glyph.right + left, y + glyph.size), x, y, glyph.size, 0)


def _placed(sign: _Turned, frame: Frame) -> Glyph:
    start, _, end, _ = frame.upright(sign.box)
    return Glyph(sign.text, start, end, frame.point(sign.x, sign.y)[1], sign.size)


def _runs(signs: list[_Turned], frame: Frame) -> Iterator[Glyph]:
    """Characters turned against the page, those of a line together in the order they were set."""
    across = attrgetter("y" if signs[0].turn % 2 == 0 else "x")
    for _, same in groupby(signs, key=lambda sign: round(across(sign) / sign.size)):
        run = list(same)
        boxes = [frame.upright(sign.box) for sign in run]
        size = run[0].size
        middle = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
        text = "".join(sign.text for sign in run)
        yield Glyph(text, min(b[0] for b in boxes), max(b[2] for b in boxes), middle + size * 0.35, size)
