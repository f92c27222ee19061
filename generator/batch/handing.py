"""The making of one unit's form, filled in with what the list of units and last year's file say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.answers.values import plain
from generator.batch.desk import bug_told
from generator.batch.units import Unit, unit_key
from generator.errors import InputError, NianbaoError
from generator.examination.carrying import carried
from generator.examination.examining import examine
from generator.flow.opening import read_answers
from generator.form.layout import COVER_PREFIX, Filling
from generator.form.writing import write_form
from generator.standard import Standard, load_standard
from generator.writers.publishing import file_name, write_file


class Handing(NamedTuple):
    """One form to make."""

    unit: Unit
    standard: str
    year: int
    folder: Path
    templates: Path | None = None
    last_year: Path | None = None


class Handed(NamedTuple):
    """What came of it: the form, whether it was there before, and what to tell the reviewer about it."""

    unit: str
    path: str = ""
    before: bool = False
    problem: str = ""
    note: str = ""


def form_path(folder: Path, agency: str, year: int) -> Path:
    """Where the form of a unit stands."""
    return folder / f"{file_name(f'{agency}{year}年度政府信息公开年报填报表')}.xlsx"


def hand_out(task: Handing) -> Handed:
    """Write the form of one unit; one that is there, and may be filled in by now, is left alone."""
    try:
        return _handed(task)
    except NianbaoError as problem:
        return Handed(task.unit.name, problem=str(problem))
    except Exception as bug:
        return Handed(task.unit.name, problem=bug_told(bug))


def _handed(task: Handing) -> Handed:
    unit, target = task.unit, form_path(task.folder, task.unit.name, task.year)
    if target.exists():
        return Handed(unit.name, str(target), before=True)
    standard = load_standard(task.standard, task.templates)
    filling, note = Filling(), ""
    if task.last_year:
        filling, note = _last(standard, task)
    cover = {COVER_PREFIX + key: text for key, text in _cover(standard, unit).items()}
    filling = replace(filling, values={**filling.values, **cover, f"{COVER_PREFIX}agency": unit.name})
    write_file(target, write_form(standard, task.year, filling))
    return Handed(unit.name, str(target), note=note)


def _last(standard: Standard, task: Handing) -> tuple[Filling, str]:
    assert task.last_year is not None
    try:
        answers = read_answers(task.last_year, task.templates)
    except InputError as problem:
        raise InputError(f"上年文件用不了。{problem}") from None
    last = examine(load_standard(answers.standard, task.templates), answers).report
    if last.year != task.year - 1:
        raise InputError(
            f"上年文件 {task.last_year.name} 是 {last.year} 年度的，{task.year} 年度的表要用 {task.year - 1} 年度的文件带入。"
        )
    other = last.agency and unit_key(last.agency) != task.unit.key
    note = f"上年文件 {task.last_year.name} 是“{last.agency}”的，带入了它的数，请核对。" if other else ""
    return carried(standard, last), note


def _cover(standard: Standard, unit: Unit) -> dict[str, str]:
    """Other columns of the list whose heads are questions of the cover."""
    given = {plain(head): text.strip() for head, text in unit.answers.items() if text.strip()}
    return {key: given[plain(q.label)] for key, q in standard.questions.items() if plain(q.label) in given}


def lost(task: Handing) -> Handed:
    """What came of a unit whose form ended the process making it."""
    return Handed(task.unit.name, problem="生成这份表时程序两次意外中断（可能内存不够），已跳过。请单独生成。")
