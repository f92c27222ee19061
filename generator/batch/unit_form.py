"""The form of one unit, filled in with what the list of units and last year's file say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.batch.unit_list import Unit, unit_key
from generator.examination.carrying import carried
from generator.flow.case import last_case
from generator.flow.form_drafts import form_drafts
from generator.form.layout import COVER_PREFIX, Filling
from generator.form.writing import write_form
from generator.standard import Standard, load_standard
from generator.standard.definition import AGENCY, REGION
from generator.words.characters import plain
from generator.writers.publishing import file_name, write_file


class FormTask(NamedTuple):
    """One form to make."""

    unit: Unit
    standard: str
    year: int
    folder: Path
    templates: Path | None = None
    last_year: Path | None = None
    region: str = ""


class HandedOut(NamedTuple):
    """A unit's form, whether it was there before, and what to tell the reviewer about it."""

    path: Path
    before: bool = False
    note: str = ""


def form_path(folder: Path, agency: str, year: int) -> Path:
    """Where the form of a unit stands."""
    return folder / f"{file_name(f'{agency}{year}年度政府信息公开年报填报表')}.xlsx"


def hand_out(task: FormTask) -> HandedOut:
    """Write the form of one unit; one that is there, and may be filled in by now, is left alone."""
    unit, target = task.unit, form_path(task.folder, task.unit.name, task.year)
    if target.exists():
        return HandedOut(target, before=True)
    standard = load_standard(task.standard, task.templates)
    filling, note = _last(standard, task, task.last_year) if task.last_year else (Filling(), "")
    cover = {COVER_PREFIX + key: text for key, text in _cover(standard, unit).items()}
    if task.region and REGION in standard.questions:
        cover[COVER_PREFIX + REGION] = task.region
    filling = replace(filling, values={**filling.values, **cover, COVER_PREFIX + AGENCY: unit.name})
    filling = replace(filling, drafted=form_drafts(task.standard, task.year, task.templates))
    write_file(target, write_form(standard, task.year, filling))
    return HandedOut(target, note=note)


def _last(standard: Standard, task: FormTask, file: Path) -> tuple[Filling, str]:
    last = last_case(file, standard, task.year, task.templates).restated_report
    other = last.agency and unit_key(last.agency) != task.unit.key
    note = f"上年文件 {file.name} 是“{last.agency}”的，带入了它的数，请核对。" if other else ""
    return carried(standard, last), note


def _cover(standard: Standard, unit: Unit) -> dict[str, str]:
    """Other columns of the list whose heads are questions of the cover."""
    given = {plain(head): text.strip() for head, text in unit.answers.items() if text.strip()}
    return {key: given[plain(q.label)] for key, q in standard.questions.items() if plain(q.label) in given}
