"""One unit's file in a folder: the task of examining it, and what is known of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from generator.batch.unit_list import unit_key
from generator.examination.findings import Finding, counts
from generator.examination.report import Report
from generator.flow.case import Case, open_case


@dataclass(frozen=True)
class FileTask:
    """One file to work on; `told` is what the user knows it by: its path within the folder."""

    file: Path
    told: str
    templates: Path | None = None
    last_year: Path | None = None


@dataclass(frozen=True)
class UnitFile:
    """A file that was examined, `counts` being its errors, warnings and blanks; or the `problem` why it cannot be used."""

    file: str
    agency: str = ""
    standard: str = ""
    year: int = 0
    counts: tuple[int, int, int] = (0, 0, 0)
    problem: str = ""

    @classmethod
    def unusable(cls, task: FileTask, problem: str) -> Self:
        """A file that cannot be used, and why, without its name, which is told beside it."""
        return cls(task.told, problem=problem.removeprefix(f"{task.file.name}："))

    @property
    def unit(self) -> str:
        """What the unit is called: its agency, or its file where that is not known."""
        return self.agency or Path(self.file).stem

    @property
    def key(self) -> str:
        return unit_key(self.agency)

    @property
    def fails(self) -> bool:
        return bool(self.problem or self.counts[0])


def case_of(task: FileTask, mark: str = "") -> Case:
    """The case of a task's file; raises NianbaoError when it cannot be used."""
    return open_case(task.file, task.templates, task.last_year, mark)


def examined_fields(
    told: str, report: Report, findings: Iterable[Finding]
) -> tuple[str, str, str, int, tuple[int, int, int]]:
    """The fields of a UnitFile that was examined."""
    found = counts(findings)
    return told, report.agency, report.standard, report.year, (found["error"], found["warning"], found["unfilled"])
