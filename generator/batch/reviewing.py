"""The review of a whole folder: verdicts taken in as they come, then what only all of them together can tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from generator.batch.desk import Verdict
from generator.batch.sameness import Library, Likeness, finding_of
from generator.batch.units import Unit, unit_key
from generator.examination.findings import SEVERITY_WORDS, Finding

_RANK = {severity: number for number, severity in enumerate(SEVERITY_WORDS)}
WORST = 3


class Record(NamedTuple):
    """What is kept of a verdict: one row of the review."""

    file: str
    agency: str
    standard: str
    year: int
    counts: tuple[int, int, int]
    problem: str
    worst: str
    first: str
    back: str

    @property
    def unit(self) -> str:
        return self.agency or Path(self.file).stem

    @property
    def fails(self) -> bool:
        return bool(self.problem or self.counts[0])

    @property
    def word(self) -> str:
        if self.problem:
            return "不能用"
        return "退回" if self.counts[0] else "有待填" if self.counts[2] else "可以出报告"


class Between(NamedTuple):
    """A finding that stands between two units, and the record it belongs to."""

    number: int
    record: Record
    finding: Finding


class Absent(NamedTuple):
    """A unit of the list of which there is no report; `file` is one that bears its name and cannot be used."""

    unit: Unit
    file: str = ""

    @property
    def why(self) -> str:
        return f"交来的文件不能用：{self.file}" if self.file else "没有报"


class Totals(NamedTuple):
    """How many files were good, had errors, could not be used, or were not spotless."""

    good: int = 0
    wrong: int = 0
    unusable: int = 0
    noted: int = 0

    @property
    def files(self) -> int:
        return self.good + self.wrong + self.unusable


class Review:
    """Takes verdicts one by one; what grows with the number of files lies on disk."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self.units = list(units)
        self.totals = Totals()
        self.library = Library()
        self.files: dict[str, dict[int, list[str]]] = {}
        self.names: dict[str, str] = {}
        self._unusable: list[str] = []
        self._records = TemporaryFile("w+b")  # noqa: SIM115  (it lives as long as this object)

    def take(self, verdict: Verdict) -> None:
        """One more verdict."""
        self.library.add(verdict.own)
        if verdict.key:
            self.files.setdefault(verdict.key, {}).setdefault(verdict.year, []).append(verdict.file)
            self.names.setdefault(verdict.key, verdict.agency)
        if verdict.problem and self.units:
            self._unusable.append(verdict.file)
        good, wrong, unusable, noted = self.totals
        self.totals = Totals(
            good + (not verdict.fails),
            wrong + (not verdict.problem and verdict.errors > 0),
            unusable + bool(verdict.problem),
            noted + bool(verdict.open),
        )
        record = Record(
            verdict.file,
            verdict.agency,
            verdict.standard,
            verdict.year,
            verdict.counts,
            verdict.problem,
            worst_of(verdict),
            first_of(verdict),
            verdict.back,
        )
        self._records.seek(0, 2)
        self._records.write(json.dumps(record).encode("ascii") + b"\n")

    def records(self) -> Iterator[Record]:
        """The rows of the review in the order of the files."""
        self._records.seek(0)
        for line in self._records:
            file, agency, standard, year, counts, *rest = json.loads(line)
            yield Record(file, agency, standard, year, tuple(counts), *rest)

    def between(self) -> list[Between]:
        """Units whose own words are those of another."""
        alike: dict[int, list[Likeness]] = {}
        for likeness in self.library.alike():
            alike.setdefault(likeness.unit, []).append(likeness)
        named = {likeness.other for found in alike.values() for likeness in found}
        records = {n: record for n, record in enumerate(self.records()) if n in alike or n in named}
        return [
            Between(number, records[number], finding_of(likeness, records[likeness.other].unit))
            for number, found in alike.items()
            for likeness in found
            if unit_key(records[likeness.other].unit) != unit_key(records[number].unit)
        ]

    def twice(self) -> dict[str, list[str]]:
        """The files of units that handed in more than one on a year, by the unit's name."""
        return {
            self.names[key]: files for key, years in self.files.items() for files in years.values() if len(files) > 1
        }

    def missing(self) -> list[Absent]:
        """The units of the list that have not handed in a file that can be used."""
        absent = [unit for unit in self.units if unit.key not in self.files]
        return [Absent(unit, next((file for file in self._unusable if unit.name in file), "")) for unit in absent]

    def unlisted(self) -> list[str]:
        """Units that handed in and do not stand on the list."""
        listed = {unit.key for unit in self.units}
        return [self.names[key] for key in self.files if key not in listed] if self.units else []


def worst_of(verdict: Verdict) -> str:
    """The worst findings in a line each."""
    if verdict.problem:
        return verdict.problem
    first = sorted(verdict.open, key=lambda finding: _RANK[finding.severity])[:WORST]
    return "\n".join(finding_line(finding) for finding in first)


def first_of(verdict: Verdict) -> str:
    """The worst finding as short as it can be: its code, its cell, what it is about."""
    if verdict.problem or not verdict.open:
        return verdict.problem
    worst = min(verdict.open, key=lambda finding: _RANK[finding.severity])
    cell = worst.place.cell or (f"第{worst.place.line}行" if worst.place.line else "")
    return f"{worst.code} {cell} {worst.label}"


def finding_line(finding: Finding) -> str:
    """A finding on one line: severity, code, cell, message."""
    place = f"{finding.place} " if str(finding.place) else ""
    return f"{finding.word} [{finding.code}] {place}{finding.message}"
