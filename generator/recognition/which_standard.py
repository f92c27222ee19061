"""Which official form a published report follows: told from its year, its tables and its chapters."""

from __future__ import annotations

import re
from pathlib import Path

from generator.errors import InputError
from generator.recognition.cover_told import Cover
from generator.recognition.source import Source
from generator.recognition.stated import Stated
from generator.standard.figures import rows_at
from generator.standard.library import all_standards, kind_by_name, load_standard
from generator.standard.model import Standard
from generator.standard.table_definition import Table
from generator.words.titles import bare, wording

_SCHOOL = re.compile(r"\d\s*学年|(?:大学|学院|学校)$")
_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}、")
_LEAST_LABEL, _LONGEST_HEADING, _LEAST = 4, 40, 0.3


def standard_of(source: Source, cover: Cover, stated: Stated, templates: Path | None) -> tuple[Standard, int]:
    """The form of a report and its year; raises InputError when they cannot be told."""
    name, year = stated.standard, stated.year
    told = year or (int(cover.year.text) if cover.year else stated.otherwise)
    if told is None:
        raise InputError(f"{source.name}：看不出是哪一年度的报告。请用 --year 写明报告年度，如 --year 2023。")
    advice = "，或改 --year。" if year else "；年度看错了的，用 --year 写明。"
    if name:
        standard = load_standard(name, templates)
        if not standard.covers(told):
            raise InputError(
                f"{_where(source, cover, year)}{standard.out_of_span(told)}请用 --standard 换一种格式{advice}"
            )
        return standard, told
    fitting = [standard for standard in all_standards(templates) if standard.covers(told)]
    if not fitting:
        raise InputError(f"{_where(source, cover, year)}没有 {told} 年度的年报格式{advice}")
    agency = cover.agency.text if cover.agency else ""
    kind = "高校" if _school(source, cover) else kind_by_name(agency)
    kinds = (kind, "行政机关") if kind == "公共企事业单位" else (kind,)  # many of these fill in a government's form
    alike = [standard for standard in fitting if standard.file.kind in kinds] or fitting
    return _likest(source, alike, kind), told


def _where(source: Source, cover: Cover, year: int | None) -> str:
    place = source.place(cover.year.line) if cover.year and not year else source.name
    return f"{place}: "


def _school(source: Source, cover: Cover) -> bool:
    agency = cover.agency.text if cover.agency else ""
    titles = [line.text for line in source.lines if cover.year and line.number == cover.year.line]
    return bool(_SCHOOL.search(agency)) or any(_SCHOOL.search(title) for title in titles)


def _likest(source: Source, standards: list[Standard], kind: str) -> Standard:
    """The form whose labels and chapters stand in the report; the usual one when none does."""
    usual = next((one for one in standards if one.file.default and one.file.kind == kind), standards[0])
    if len(standards) == 1:
        return usual
    words = bare("".join(line.text for line in source.lines))
    texts = [line.text.strip() for line in source.lines]
    short = {wording(text) for text in texts if len(text) <= _LONGEST_HEADING}
    glued = [
        wording(text[:_LONGEST_HEADING]) for text in texts if len(text) > _LONGEST_HEADING and _CHAPTER.match(text)
    ]
    likeness = {standard.id: _likeness(standard, words, short, glued) for standard in standards}
    best = max(standards, key=lambda standard: (likeness[standard.id], standard is usual))
    return best if likeness[best.id] >= _LEAST else usual


def _likeness(standard: Standard, words: str, short: set[str], glued: list[str]) -> float:
    """What share of the labels of its tables and of its chapters the report has, some with their text glued to them."""
    labels = {label for table in standard.tables.values() for label in _labels(table)}
    titles = [wording(chapter.title) for chapter in standard.file.chapters.values()]
    there = [title in short or any(line.startswith(title) for line in glued) for title in titles]
    chapters = sum(there) / len(titles)
    return sum(label in words for label in labels) / len(labels) + chapters if labels else chapters


def _labels(table: Table) -> list[str]:
    found = [wording(row.row.label) for band in table.stacked for row in rows_at(band.rows)]
    return [label for label in found if len(label) >= _LEAST_LABEL] or [wording(table.title)]
