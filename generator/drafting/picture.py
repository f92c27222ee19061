"""A report as a picture (图解): the numbers a standard says it shows, each year beside the years before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.examination.report import Number, Report
from generator.standard.definition import Shown
from generator.standard.model import Standard

MOST_YEARS = 5


class Shape(NamedTuple):
    """One number of a panel over the years, oldest first, the report's own last; None where it is not known."""

    label: str
    unit: str
    numbers: tuple[Number | None, ...]


class PicturePanel(NamedTuple):
    """A part of the picture; `kind` tells how it is drawn."""

    title: str
    kind: Literal["numbers", "parts", "flow"]
    shapes: tuple[Shape, ...]


class Picture(NamedTuple):
    """The picture of a report: its title, the years it shows, oldest first, and its panels."""

    title: str
    years: tuple[int, ...]
    panels: tuple[PicturePanel, ...]


def picture_of(title: str, years: Sequence[tuple[Standard, Report]]) -> Picture:
    """The picture of the last of these reports, whose form has one, beside the earlier ones.

    Each year is read by its own form; what that does not have is not known of the year.
    """
    standard, report = years[-1]
    by_year = {one.year: (form, one) for form, one in years if one.year > report.year - MOST_YEARS}
    shown = sorted(year for year in by_year if year <= report.year)
    panels = []
    for key, panel in standard.file.picture.items():
        shapes = tuple(
            Shape(
                one.label,
                _unit(standard, one),
                tuple(_number_of(*by_year[year], key, name, one.label) for year in shown),
            )
            for name, one in panel.shows.items()
        )
        panels.append(PicturePanel(panel.title, panel.kind, shapes))
    return Picture(f"{title}图解", tuple(shown), tuple(panels))


def _number_of(standard: Standard, report: Report, panel: str, key: str, label: str) -> Number | None:
    """The number of these keys of a year, by the picture of its own form, where it is called the same."""
    there = standard.file.picture.get(panel)
    shown = there.shows.get(key) if there else None
    if shown is None or shown.label != label:
        return None
    total: Number = 0
    for address in _figures(standard, shown):
        number = report.told(address)
        if number is None:
            return None
        total += number
    return total


def _figures(standard: Standard, shown: Shown) -> list[str]:
    """The addresses that are added up: of a vertical head those under it."""
    found: list[str] = []
    for address in shown.sum:
        found += [address] if address in standard.figures else standard.details[address]
    return found


def _unit(standard: Standard, shown: Shown) -> str:
    return standard.figures[_figures(standard, shown)[0]].unit
