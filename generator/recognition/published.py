"""A report as published: its lines, the figures its tables tell, its year, agency and dates, and what is damaged or not read.

A file of any kind becomes a source of numbered lines and found tables; everything after that knows only these.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from generator.answers.answer import Answer, Answers
from generator.document.places import Place
from generator.matching.grid_lines import FoundTable
from generator.matching.grid_tables import read_grids
from generator.matching.official_table import OfficialTable
from generator.matching.row_figures import Told
from generator.matching.text_tables import ReportLines, Tables, read_lines_of_tables
from generator.recognition.cover_told import Cover, read_cover
from generator.recognition.hard_lines import joined_lines
from generator.recognition.source import Source, read_source
from generator.recognition.stated import Stated
from generator.recognition.which_standard import standard_of
from generator.standard.definition import AGENCY, DATE, YEAR
from generator.standard.model import Standard
from generator.words.damage import damaged_lines
from generator.words.folding import TextLine

__all__ = ["Published", "TextLine", "published", "read_published"]


@dataclass(frozen=True)
class Published:
    """What a published report tells.

    `answers` holds the figures of the tables and, where they can be told, agency and date; `blank` are the addresses whose cell is certainly there
    and empty; what is in neither could not be told. `broken` are damaged lines, `released` is the date the web page
    names as that of its publication, `tables` what the tables tell.
    """

    answers: Answers
    source: Source
    lines: tuple[TextLine, ...]
    tables: Tables
    blank: frozenset[str] = frozenset()
    broken: tuple[TextLine, ...] = ()
    released: Answer | None = None


def published(source: Source, stated: Stated = Stated(), templates: Path | None = None) -> Published:  # noqa: B008, frozen
    """What a source tells as a report; raises InputError when its form or its year cannot be told."""
    broken = damaged_lines(source.lines)
    rows = {number for table in source.tables for number in range(table.first, table.last + 1)}
    lines = _marked(source.lines, rows)
    cover = read_cover(lines)
    form, told = standard_of(source, cover, stated, templates)
    tables = _tables(source, lines, form, told)
    if tables.lines - rows:
        lines = _marked(lines, tables.lines)
        cover = read_cover(lines)  # a date or a name in a table is not the report's
    questions = _questions(source, cover, told)
    figures = {address: _answer(source, figure) for address, figure in tables.told.items() if figure.text}
    places = {**_places(source, tables), **{f"cover.{key}": one.place for key, one in questions.items()}}
    places |= {address: one.place for address, one in figures.items()}
    answers = Answers(form.id, told, source.name, figures, questions, {}, {}, places)
    blank = frozenset(address for address, figure in tables.told.items() if not figure.text)
    released = _answer(source, cover.released) if cover.released else None
    return Published(answers, source, joined_lines(lines), tables, blank, broken, released)


def read_published(path: Path, stated: Stated = Stated(), templates: Path | None = None) -> Published:  # noqa: B008
    """Read a report in a file of any kind; raises InputError when the file, its form or its year cannot be used."""
    return published(read_source(path), stated, templates)


def _marked(lines: tuple[TextLine, ...], rows: set[int]) -> tuple[TextLine, ...]:
    return tuple(line._replace(table=True) if line.number in rows else line for line in lines)


def _tables(source: Source, lines: tuple[TextLine, ...], standard: Standard, year: int) -> Tables:
    """The official tables, from tables of the file, and those that are not among them from the lines outside of these."""
    tables = Tables(lines={line.number for line in lines if line.table})
    officials = [OfficialTable(standard, name, year) for name in standard.tables]
    if source.tables:
        officials = read_grids(source.tables, officials, tables)
    if officials:
        _read_lines(lines, {line.number for line in lines if line.table}, officials, tables)
    apart = [official for official in officials if not official.officials and official.addresses[0] not in tables.told]
    if apart and source.tables:  # its heads may stand in several tables, and the names of its parts between them
        _read_lines(lines, _taken(source.tables, tables), apart, tables)
    return tables


def _read_lines(
    lines: Sequence[TextLine], without: Set[int], officials: Sequence[OfficialTable], tables: Tables
) -> None:
    spoken = [line._replace(text="") if line.number in without else line for line in lines]
    damaged = frozenset(line.number for line in damaged_lines(spoken))
    read_lines_of_tables(ReportLines(spoken, damaged), officials, tables)


def _taken(found: Sequence[FoundTable], tables: Tables) -> set[int]:
    """The lines of the tables of the file that figures were read from."""
    read = set(tables.rows.values())
    spans = [range(table.first, table.last + 1) for table in found]
    return {line for span in spans if not read.isdisjoint(span) for line in span}


def _questions(source: Source, cover: Cover, year: int) -> dict[str, Answer]:
    told = cover.year if cover.year and cover.year.text == str(year) else None
    stated = _answer(source, told) if told else Answer(str(year), Place(file=source.name))
    known = {AGENCY: cover.agency, DATE: cover.date}
    return {YEAR: stated, **{key: _answer(source, found) for key, found in known.items() if found}}


def _answer(source: Source, told: Told) -> Answer:
    return Answer(told.text, source.place(told.line, told.column))


def _places(source: Source, tables: Tables) -> dict[str, Place]:
    """Where each blank cell stands, and where a figure of a row that was found should stand."""
    places = {a: source.place(line) for a, line in tables.rows.items() if a not in tables.told}
    return places | {a: source.place(one.line, one.column) for a, one in tables.told.items() if not one.text}
