"""The whole as the sum of its units, cell by cell. A cell is blank only where every unit left it blank; text is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from generator.answers.answer import Answer, Answers
from generator.batch.contribution import Contribution, added_names
from generator.batch.unit_list import unit_key
from generator.batch.unit_names import UnitNames
from generator.document.places import Place
from generator.examination.findings import Finding, number_text, with_names
from generator.examination.report import Number, Report
from generator.form.layout import COVER_PREFIX
from generator.standard.definition import AGENCY
from generator.standard.model import Standard

NOT_THE_SUM = "A9"
NAMED = 5  # files alike that are named


class Sum:
    """The running sum of contributions of one standard: numbers, and who left what blank."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.names = added_names(standard)
        self.numbers: list[Number | None] = [None] * len(self.names)
        self.blanks: list[int] = [0] * len(self.names)
        self.open: dict[str, int] = {}
        self.units = 0
        self.within: list[str] = []
        asked = {f"{COVER_PREFIX}{key}": question.nothing_without for key, question in standard.questions.items()}
        at = {name: number for number, name in enumerate(self.names)}
        self.nothing_without = {name: at[f"{COVER_PREFIX}{key}"] for name, key in asked.items() if key and name in at}

    def add(self, given: Contribution) -> None:
        """One more unit."""
        self.units += 1
        self.within.extend(given.names)
        blank = 0
        for at, number in enumerate(self._with_nothing(given.numbers)):
            if number is None:
                self.blanks[at] += 1
                blank += not self.names[at].startswith(COVER_PREFIX)
            else:
                before = self.numbers[at]
                self.numbers[at] = number if before is None else before + number
        if blank:
            self.open[given.unit] = blank

    def _with_nothing(self, numbers: Sequence[Number | None]) -> Iterator[Number | None]:
        """The numbers, 0 for those of the cover left blank because there was nothing to tell."""
        for name, number in zip(self.names, numbers, strict=True):
            key = self.nothing_without.get(name)
            yield 0 if number is None and key is not None and numbers[key] == 0 else number

    def totals(self) -> dict[str, Number]:
        """The sums by name. A number of the cover, which a unit need not give, counts only when all have given it."""
        return {
            name: number
            for name, number, blanks in zip(self.names, self.numbers, self.blanks, strict=True)
            if number is not None and not (name.startswith(COVER_PREFIX) and blanks)
        }

    def left_open(self) -> list[tuple[str, Number, int]]:
        """Numbers of the cover that only some units gave: the question's label, their sum, how many did not."""
        return [
            (self.standard.questions[name.removeprefix(COVER_PREFIX)].label, number, blanks)
            for name, number, blanks in zip(self.names, self.numbers, self.blanks, strict=True)
            if name.startswith(COVER_PREFIX) and number is not None and blanks
        ]

    def answers(self, agency: str, year: int, source: str) -> Answers:
        """The whole as answers; everything that is not a number is left to whoever reports on it."""
        place = Place(file=source)
        texts = {name: Answer(number_text(number), place) for name, number in self.totals().items()}
        questions = {n.removeprefix(COVER_PREFIX): a for n, a in texts.items() if n.startswith(COVER_PREFIX)}
        if agency:
            questions = {AGENCY: Answer(agency, place), **questions}
        figures = {name: answer for name, answer in texts.items() if not name.startswith(COVER_PREFIX)}
        return Answers(self.standard.id, year, source, figures, questions, {}, {}, within=tuple(self.within))


class Refusal(NamedTuple):
    """Why something cannot be added, and the files it is about."""

    reason: str
    files: tuple[str, ...]


def form_of_most(given: Iterable[Contribution]) -> tuple[str, int]:
    """The standard and the year that most files have."""
    counted = Counter((one.standard, one.year) for one in given if not one.problem)
    return max(counted, key=lambda form: (counted[form], form)) if counted else ("", 0)


def refusals(given: Sequence[Contribution], names: UnitNames | None = None) -> list[Refusal]:
    """Everything that stands in the way of a sum, errors of units apart; no numbers are needed for it.

    With the units of a list, also whoever is not on it.
    """
    standard, year = form_of_most(given)
    found = [Refusal(f"不能用：{one.problem}", (one.file,)) for one in given if one.problem]
    usable = [one for one in given if not one.problem]
    found += [
        Refusal(
            f"“{one.unit}”的是 {one.year} 年度、{one.standard} 格式的，"
            f"其他单位的是 {year} 年度、{standard} 格式的，不能相加",
            (one.file,),
        )
        for one in usable
        if (one.standard, one.year) != (standard, year)
    ]
    found += [
        Refusal("没有写编制机关，不知道是哪个单位的。请在封面写上全称", (one.file,)) for one in usable if not one.key
    ]
    return found + _counted_twice(usable, names) + (_not_listed(usable, names) if names else [])


def alike(given: Iterable[Contribution]) -> list[Refusal]:
    """Files under different names that are alike in figures and words: most likely one unit's."""
    marked: dict[str, list[Contribution]] = {}
    for one in given:
        if one.mark and not one.problem:
            marked.setdefault(one.mark, []).append(one)
    return [
        Refusal(
            f"“{'”和“'.join(list(dict.fromkeys(one.unit for one in same))[:NAMED])}”"
            f"{f'等 {len(same)} 份' if len(same) > NAMED else ''}的数和文字完全一样，"
            "像是同一份交了两次、写了两个名称；查清以后只留一个",
            tuple(one.file for one in same[:NAMED]),
        )
        for same in marked.values()
        if len({one.key for one in same}) > 1
    ]


def _not_listed(given: Iterable[Contribution], names: UnitNames) -> list[Refusal]:
    """Units that are not on the list, each with the one it is like; and files called by the name of another unit."""
    found = []
    for one in given:
        listed = names.unit(one.agency)
        called = names.in_text(Path(one.file).stem)
        if one.key and listed is None and not all(names.unit(name) for name in one.within or ("",)):
            near = names.like(one.agency)
            told = f"，最像“{near.name}”：是的话改编制机关，或者在名单“简称”一栏写上这个名称" if near else ""
            found.append(Refusal(f"“{one.agency}”不在名单上{told}", (one.file,)))
        elif listed and called and called.key != listed.key and unit_key(one.agency) not in unit_key(one.file):
            found.append(
                Refusal(f"文件名是“{called.name}”，编制机关写的是“{listed.name}”；请查清是哪个单位的", (one.file,))
            )
    return found


def _counted_twice(given: Sequence[Contribution], names: UnitNames | None) -> list[Refusal]:
    """Units that would be counted twice: two files of one, or a file and a sum that holds it."""
    marks = Counter(
        hash(key) for key, _, _ in _spoken_for(given, names)
    )  # no names: almost all come once, and may be many
    files: dict[str, list[str]] = {}
    called: dict[str, str] = {}
    for key, name, file in _spoken_for(given, names):
        if marks[hash(key)] > 1:
            files.setdefault(key, []).append(file)
            called.setdefault(key, name)
    together: dict[tuple[str, ...], list[str]] = {}
    for key, told in files.items():
        if len(told) > 1:
            together.setdefault(tuple(told), []).append(called[key])
    return [
        Refusal(
            f"“{units[0]}”{f'等 {len(units)} 个单位' if len(units) > 1 else ''}会算两次：几个文件都是它的，或者已经含有它的数；请只留一个",
            told,
        )
        for told, units in together.items()
    ]


def _spoken_for(given: Sequence[Contribution], names: UnitNames | None) -> Iterator[tuple[str, str, str]]:
    """Every unit whose figures some file holds: its key, that of its full name where the list knows it, its name, the file."""
    for one in given:
        for name in one.names:
            listed = names.unit(name) if names else None
            yield (listed.key if listed else unit_key(name)), name, one.file


def not_the_sum(standard: Standard, report: Report, answers: Answers, totals: dict[str, Number]) -> list[Finding]:
    """Where a given report of the whole is not the sum of the units (A9), cell by cell in reading order."""
    found = []
    for number, name in enumerate(name for name in added_names(standard) if not name.startswith(COVER_PREFIX)):
        given = report.number(name)
        left, right = Decimal(given or 0), Decimal(totals.get(name) or 0)
        if left == right:
            continue
        label = standard.name_of(standard.figures[name], report.year).printed
        filled = "没有填" if given is None else f"填的是 {number_text(given)}"
        message = f"{label}{filled}，各单位之和是 {number_text(right)}，相差 {number_text(abs(left - right))}"
        advice = f"按汇总表“各单位数”逐个单位核对这一格，改成 {number_text(right)}，或者改正单位的数"
        place, order = answers.place(name), (list(standard.tables).index(standard.figures[name].table), number)
        told = Finding(NOT_THE_SUM, "error", place, label, message, advice, "", left, right, order, name)
        found.append(with_names(told, standard, report.year))
    return found
