"""What is seen on a page of a PDF: its characters and its rules, turned upright, in points from the top left."""

from __future__ import annotations

from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom; in the file's own space the bottom is the lesser


class Glyph(NamedTuple):
    """A printed character, or a run of characters turned against the page; `base` is the line it stands on."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Sight(NamedTuple):
    """A page as it is seen. `rules` are thin boxes; `unread` counts the characters whose letter the file does not tell.

    `picture` is the share of the page its images cover, `drawings` the number of things drawn on it. `hidden` says that the
    text is not shown but lies behind an image, `crowded` that there was too much on the page to be read.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Box, ...] = ()
    unread: int = 0
    slanted: int = 0
    picture: float = 0.0
    drawings: int = 0
    hidden: bool = False
    crowded: bool = False


class Frame(NamedTuple):
    """How the space of a file lies on the upright page: its box there, and the quarter turns of its text."""

    box: Box
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return (right - left, top - bottom) if self.turn % 2 == 0 else (top - bottom, right - left)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file's space on the upright page."""
        left, bottom, right, top = self.box
        match self.turn:
            case 0:
                return x - left, top - y
            case 1:
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
            case _:
                return top - y, right - x

    def upright(self, box: Box) -> Box:
        (x0, y0), (x1, y1) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
