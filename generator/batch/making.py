"""The making of one unit's report: examined, drafted, written and read back where its file is read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.batch.desk import LOST, Examine, bug_told, counted, told_without_name
from generator.errors import NianbaoError
from generator.examination.findings import verdict
from generator.writers.publishing import publish


class Order(NamedTuple):
    """How reports are made: where they go, in which formats, and what may stand in their way."""

    folder: Path
    formats: tuple[str, ...]
    layout: Path | None = None
    mark: str = ""
    final: bool = False


class Making(NamedTuple):
    """One report to make."""

    file: Path
    told: str
    examine: Examine
    order: Order
    templates: Path | None = None
    last_year: Path | None = None
    key: str = ""


class Made(NamedTuple):
    """What came of it: the files, or the reason why there are none (`refused` by findings, or a `problem`)."""

    told: str
    agency: str = ""
    files: tuple[str, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    refused: str = ""
    problem: str = ""
    key: str = ""
    kept: tuple[str, ...] = ()
    before: bool = False

    @property
    def unit(self) -> str:
        return self.agency or Path(self.told).stem

    @property
    def fails(self) -> bool:
        return bool(self.refused or self.problem)


def make(task: Making | Made) -> Made:
    """Make one report, unless it was made before; never raises for what a file holds."""
    if isinstance(task, Made):
        return task
    try:
        return _made(task)
    except NianbaoError as problem:
        return Made(task.told, problem=told_without_name(problem, task.file))
    except Exception as bug:
        return Made(task.told, problem=bug_told(bug))


def _made(task: Making) -> Made:
    order = task.order
    found = task.examine(task.file, task.last_year, task.templates, order.mark)
    made = Made(task.told, found.examination.report.agency, counts=counted(found.findings), key=task.key)
    if made.counts[0] and not order.mark:
        return made._replace(refused=verdict(found.findings))
    if order.final and made.counts[2]:
        return made._replace(refused=f"不能定稿：还有 {made.counts[2]} 处待填")
    written = publish(found.document, order.folder, order.formats, order.layout)
    kept = tuple(file.kept.name for file in written if file.kept)
    return made._replace(files=tuple(file.path.name for file in written), kept=kept)


def lost(task: Making | Made) -> Made:
    """What came of a file that ended the process reading it."""
    return Made(task.told, problem=LOST)
