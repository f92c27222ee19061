"""The review of a whole folder: verdicts taken in as they come, then what only all of them together can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.batch.alike_units import Likeness, UnitTexts, alike_finding
from generator.batch.disk_list import DiskList
from generator.batch.folder_findings import as_file_says, misnamed, not_listed, other_form, same_figures
from generator.batch.unit_check import Judged
from generator.batch.unit_list import Unit, unit_key
from generator.batch.unit_names import UnitNames
from generator.examination.findings import UNKNOWN_NAME, Finding


class Between(NamedTuple):
    """A finding that only the other files, or the list, lead to, and the file it belongs to."""

    number: int
    judged: Judged
    finding: Finding


class Absent(NamedTuple):
    """A unit of the list of which there is no report that can be taken for its own.

    `file` is one that bears its name and cannot be used, or that seems to be its: then `like` says why.
    """

    unit: Unit
    file: str = ""
    like: str = ""

    @property
    def why(self) -> str:
        if self.like:
            return f"{self.like}：{self.file}"
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


class _Seen(NamedTuple):
    """What is kept of a file in memory: its unit's key, its own name, its form, its mark."""

    key: str
    agency: str
    form: tuple[str, int]
    mark: str
    file: str


class Review:
    """Takes verdicts one by one; `judged` keeps of each only the worst findings."""

    def __init__(self, units: Sequence[Unit] = ()) -> None:
        self.names = UnitNames(units)
        self.judged = DiskList(Judged)
        self.texts = UnitTexts()
        self._seen: list[_Seen] = []
        self._unusable: list[str] = []
        self._held: dict[str, str] = {}

    def take(self, judged: Judged) -> None:
        """One more verdict."""
        self.texts.add(judged.own)
        self.judged.append(replace(judged, findings=judged.worst, own=None, numbers=()))
        owner = self.owner(judged)
        key = owner.key if owner else judged.key
        form = ("", 0) if judged.problem else (judged.standard, judged.year)
        self._seen.append(_Seen(key, judged.agency or (owner.name if owner else ""), form, judged.mark, judged.file))
        if judged.problem:
            self._unusable.append(judged.file)
        for finding in judged.findings:
            if finding.code == UNKNOWN_NAME:  # a second unit's sheets in the file
                said = finding.message.replace(judged.agency, "") if judged.agency else finding.message
                held = self.names.in_text(said)
                self._held |= {held.key: judged.file} if held else {}

    def owner(self, judged: Judged) -> Unit | None:
        """The unit of the list whose file it is; that of a file that names none is told by what the file is called."""
        if judged.agency or judged.problem:
            return self.names.unit(judged.agency)
        return self.names.in_text(Path(judged.file).stem)

    def holder(self, judged: Judged) -> Unit | None:
        """The unit that surely handed a file in: its owner, unless the file is called by another unit's name."""
        owner = self.owner(judged)
        if judged.problem:
            return owner or self.names.in_text(Path(judged.file).stem)
        return None if judged.agency and self._called(judged) else owner

    def between(self) -> list[Between]:
        """What only all files together, and the list, tell of each, in the order of the files."""
        found = [*self._alike(), *self._named(), *self._of_another_form(), *self._same()]
        return sorted(found, key=lambda one: one.number)

    def verdicts(self, between: Iterable[Between]) -> Iterator[Judged]:
        """All verdicts, each with the errors that stand between the files; D2 is told apart."""
        more: dict[int, list[Finding]] = {}
        for one in between:
            if one.finding.severity == "error":
                more.setdefault(one.number, []).append(one.finding)
        for number, judged in enumerate(self.judged):
            yield judged.with_more(more[number]) if number in more else judged

    def totals(self, between: Iterable[Between]) -> Totals:
        """How many files there are of each kind."""
        counted = [0, 0, 0, 0]
        for judged in self.verdicts(between):
            counted[2 if judged.problem else 1 if judged.fails else 0] += 1
            counted[3] += bool(judged.worst)
        return Totals(*counted)

    def doubled(self) -> dict[str, list[str]]:
        """The files of units that handed in more than one on a year, by the unit's name; one called by another unit's is told as that."""
        files: dict[tuple[str, int], list[_Seen]] = {}
        for one in self._seen:
            if one.key and one.form[1] and not self._called(one):
                files.setdefault((one.key, one.form[1]), []).append(one)
        return {found[0].agency: [one.file for one in found] for found in files.values() if len(found) > 1}

    def missing(self) -> list[Absent]:
        """The units of the list that have no file that can be used and is surely theirs."""
        had = {one.key for one in self._seen}
        near = {unit.key: (file, f"像是它的，名称写的是“{name}”") for name, unit, file in self._proposed()}
        near = {key: (file, "像是在别的单位的文件里") for key, file in self._held.items()} | near
        absent = (unit for unit in self.names.units if unit.key not in had)
        return [
            Absent(unit, *near[unit.key]) if unit.key in near else Absent(unit, self._unusable_of(unit))
            for unit in absent
        ]

    def _unusable_of(self, unit: Unit) -> str:
        called = (file for file in self._unusable if unit_key(unit.name) in unit_key(file))
        return next(called, "")

    @property
    def standard(self) -> str:
        """The standard that most files have; empty when none could be used."""
        return self._most[0]

    @property
    def year(self) -> int:
        """The year that most files have; 0 when none could be used."""
        return self._most[1]

    @property
    def _most(self) -> tuple[str, int]:
        forms = Counter(one.form for one in self._seen if one.form[1])
        return max(forms, key=lambda form: (forms[form], form)) if forms else ("", 0)

    def unlisted(self) -> list[str]:
        """Units that handed in and do not stand on the list."""
        if not self.names.units:
            return []
        return list(dict.fromkeys(one.agency for one in self._seen if one.agency and not self.names.unit(one.agency)))

    def _proposed(self) -> Iterator[tuple[str, Unit, str]]:
        """Each name not on the list, the unit it is like, and its file; or the unit the file is called by."""
        for one in self._seen:
            if one.agency and self.names.units and not self.names.unit(one.agency):
                if near := self.names.like(one.agency):
                    yield one.agency, near, one.file
            elif one.agency and (called := self._called(one)):
                yield one.agency, called, one.file

    def _called(self, one: _Seen | Judged) -> Unit | None:
        """The unit a file is called by, when that is another than it is of."""
        if unit_key(one.agency) in unit_key(one.file):
            return None
        owner, called = self.names.unit(one.agency), self.names.in_text(Path(one.file).stem)
        return called if called and called != owner else None

    def _named(self) -> Iterator[Between]:
        if not self.names.units:
            return
        for number, one in enumerate(self._seen):
            if not one.agency:
                continue
            judged = self.judged[number]
            if not self.names.unit(one.agency):
                yield Between(number, judged, not_listed(judged, self.names.like(one.agency)))
            elif not judged.agency:
                yield Between(number, judged, as_file_says(judged, one.agency))
            elif called := self._called(one):
                yield Between(number, judged, misnamed(judged, called))

    def _of_another_form(self) -> Iterator[Between]:
        forms = Counter(one.form for one in self._seen if one.form[1])
        if len(forms) < 2:
            return
        (most, count), (_, next_most) = forms.most_common(2)
        if count == next_most:
            return  # a folder of several years, not a slip
        for number, one in enumerate(self._seen):
            if one.form[1] and one.form != most:
                judged = self.judged[number]
                yield Between(number, judged, other_form(judged, most, count))

    def _same(self) -> Iterator[Between]:
        marked: dict[str, list[int]] = {}
        for number, one in enumerate(self._seen):
            if one.mark:
                marked.setdefault(one.mark, []).append(number)
        for numbers in marked.values():
            if len({self._seen[number].key for number in numbers}) > 1:
                for number in numbers:
                    others = [self._seen[n].agency for n in numbers if self._seen[n].key != self._seen[number].key]
                    judged = self.judged[number]
                    yield Between(number, judged, same_figures(judged, others[0]))

    def _alike(self) -> Iterator[Between]:
        """Units whose own words are those of another."""
        alike: dict[int, list[Likeness]] = {}
        for likeness in self.texts.alike():
            alike.setdefault(likeness.unit, []).append(likeness)
        named = alike.keys() | {likeness.other for found in alike.values() for likeness in found}
        judged = {number: self.judged[number] for number in named}
        for number, found in alike.items():
            for likeness in found:
                if unit_key(judged[likeness.other].unit) != unit_key(judged[number].unit):
                    yield Between(number, judged[number], alike_finding(likeness, judged[likeness.other].unit))
