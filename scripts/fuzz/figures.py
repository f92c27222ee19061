"""Whether what was written holds the figures that were read, by reading it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.errors import NianbaoError
from generator.examination.report import Number
from generator.flow.case import Case, open_case
from scripts.fuzz.doors import Door, Given

Figures = Mapping[str, Number]


def wrong_figure(door: Door, given: Given) -> str:
    """The first figure that a command wrote otherwise than it had read it; empty where none is, or nothing was written."""
    written = _written(door, given)
    if not written or given.file.suffix == ".zip":
        return ""
    try:
        before = open_case(given.file)
    except NianbaoError:  # a report that its command was told the year of
        return ""
    if not before.drafted:
        return ""
    try:
        after = open_case(written)
    except NianbaoError as problem:
        return f"written and not to be read: {problem}"
    read, told = _figures(before), _figures(after)
    if door.figures == "added":  # a total with blank parts is told to be open
        read = {a: n for a, n in read.items() if a in before.report.sums or not before.standard.figures[a].is_total}
    if door.figures == "last":
        told = _figures(after.last) if after.last else {}
    if after.unread or after.standard.id != before.standard.id:  # said so
        read = {address: number for address, number in read.items() if address in told}
    return _unlike(read, told)


def _written(door: Door, given: Given) -> Path | None:
    if not door.back or not given.out.is_dir():
        return None
    return next(iter(sorted(given.out.glob(door.back.removeprefix("OUT/")))), None)


def _figures(case: Case) -> Figures:
    """The numbers of a case's report by address, totals as they were given or add up."""
    found = ((address, case.report.number(address)) for address in case.standard.figures)
    return {address: number for address, number in found if number is not None}


def _unlike(read: Figures, told: Figures) -> str:
    found = (f"wrong figure: {a} read {n}, written {told.get(a)}" for a, n in read.items() if told.get(a) != n)
    more = (f"wrong figure: {a} not read, written {n}" for a, n in told.items() if a not in read)
    return next(found, "") or next(more, "")
