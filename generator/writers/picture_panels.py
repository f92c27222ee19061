"""How each kind of panel of a picture is drawn; every number of the report carries the name it is read back by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.drafting.picture import Picture, PicturePanel
from generator.examination.findings import number_text
from generator.examination.report import Number
from generator.writers.svg import GRID, INK, MAIN, MUTED, PAST, box, ribbon, text

WIDE, MARGIN = 960, 15
_CARDS, _GAP = 3, 15
_CARD = (WIDE - 2 * MARGIN - (_CARDS - 1) * _GAP) / _CARDS
_QUARTER = (WIDE - 2 * MARGIN - 3 * _GAP) / 4
_COLUMNS = 62  # height of the columns of a card
_BARS = (330, 470)  # where bars begin, and how long the longest is
_FLOW = 190  # height of what came in, or of what became of it
_APART = 68  # between the middles of what is said beside the ends of a flow
UNKNOWN = "—"


class DrawnPanel(NamedTuple):
    """A panel as SVG, from its upper edge, and its height."""

    inside: str
    high: float


class _Panel(NamedTuple):
    """What drawing a panel takes: which it is, the picture it is of."""

    number: int
    picture: Picture

    @property
    def panel(self) -> PicturePanel:
        return self.picture.panels[self.number]

    @property
    def years(self) -> tuple[int, ...]:
        return self.picture.years

    @property
    def has_last_year(self) -> bool:
        return self.years[-2:-1] == (self.years[-1] - 1,)

    def name(self, shape: int, year: int) -> str:
        """The attribute that a number is read back by."""
        return f' data-figure="{self.number}.{shape}.{self.years[year]}"'


def panel_drawn(number: int, picture: Picture) -> DrawnPanel:
    """Draw the panel of this number."""
    one = _Panel(number, picture)
    return {"numbers": _numbers, "parts": _parts, "flow": _flow}[one.panel.kind](one)


def number_told(number: Number | None) -> str:
    """A number as the picture says it."""
    return UNKNOWN if number is None else number_text(number)


def _numbers(one: _Panel) -> DrawnPanel:
    """A card for each number, three in a row; with earlier years columns of all."""
    high = 96 + (_COLUMNS + 44 if len(one.years) > 1 else 0)
    pieces = ""
    for place, shape in enumerate(one.panel.shapes):
        x, y = MARGIN + place % _CARDS * (_CARD + _GAP), place // _CARDS * (high + _GAP)
        pieces += box((x, y), _CARD, high, "#f6f8fa", f' stroke="{GRID}" rx="6"')
        pieces += text((x + 16, y + 30), shape.label, 17, fill=MUTED)
        pieces += text((x + 16, y + 74), number_told(shape.numbers[-1]), 34, fill=MAIN, more=one.name(place, -1))
        pieces += text((x + _CARD - 16, y + 74), shape.unit, 16, "end", MUTED)
        if len(one.years) > 1:
            pieces += "".join(_columns(one, place, (x, y + 92), _CARD))
    rows = -(-len(one.panel.shapes) // _CARDS)
    return DrawnPanel(pieces, rows * (high + _GAP) - _GAP)


def _columns(one: _Panel, place: int, at: tuple[float, float], wide: float) -> Iterator[str]:
    """The years of a number as columns, each with its value and its year, in so much room."""
    numbers = one.panel.shapes[place].numbers
    most = max((abs(float(n)) for n in numbers if n is not None), default=0.0) or 1.0
    step = (wide - 24) / len(numbers)
    for year, number in enumerate(numbers):
        middle, base = at[0] + 12 + step * (year + 0.5), at[1] + 18 + _COLUMNS
        high = abs(float(number)) / most * _COLUMNS if number else 0
        last = year == len(numbers) - 1
        yield box((middle - min(18, step / 3), base - high), 2 * min(18, step / 3), high, MAIN if last else PAST)
        name = f'{one.name(place, year)[:-1]}.c"'
        told = number_told(number)
        yield text((middle, base - high - 5), told, min(10.5, 1.5 * step / len(told)), "middle", INK, name)
        period = one.picture.periods[year].rstrip("年度学")
        yield text((middle, base + 15), period, min(11, 1.6 * step / len(period)), "middle", MUTED)


def _parts(one: _Panel) -> DrawnPanel:
    """A bar for each part, last year's thinner below it."""
    before = one.has_last_year
    high = 46 if before else 34
    known = [
        abs(float(n)) for shape in one.panel.shapes for n in shape.numbers[-2 if before else -1 :] if n is not None
    ]
    most = max(known, default=0.0) or 1.0
    pieces, head = _legend(one.picture.periods[-2:]) if before else ("", 0)
    for place, shape in enumerate(one.panel.shapes):
        y = head + place * high
        pieces += text((_BARS[0] - 14, y + 20), shape.label, 17, "end")
        pieces += _bar(one, (place, -1), y, most)
        if before:
            pieces += _bar(one, (place, -2), y + 24, most)
    return DrawnPanel(pieces, head + len(one.panel.shapes) * high)


def _legend(periods: tuple[str, ...]) -> tuple[str, int]:
    """Which bars are of which year, and the height that takes."""
    pieces = ""
    for place, (period, fill) in enumerate(zip(reversed(periods), (MAIN, PAST), strict=True)):
        x = WIDE - 290 + place * 145
        pieces += box((x, 2), 14, 14, fill) + text((x + 20, 15), period, 14, fill=MUTED)
    return pieces, 24


def _bar(one: _Panel, which: tuple[int, int], y: float, most: float) -> str:
    """The bar of a number with its value behind it: the year's own, or last year's."""
    shape, year = one.panel.shapes[which[0]], which[1]
    number, own = shape.numbers[year], year == -1
    long = abs(float(number)) / most * _BARS[1] if number else 0
    thick, size = (22, 16.0) if own else (10, 11.0)
    drawn = box((_BARS[0], y + (4 if own else 3)), long, thick, MAIN if own else PAST)
    told, fill = (_BARS[0] + long + 8, y + (21 if own else 12)), (INK if own else MUTED)
    return drawn + text(told, number_told(number), size, fill=fill, more=one.name(which[0], year))


def _flow(one: _Panel) -> DrawnPanel:
    """What came in at the left, what became of it at the right, as wide as they are many; below it the years, where there are earlier ones."""
    sides = [_side(one, first) for first in (0, 2)]
    flowing = any(shape.numbers[-1] for shape in one.panel.shapes)
    middle = box((475, 20), 10, _FLOW, MAIN) if flowing else ""
    high = max(side.high for side in sides)
    pieces = middle + "".join(side.inside for side in sides)
    if len(one.years) == 1:
        return DrawnPanel(pieces, high)
    for place, shape in enumerate(one.panel.shapes):
        x = MARGIN + place * (_QUARTER + _GAP)
        pieces += text((x + _QUARTER / 2, high + 26), shape.label, 15, "middle", MUTED)
        pieces += "".join(_columns(one, place, (x, high + 28), _QUARTER))
    return DrawnPanel(pieces, high + 28 + _COLUMNS + 44)


def _side(one: _Panel, first: int) -> DrawnPanel:
    """One side of a flow, of the number that stands first on it and the next; their words never meet."""
    numbers = [float(shape.numbers[-1] or 0) for shape in one.panel.shapes[first : first + 2]]
    total = sum(numbers) or 1
    pieces, inner, outer, said = "", 20.0, 20.0, 0.0
    for place, number in enumerate(numbers, first):
        high, fill = number / total * _FLOW, MAIN if place == first else PAST
        outer = max(outer, said + _APART - high / 2)
        said = outer + high / 2
        ends = ((485.0, inner), (710.0, outer)) if first else ((260.0, outer), (475.0, inner))
        pieces += ribbon(*ends, high, fill) + box((710.0 if first else 250.0, outer), 10, max(high, 1), fill)
        pieces += "".join(_told(one, place, (bool(first), said)))
        inner, outer = inner + high, outer + high + 34
    return DrawnPanel(pieces, max(said + 50, outer))


def _told(one: _Panel, place: int, at: tuple[bool, float]) -> Iterator[str]:
    """What is said beside an end of the flow: its words and its number."""
    right, y = at
    shape = one.panel.shapes[place]
    x, anchor = (732, "start") if right else (238, "end")
    yield text((x, y - 6), f"{shape.label}（{shape.unit}）", 16, anchor, MUTED)
    yield text((x, y + 25), number_told(shape.numbers[-1]), 26, anchor, MAIN, one.name(place, -1))
