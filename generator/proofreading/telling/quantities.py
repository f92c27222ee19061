"""Numbers as reports write them: digits or Chinese numerals, 万 and 亿, 余 and 约."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from generator.words.numerals import NUMERAL, number_of

DIGITS = r"\d+(?:\.\d+)?"
NUMBER = rf"(?P<near>约|近|大约|将近|超过|超|逾)?(?P<n>(?<![\d.]){DIGITS}|(?<!{NUMERAL[:-1]}){NUMERAL})(?P<scale>(?:亿|万)(?!元))?(?P<over>余|多)?"
_SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}
Exactness = Literal["exact", "over", "near", "rounded"]


class Quantity(NamedTuple):
    """A number with how exactly it was told: `over` N and some more (余), `near` N (约), `rounded` to its last digit."""

    value: Decimal
    told: Exactness
    words: str
    unit: str = ""

    def agrees(self, figure: Decimal | int) -> bool:
        """Whether a figure of the table may be told so; what is told roughly is judged generously."""
        cell = Decimal(figure)
        match self.told:
            case "exact":
                return self.value == cell
            case "over":
                return self.value <= cell <= self.value * 2
            case "near":
                return abs(self.value - cell) <= self.value / 5
        return abs(self.value - cell) <= self.step()

    def step(self) -> Decimal:
        """The worth of the last digit as it was written: 100 for `1.24万`."""
        scale = 10_000 if "万" in self.words else 100_000_000 if "亿" in self.words else 1
        written = re.search(DIGITS, self.words)
        places = len(written[0].partition(".")[2]) if written else 0
        return Decimal(scale) / (Decimal(10) ** places)


def quantity(found: re.Match[str]) -> Quantity | None:
    """The quantity of a match of NUMBER (with an optional group `unit`); None when the numeral is not one."""
    number = found["n"] if found["n"][0].isdigit() else number_of(found["n"])
    if number is None:
        return None
    scale, unit = _SCALES[found["scale"]], found.groupdict().get("unit") or ""
    words = "".join(found[name] or "" for name in ("near", "n", "scale", "over"))
    told: Exactness = "exact"
    if found["over"] or found["near"] in ("超过", "超", "逾"):
        told = "over"
    elif found["near"]:
        told = "near"
    elif "." in found["n"] and (scale > 1 or unit in ("万元", "亿元")):
        told = "rounded"
    return Quantity(Decimal(number) * scale, told, words, unit)


def percentage(part: Decimal, whole: Decimal, places: int) -> Decimal:
    """A share in percent, rounded to so many places."""
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
