"""A report as published: its lines, the figures its tables tell, its year, agency and dates, and what is damaged.

A file becomes folded lines with numbers; everything after that knows only lines, so that readers of other files can join.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.answers.answer import Answer, Answers
from generator.document.places import Place
from generator.errors import InputError
from generator.matching.row_figures import Told
from generator.matching.text_tables import Tables, read_tables
from generator.readers.plain_text import read_lines
from generator.recognition.cover_told import Cover, read_cover
from generator.standard.definition import AGENCY, DATE, YEAR
from generator.standard.library import load_standard
from generator.standard.model import Standard
from generator.words.damage import damaged_lines
from generator.words.folding import Folded, TextLine

__all__ = ["Published", "TextLine", "published", "read_published"]


@dataclass(frozen=True)
class Published:
    """What a published report tells.

    `answers` holds the figures of the tables and, where they can be told, agency and date; `blank` are the addresses whose cell is certainly there
    and empty; what is in neither could not be told. `broken` are damaged lines, `folded` says in Chinese words what was
    folded, `released` is the date the web page names as that of its publication.
    """

    answers: Answers
    lines: tuple[TextLine, ...]
    blank: frozenset[str] = frozenset()
    broken: tuple[TextLine, ...] = ()
    folded: str = ""
    released: Answer | None = None


def read_published(path: Path, standard: str, year: int | None = None, templates: Path | None = None) -> Published:
    """Read a report in plain text against a standard; raises InputError when the file or its year cannot be used."""
    form = load_standard(standard, templates)
    return published(path.name, read_lines(path), form, year)


def published(name: str, text: Folded, standard: Standard, year: int | None = None) -> Published:
    """What the lines of a report tell; `name` is the file they stand in."""
    broken = damaged_lines(text.lines)
    cover = read_cover(text.lines)
    told = _year(name, standard, year, cover)
    tables = read_tables(text.lines, standard, int(told.text), frozenset(line.number for line in broken))
    lines = tuple(line._replace(table=True) if line.number in tables.lines else line for line in text.lines)
    cover = read_cover(lines)  # a date or a name in a table is not the report's
    known = {AGENCY: cover.agency, DATE: cover.date}
    questions = {YEAR: told, **{key: _answer(name, found) for key, found in known.items() if found}}
    figures = {address: _answer(name, figure) for address, figure in tables.told.items() if figure.text}
    places = _places(name, tables, questions)
    answers = Answers(standard.id, int(told.text), name, figures, questions, {}, {}, places)
    blank = frozenset(address for address, figure in tables.told.items() if not figure.text)
    released = _answer(name, cover.released) if cover.released else None
    return Published(answers, lines, blank, broken, text.words, released)


def _answer(name: str, told: Told) -> Answer:
    return Answer(told.text, Place(file=name, line=told.line))


def _year(name: str, standard: Standard, year: int | None, cover: Cover) -> Answer:
    """The year that was given or told; raises InputError when there is none or the form is not for it."""
    if year is None and cover.year is None:
        raise InputError(f"{name}：看不出是哪一年度的报告。请用 --year 写明报告年度，如 --year 2023。")
    told = Answer(str(year), Place(file=name)) if year is not None or not cover.year else _answer(name, cover.year)
    if not standard.covers(int(told.text)):
        advice = "，或改 --year。" if year is not None else "；年度看错了的，用 --year 写明。"
        raise InputError(f"{told.place}: {standard.out_of_span(int(told.text))}请用 --standard 换一种格式{advice}")
    return told


def _places(name: str, tables: Tables, questions: dict[str, Answer]) -> dict[str, Place]:
    """Where each figure told stands, where one of a row that was found should stand, and the answers of the cover."""
    lines = {**tables.rows, **{address: figure.line for address, figure in tables.told.items()}}
    places = {address: Place(file=name, line=line) for address, line in lines.items()}
    return {**places, **{f"cover.{key}": answer.place for key, answer in questions.items()}}
