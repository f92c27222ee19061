"""The official wording in templates/ against lists transcribed from the source texts apart from it (tests/wording)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pytest
import yaml

from generator.standard import Standard, load_standard, standard_ids
from generator.standard.figures import RowAt, rows_at
from generator.standard.model import fill
from generator.standard.official_grid import NO_FIGURE
from generator.standard.table_definition import Band, Column
from tests.conftest import ROOT

YEARS = {"year": "XXXX", "next_year": "XXXX"}
LISTS = {path.stem: path for path in sorted((ROOT / "tests" / "wording").glob("*.yaml"))}
KEYS = {"chapters", "parts", "rows", "rows_open", "columns", "units", "codes"}
every_list = pytest.mark.parametrize("name", [name for name in LISTS if name in standard_ids()])


@cache
def listed(name: str) -> dict[str, list[str]]:
    """A transcribed list; `rows_open` says that the source prints only the first rows word for word."""
    found: dict[str, list[str]] = yaml.safe_load(LISTS[name].read_text(encoding="utf-8"))
    assert found.keys() <= KEYS
    return found


def chapter_titles(standard: Standard) -> list[str]:
    return [fill(chapter.title, YEARS) for chapter in standard.file.chapters.values()]


def parts(standard: Standard) -> list[str]:
    return [fill(part.title, YEARS) for chapter in standard.file.chapters.values() for part in chapter.parts.values()]


def bands(standard: Standard) -> Iterator[Band]:
    for table in standard.tables.values():
        yield from table.stacked


def labelled(band: Band) -> list[RowAt]:
    return [row for row in rows_at(band.rows) if row.row.label]


def rows(standard: Standard) -> list[str]:
    return [fill(row.row.label, YEARS) for band in bands(standard) for row in labelled(band)]


def columns(standard: Standard) -> list[str]:
    """Band by band: its heading, the heads of its stub from left to right, then each column and those under it."""
    found = []
    for band in bands(standard):
        found += [band.label, *band.stub.values(), *_depth_first(band.columns)]
    return [fill(label, YEARS) for label in found if label]


def _depth_first(heads: Mapping[str, Column]) -> Iterator[str]:
    for head in heads.values():
        yield head.label
        yield from _depth_first(head.columns)


def units(standard: Standard) -> list[str]:
    """What the unit column prints, for the tables that have one."""
    shown = [band for band in bands(standard) if "unit" in band.stub]
    return [NO_FIGURE if r.row.head else r.row.unit or band.unit for band in shown for r in labelled(band)]


def row_codes(standard: Standard) -> list[str]:
    """What the code column prints, for the tables that have one."""
    return [row.row.code for band in bands(standard) if "code" in band.stub for row in labelled(band)]


def as_far_as_listed(name: str, found: list[str], key: str) -> list[str]:
    """What is found; cut to the length of the list where the source leaves the end open."""
    return found[: len(listed(name)[key])] if listed(name).get("rows_open") else found


@every_list
def test_chapters_are_those_of_the_source(name: str) -> None:
    assert chapter_titles(load_standard(name)) == listed(name)["chapters"]


@every_list
def test_the_parts_of_the_source_are_there_and_a_form_may_divide_further(name: str) -> None:
    wanted = listed(name).get("parts", [])
    assert [part for part in parts(load_standard(name)) if part in wanted] == wanted


@every_list
def test_row_labels_are_those_of_the_source(name: str) -> None:
    assert as_far_as_listed(name, rows(load_standard(name)), "rows") == listed(name).get("rows", [])


@every_list
def test_column_heads_are_those_of_the_source(name: str) -> None:
    assert columns(load_standard(name)) == listed(name).get("columns", [])


@every_list
def test_units_are_those_of_the_source(name: str) -> None:
    assert as_far_as_listed(name, units(load_standard(name)), "units") == listed(name).get("units", [])


@pytest.mark.parametrize("name", [name for name in LISTS if name in standard_ids() and "codes" in listed(name)])
def test_codes_are_those_of_the_source(name: str) -> None:
    assert as_far_as_listed(name, row_codes(load_standard(name)), "codes") == listed(name)["codes"]
