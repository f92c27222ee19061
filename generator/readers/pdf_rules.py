"""The rules of a page of a PDF: thin lines and bars, drawn alone, as sides of a box, or inside a form; and its images."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import Any, NamedTuple

from generator.readers.pdf_sight import Box

MAX_OBJECTS = 20_000  # on a page; a report has some hundreds
_MAX_NESTED = 8
_MAX_SEGMENTS = 4_000
_THIN = 4.0  # points
_BOX_SEGMENTS = 5
_NO_WIDTH = 0.02
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


class Drawn(NamedTuple):
    """What is drawn on a page: its rules, the boxes of its images, and how many things were looked at."""

    rules: list[Box]
    images: list[Box]
    seen: int

    @property
    def crowded(self) -> bool:
        """Whether there was too much to look at it all."""
        return self.seen > MAX_OBJECTS


def drawn(raw: Any, page: Any) -> Drawn:
    """The rules and images of a page, in the space of its file. `raw` is the interface of pdfium.

    To be asked for before the text of the page is: it makes all of it readable.
    """
    drawing = _Drawing(raw)
    count, get = raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject
    drawing.look((get(page, index) for index in range(min(count, MAX_OBJECTS + 1))), _PLAIN, 0)
    return Drawn(drawing.rules, drawing.images, drawing.seen)


class _Drawing:
    """One way through the objects of a page and of its forms."""

    def __init__(self, raw: Any) -> None:
        self.raw, self.seen = raw, 0
        self._values = c_float(), c_float(), c_float(), c_float()
        self._edges = tuple(map(byref, self._values))
        self.rules: list[Box] = []
        self.images: list[Box] = []

    def look(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        raw, kind = self.raw, self.raw.FPDFPageObj_GetType
        for item in objects:
            self.seen += 1
            if self.seen > MAX_OBJECTS:
                return
            match kind(item):
                case raw.FPDF_PAGEOBJ_PATH:
                    self._path(item, matrix)
                case raw.FPDF_PAGEOBJ_TEXT:
                    self._widen(item)
                case raw.FPDF_PAGEOBJ_IMAGE:
                    self.images.append(_moved(self._bounds(item), matrix))
                case raw.FPDF_PAGEOBJ_FORM if depth < _MAX_NESTED:
                    count, get = raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject
                    inner = (get(item, index) for index in range(min(count, MAX_OBJECTS + 1)))
                    self.look(inner, _times(self._matrix(item), matrix), depth + 1)

    def _widen(self, text: Any) -> None:
        """Give a text without width some: pdfium leaves it out, be it a single character of a font that is not there."""
        left, _, right, _ = self._bounds(text)
        if right - left < _NO_WIDTH:
            self.raw.FPDFTextObj_SetTextRenderMode(text, self.raw.FPDF_TEXTRENDERMODE_STROKE)
            self.raw.FPDFPageObj_SetStrokeWidth(text, 1)
            self.raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 0, 0)

    def _path(self, path: Any, matrix: Matrix) -> None:
        fill, stroke = c_int(), c_int()
        self.raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
        if not fill.value and not stroke.value:
            return
        bounds = self._bounds(path)
        segments = self.raw.FPDFPath_CountSegments(path)
        if _is_thin(bounds) and segments <= _BOX_SEGMENTS:
            self.rules.append(_moved(bounds, matrix))
        elif segments > _BOX_SEGMENTS or stroke.value:
            sides = self._strokes if stroke.value else self._bars
            self.rules += sides(path, segments, _times(self._matrix(path), matrix))

    def _strokes(self, path: Any, segments: int, matrix: Matrix) -> Iterator[Box]:
        """The straight upright or level lines of a stroked path."""
        for points in self._outlines(path, segments, matrix):
            yield from filter(_is_thin, (_around(pair) for pair in pairwise(points)))

    def _bars(self, path: Any, segments: int, matrix: Matrix) -> Iterator[Box]:
        """The parts of a filled path that are thin."""
        yield from filter(_is_thin, map(_around, self._outlines(path, segments, matrix)))

    def _outlines(self, path: Any, segments: int, matrix: Matrix) -> Iterator[list[Point]]:
        """The corners of each part of a path; a curve ends a part."""
        raw, points = self.raw, list[Point]()
        x, y = c_float(), c_float()
        for index in range(min(segments, _MAX_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            if raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_LINETO:
                yield from [points] if len(points) > 1 else []
                points = []
            points.append(_at(x.value, y.value, matrix))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        yield from [points] if len(points) > 1 else []

    def _bounds(self, item: Any) -> Box:
        self.raw.FPDFPageObj_GetBounds(item, *self._edges)
        left, bottom, right, top = self._values
        return left.value, bottom.value, right.value, top.value

    def _matrix(self, item: Any) -> Matrix:
        matrix = self.raw.FS_MATRIX()
        self.raw.FPDFPageObj_GetMatrix(item, byref(matrix))
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _is_thin(box: Box) -> bool:
    return min(abs(box[2] - box[0]), abs(box[3] - box[1])) <= _THIN


def _around(points: Any) -> Box:
    across, along = zip(*points, strict=True)
    return min(across), min(along), max(across), max(along)


def _at(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: Box, matrix: Matrix) -> Box:
    if matrix is _PLAIN:
        return box
    return _around([_at(box[0], box[1], matrix), _at(box[2], box[3], matrix)])


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that first does what the inner one says, then the outer one."""
    if outer is _PLAIN:
        return inner
    a, b, c, d, e, f = inner
    x0, y0 = _at(a, b, (*outer[:4], 0, 0))
    x1, y1 = _at(c, d, (*outer[:4], 0, 0))
    return (x0, y0, x1, y1, *_at(e, f, outer))
