"""The files of a sum: a form with the units' contributions on a sheet of its own, or an answers file with them beside it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from generator.answers.answer import Answers
from generator.answers.saving import ENDINGS, answers_bytes
from generator.batch.contribution import Contribution
from generator.batch.contribution_sheet import add_contributions, add_notes, add_within, contribution_row
from generator.batch.plain_cells import saved, with_rows
from generator.batch.summing import Sum
from generator.command.merged_before import Before, kept
from generator.examination.carrying import carried, filled
from generator.flow.case import last_case
from generator.form.layout import CONTRIBUTIONS_SHEET, COVER_PREFIX, FIRST_UNIT, Filling
from generator.form.writing import write_form

MERGED_FILES = (".xlsx", *ENDINGS)
MOST_WITHIN = 200  # units whose contributions stand in the form itself; those of more stand in a file beside it


def beside_path(output: Path) -> Path:
    """Where the contributions stand that are not in the form itself."""
    return output.with_name(f"{output.stem}-{CONTRIBUTIONS_SHEET}.xlsx")


def merged_files(
    given: Namespace, whole: Sum, form: tuple[int, Before | None], parts: Iterator[Contribution], notes: list[str]
) -> dict[Path, bytes]:
    """The bytes of each file for a year, the sum itself first, with what was typed into the one before."""
    output: Path = given.output
    year, before = form
    answers = whole.answers(given.agency, year, output.name)
    if before:
        answers = kept(before, answers)
    in_text = output.suffix.lower() in ENDINGS
    within = not in_text and whole.units <= MOST_WITHIN

    def in_form(book: Workbook) -> None:
        add_within(book, whole.within)
        if within:
            add_contributions(book, whole, year, parts, within)
            add_notes(book, notes)

    if in_text:
        data = answers_bytes(output.name, whole.standard, answers)
    else:
        data = write_form(whole.standard, year, _filling(given, whole, year, answers), in_form)
    if within:
        return {output: data}
    book = Workbook(write_only=True)
    add_contributions(book, whole, year, ())
    add_notes(book, notes)
    rows = (contribution_row(part) for part in parts)
    return {output: data, beside_path(output): with_rows(saved(book), CONTRIBUTIONS_SHEET, rows, FIRST_UNIT)}


def _filling(given: Namespace, whole: Sum, year: int, answers: Answers) -> Filling:
    """The form filled with the sum; with last year's file of the whole, what it keeps and its figures to compare."""
    filling = filled(whole.standard, answers)
    if not given.last_year:
        return filling
    old = carried(whole.standard, last_case(given.last_year, whole.standard, year, given.templates).restated_report)
    cover = {name: value for name, value in old.values.items() if name.startswith(COVER_PREFIX)}
    return replace(old, values={**cover, **filling.values}, reasons=filling.reasons)
