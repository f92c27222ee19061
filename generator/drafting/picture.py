"""A report as a picture (图解): the numbers a standard says it shows, each year beside the years before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.examination.report import Number, Report
from generator.standard.definition import ASKED, Shown
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
    """The picture of a report: its title, the years it shows, oldest first, how their periods are called, and its panels."""

    title: str
    years: tuple[int, ...]
    periods: tuple[str, ...]
    panels: tuple[PicturePanel, ...]


def picture_of(title: str, years: Sequence[tuple[Standard, Report]]) -> Picture:
    """The picture of the last of these reports, whose form has one, beside the earlier ones.

    Each year is read by its own form; what that does not have is not known of the year. A panel of which nothing is known
    in any year is left out, unless nothing is known of any.
    """
    standard, report = years[-1]
    by_year = {one.year: (form, one) for form, one in years if report.year - MOST_YEARS < one.year <= report.year}
    shown = tuple(sorted(by_year))
    forms = [by_year[year] for year in shown]
    panels = [
        PicturePanel(panel.title, panel.kind, tuple(_shapes(standard, forms, key)))
        for key, panel in standard.file.picture.items()
    ]
    known = [one for one in panels if any(number is not None for shape in one.shapes for number in shape.numbers)]
    periods = tuple(form.wording(form.file.period, year) for year, (form, _) in zip(shown, forms, strict=True))
    return Picture(f"{title}图解", shown, periods, tuple(known or panels))


def _shapes(standard: Standard, forms: Sequence[tuple[Standard, Report]], panel: str) -> Iterator[Shape]:
    """What a panel shows, without what the form does not have of this office in this year; a flow is whole."""
    there = standard.file.picture[panel]
    absent = frozenset() if there.kind == "flow" else forms[-1][1].absent
    for key, shown in there.shows.items():
        if absent.isdisjoint(_addresses(standard, shown)):
            numbers = tuple(_number_of(*form, panel, key, shown.label) for form in forms)
            yield Shape(shown.label, _unit(standard, shown), numbers)


def _number_of(standard: Standard, report: Report, panel: str, key: str, label: str) -> Number | None:
    """The number of these keys of a year, by the picture of its own form, where it is called the same."""
    there = standard.file.picture.get(panel)
    shown = there.shows.get(key) if there else None
    if shown is None or shown.label != label:
        return None
    total: Number = 0
    for address in _addresses(standard, shown):
        asked = address.startswith(ASKED)
        number = report.exact_answer(address.removeprefix(ASKED)) if asked else report.told(address)
        if number is None:
            return None
        total += number
    return total


def _addresses(standard: Standard, shown: Shown) -> list[str]:
    """What is added up: of a vertical head the figures under it."""
    found: list[str] = []
    for address in shown.sum:
        found += [address] if address in standard.figures else standard.details.get(address, [address])
    return found


def _unit(standard: Standard, shown: Shown) -> str:
    first = _addresses(standard, shown)[0]
    return (
        standard.questions[first.removeprefix(ASKED)].unit if first.startswith(ASKED) else standard.figures[first].unit
    )
