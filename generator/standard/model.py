"""A standard as the rest of the program meets it: the definition with its figures, grids, bound checks and drafts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

from generator.document.grids import Grid
from generator.standard.binding import Binder, Instance
from generator.standard.conditions import Condition, Conditional, condition_of
from generator.standard.definition import ChapterMeaning, Question, StandardFile
from generator.standard.figures import Figure, FigureName, columns_at, figures_of, members, row_groups, rows_at
from generator.standard.notation import DIRECTIVE
from generator.standard.official_grid import grid_of, pruned
from generator.standard.table_definition import Check, RepeatedRow, Table

_MARK = re.compile(r"\{\{ (\w+) \}\}")


OPENING, LEAD = "opening", "lead"  # what stands before the first chapter, and before the first part of one
REPORT, NOTE = "report", "note"  # the title of the report, and the note below its body that lists the attachments
MINUS = "-"  # before an attachment that is not printed
OWN_CHAPTERS = tuple(f"own{number}" for number in range(1, 6))  # chapters that an office may add


class Slot(NamedTuple):
    """A place in the report for text of the office's own.

    The opening, a chapter, a part of one (`chapter.part`), what stands before its first part (`chapter.lead`), or a chapter
    that the office added (`own1` …).
    """

    key: str
    title: str
    guidance: str
    chapter: str


class Draft(NamedTuple):
    """The source of one chapter's draft, where it stands, and the folder of its compiled standard when it has one."""

    name: str
    source: str
    compiled: Path | None = None


@dataclass(frozen=True, eq=False)
class Standard:
    """One official form, loaded and checked whole."""

    id: str
    folder: Path
    file: StandardFile
    tables: Mapping[str, Table]
    drafts: Mapping[str, Draft]

    @cached_property
    def instances(self) -> tuple[Instance, ...]:
        """The checks, each bound to the figures of every place it speaks of."""
        binder = Binder(self.tables, self.figures, self.questions)
        return tuple(found for table, code, check in self.checks for found in binder.bind(code, check, table))

    @property
    def checks(self) -> list[tuple[str, str, Check]]:
        """Every check with its table and code, those across tables (with table '') last."""
        groups = [*((name, table.checks) for name, table in self.tables.items()), ("", self.file.checks)]
        return [(name, code, check) for name, checks in groups for code, check in checks.items()]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure by its address `table.row.column`, in reading order."""
        return {f.address: f for name, table in self.tables.items() for f in figures_of(name, table)}

    @cached_property
    def conditions(self) -> dict[str, tuple[Condition, ...]]:
        """When figures, `cover.` questions, chapters and parts are there, by name; what is always there is not named."""
        found: dict[str, tuple[Condition, ...]] = {}

        def say(name: str, *told: Conditional) -> None:
            if conditions := tuple(filter(None, map(condition_of, told))):
                found[name] = conditions

        for key, question in self.questions.items():
            say(f"cover.{key}", question)
        for address, figure in self.figures.items():
            say(address, *figure.rows, figure.column.column)
        for key, chapter in self.file.chapters.items():
            say(key, chapter)
            for part, told in chapter.parts.items():
                say(f"{key}.{part}", chapter, told)
        return found

    def supposed(self, agency: str) -> dict[str, str]:
        """The choices that an agency's name speaks for, by question."""
        return {key: choice for key, q in self.questions.items() if (choice := q.supposed(agency))}

    def absent(self, year: int, chosen: Mapping[str, str] | None = None) -> frozenset[str]:
        """What the form does not have in a year, of an office that answered so (None: before it has answered)."""
        told = self.conditions.items()
        return frozenset(name for name, all_ in told if not all(one.holds(year, chosen) for one in all_))

    def names_absent(self, table: str, absent: frozenset[str]) -> frozenset[str]:
        """The rows and columns of a table all of whose figures are absent."""
        if not absent:
            return absent
        shape = self.shape(table)
        cells = [(row, column, f"{table}.{row}.{column}" in absent) for row, of in shape.items() for column in of]
        rows = {row for row, _, gone in cells if gone} - {row for row, _, gone in cells if not gone}
        columns = {column for _, column, gone in cells if gone} - {column for _, column, gone in cells if not gone}
        return frozenset(rows if rows.issuperset(shape) else rows | columns)

    def table_in(self, name: str, year: int) -> Table:
        """A table as the form has it in a year."""
        absent = self.names_absent(name, self.absent(year))
        return pruned(self.tables[name], absent) if absent else self.tables[name]

    def grid(self, name: str, without: frozenset[str]) -> Grid:
        """The grid of a table without the rows and columns of these names."""
        return grid_of(name, pruned(self.tables[name], without)) if without else self.grids[name]

    @cached_property
    def _shapes(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {name: {} for name in self.tables}
        for figure in self.figures.values():
            found[figure.table].setdefault(figure.row.key, []).append(figure.column.key)
        return found

    def row_label(self, table: str, key: str) -> str:
        """The words of a row, of a vertical group, or of a row that repeats."""
        rows = [row for band in self.tables[table].stacked for row in rows_at(band.rows)]
        return next(r.row.label for r in rows if key in (r.key, getattr(r.row, "of", "")))

    def name_of(self, figure: Figure, year: int) -> FigureName:
        """What a figure is called in a report on a year; a row without words goes by the spanner over its columns."""
        row, column = (self.wording(words, year) for words in (figure.row.row.label, figure.column.column.label))
        if isinstance(figure.row.row, RepeatedRow):
            return FigureName(f"{row or self.tables[figure.table].title}第{figure.row.row.number}行", column)
        if not row:
            return FigureName(figure.column.above[-1].label if figure.column.above else "", column)
        return FigureName(row, column if len(self.shape(figure.table)[figure.row.key]) > 1 else "")

    def shape(self, table: str) -> dict[str, list[str]]:
        """The rows of figures of a table, each with its columns, in reading order."""
        return self._shapes[table]

    def repeating(self, table: str) -> Mapping[str, list[str]]:
        """The rows of a table that repeat, each with the rows it stands for."""
        return self._repeating.get(table, {})

    @cached_property
    def _repeating(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        for name, table in self.tables.items():
            for row in (row for band in table.stacked for row in rows_at(band.rows)):
                if isinstance(row.row, RepeatedRow):
                    found.setdefault(name, {}).setdefault(row.row.of, []).append(row.key)
        return found

    @cached_property
    def grids(self) -> dict[str, Grid]:
        return {name: grid_of(name, table) for name, table in self.tables.items()}

    @cached_property
    def group_sums(self) -> dict[str, tuple[str, ...]]:
        """For each vertical group and column, `table.group.column`: the addresses of the figures in the group."""
        return {address: parts for address, parts in self.details.items() if address not in self.figures}

    @cached_property
    def details(self) -> dict[str, tuple[str, ...]]:
        """For each row with rows under it and each column, `table.row.column`: the figures directly under it."""
        found = {}
        for name, table in self.tables.items():
            for band in table.stacked:
                groups = row_groups(band.rows)
                under = {row.key: members(row.row.rows, groups) for row in rows_at(band.rows)} | groups
                for (row, keys), column in product(under.items(), columns_at(band.columns)):
                    if keys:
                        found[f"{name}.{row}.{column.key}"] = tuple(f"{name}.{key}.{column.key}" for key in keys)
        return found

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """The places for text of the office's own, in the order of the report."""
        found = {}
        for key, chapter in self.file.chapters.items():
            found[key] = Slot(key, chapter.title, chapter.guidance, key)
            for part, told in chapter.parts.items():
                found[f"{key}.{part}"] = Slot(f"{key}.{part}", told.title, told.guidance, key)
        return found

    @cached_property
    def text_slots(self) -> dict[str, Slot]:
        """Every place where an office may write, in the order of the report; chapters of its own where none are prescribed."""
        found = {OPENING: Slot(OPENING, "开头", "报告开头的一段；不填就用自动起草的", OPENING)}
        for key, slot in self.slots.items():
            if key in self.file.chapters and self.file.chapters[key].parts:
                lead = f"{key}.{LEAD}"
                guidance = "写在第一部分前面的话，如“主要做了以下几个方面的工作：”"
                found[lead] = Slot(lead, f"{slot.title}（第一部分前面）", guidance, key)
            found[key] = slot
        if not self.file.official_chapters:
            guidance = "格式里没有的一章，标题写在标题一栏，文字写在这里"
            found |= {key: Slot(key, f"加写的一章（{n}）", guidance, key) for n, key in enumerate(OWN_CHAPTERS, 1)}
        return found

    @cached_property
    def titled(self) -> tuple[str, ...]:
        """What an office may name itself where chapters are not prescribed: the report, chapters and parts, attachments."""
        if self.file.official_chapters:
            return ()
        noted = (NOTE,) if self.file.attachments else ()
        return (REPORT, *self.slots, *OWN_CHAPTERS, *noted, *self.file.attachments)

    def placed(self, key: str) -> bool:
        """Whether an office may say where, or that it is not printed."""
        return key in self.file.chapters or key in OWN_CHAPTERS or key in self.file.attachments

    def title_of(self, key: str, year: int) -> str:
        """The form's title of what may be named: a chapter, a part, an attachment; what the report's own is called."""
        if key in (REPORT, NOTE):
            return "报告的标题" if key == REPORT else "正文后面的附件说明"
        if key in self.file.attachments:
            return f"附件：{self.wording(self.file.attachments[key].title, year)}"
        return self.wording(self.text_slots[key].title, year)

    @property
    def questions(self) -> Mapping[str, Question]:
        return self.file.questions

    def stands_in(self, slot: str, meaning: ChapterMeaning) -> bool:
        """Whether a slot belongs to the chapters or parts that have a meaning."""
        homes: list[str] = getattr(self.file.means, meaning)
        return slot in homes or slot.partition(".")[0] in homes

    def rewritable(self, slot: str) -> bool:
        """Whether there is a draft at this slot that can be replaced."""
        return slot == OPENING or slot in self.slots

    def tables_in(self, chapter: str) -> list[str]:
        """The tables that the draft of a chapter prints."""
        return [found["rest"] for found in DIRECTIVE.finditer(self.drafts[chapter].source) if found["word"] == "table"]

    @property
    def school(self) -> bool:
        """Whether its reports follow school years, from September to August."""
        return self.file.kind == "高校"

    def last_day(self, year: int) -> dt.date:
        """The day the period of a report on this year ends."""
        return dt.date(year + 1, 8, 31) if self.school else dt.date(year, 12, 31)

    def covers(self, year: int) -> bool:
        first, last = self.file.span
        return first <= year <= last

    def out_of_span(self, year: int) -> str:
        """Why a report on this year cannot follow this form."""
        first, last = self.file.span
        span = f"{first}年起" if last == 9999 else f"{first}年" if first == last else f"{first}至{last}年"
        return f"格式 {self.id} 适用于{span}的年度报告，不适用于 {year} 年度。"

    def wording(self, text: str, year: int) -> str:
        """A label, title or sentence of the form with its marks `{{ year }}` and `{{ next_year }}` filled in."""
        return fill(text, {"year": str(year), "next_year": str(year + 1)}) if "{{" in text else text

    def code(self, table: str, severity: Literal["input", "unfilled"]) -> str:
        """The code under which a value is refused on reading, or a blank is listed, as the form's own rules number it."""
        own = (code for code, check in self.tables[table].checks.items() if check.severity == severity)
        return next(own, "IN-1" if severity == "input" else "IN-2")


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with each `{{ word }}` replaced; unknown words stay as they are."""
    return _MARK.sub(lambda mark: words.get(mark[1], mark[0]), text)
