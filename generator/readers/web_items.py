"""What a web page is made of in the order it is read: paragraphs and tables, and the part of the page each stands in."""

from __future__ import annotations

from typing import NamedTuple

from generator.document.grids import Grid


class WebBox:
    """A part of a page by its tag, as `div`: which numbers the items in it have, from `first` to before `end`."""

    __slots__ = ("above", "depth", "end", "first")

    def __init__(self, above: WebBox | None, first: int) -> None:
        self.above, self.first, self.end = above, first, 0
        self.depth: int = above.depth + 1 if above else 0


class WebParagraph(NamedTuple):
    """A paragraph as it is printed; `linked` where nearly all of it leads somewhere else.

    `kind` is h1 to h6 or li by its tag, title by a style of Word, else nothing.
    """

    text: str
    number: int
    box: WebBox
    kind: str = ""
    centred: bool = False
    linked: bool = False


class WebTable(NamedTuple):
    """A table as it is printed, the text of each cell in the order of the grid; `cut` where it was too large to be read whole."""

    grid: Grid
    texts: tuple[str, ...]
    number: int
    box: WebBox
    linked: bool = False
    cut: bool = False


WebItem = WebParagraph | WebTable


def common_box(one: WebBox, other: WebBox) -> WebBox:
    """The smallest part of the page that both stand in."""
    while one is not other:
        lower, upper = (one, other) if one.depth >= other.depth else (other, one)
        if lower.above is None:
            return upper
        one, other = lower.above, upper
    return one
