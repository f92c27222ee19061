"""The review of a whole folder: verdicts taken in as they come, then what only all of them together can tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from generator.batch.alike_units import Likeness, UnitTexts, alike_finding
from generator.batch.disk_list import DiskList
from generator.batch.unit_check import Judged
from generator.batch.unit_list import Unit, unit_key
from generator.examination.findings import Finding


class Between(NamedTuple):
    """A finding that stands between two units, and the file it belongs to."""

    number: int
    judged: Judged
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
    """Takes verdicts one by one; `judged` keeps of each only the worst findings."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self.units = list(units)
        self.totals = Totals()
        self.judged = DiskList(Judged)
        self.texts = UnitTexts()
        self.files: dict[tuple[str, int], list[str]] = {}
        self.names: dict[str, str] = {}
        self._unusable: list[str] = []

    def take(self, judged: Judged) -> None:
        """One more verdict."""
        self.texts.add(judged.own)
        self.judged.append(replace(judged, findings=judged.worst, own=None))
        if judged.key:
            self.files.setdefault((judged.key, judged.year), []).append(judged.file)
            self.names.setdefault(judged.key, judged.agency)
        if judged.problem and self.units:
            self._unusable.append(judged.file)
        wrong = judged.fails and not judged.problem
        counted = (not judged.fails, wrong, bool(judged.problem), bool(judged.worst))
        self.totals = Totals(*map(sum, zip(self.totals, counted, strict=True)))

    def between(self) -> list[Between]:
        """Units whose own words are those of another."""
        alike: dict[int, list[Likeness]] = {}
        for likeness in self.texts.alike():
            alike.setdefault(likeness.unit, []).append(likeness)
        named = alike.keys() | {likeness.other for found in alike.values() for likeness in found}
        judged = {number: self.judged[number] for number in named}
        return [
            Between(number, judged[number], alike_finding(likeness, judged[likeness.other].unit))
            for number, found in alike.items()
            for likeness in found
            if unit_key(judged[likeness.other].unit) != unit_key(judged[number].unit)
        ]

    def doubled(self) -> dict[str, list[str]]:
        """The files of units that handed in more than one on a year, by the unit's name."""
        return {self.names[key]: files for (key, _), files in self.files.items() if len(files) > 1}

    def missing(self) -> list[Absent]:
        """The units of the list that have not handed in a file that can be used."""
        absent = [unit for unit in self.units if unit.key not in self.names]
        return [Absent(unit, next((file for file in self._unusable if unit.name in file), "")) for unit in absent]

    def unlisted(self) -> list[str]:
        """Units that handed in and do not stand on the list."""
        listed = {unit.key for unit in self.units}
        return [name for key, name in self.names.items() if key not in listed] if self.units else []
