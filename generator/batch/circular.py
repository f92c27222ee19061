"""The circular (通报) of a year, the reminder, and the notes to units: drafted by templates from what was counted, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateError

from generator.batch.folder_review import Absent
from generator.batch.hand_in_log import HandIn, first_seen, kind_of_unit
from generator.batch.unit_check import Judged
from generator.batch.unit_list import Unit
from generator.document.blocks import Block, Closing, Document, Heading, Paragraph, Title
from generator.errors import DefinitionError
from generator.examination.findings import (
    BAD_VALUE,
    EARLY_DATE,
    NOT_LISTED,
    OTHER_FORM,
    OTHER_YEAR,
    SAME_FIGURES,
    UNKNOWN_NAME,
)
from generator.proofreading.catalogue import catalogue
from generator.standard.drafts import environment
from generator.standard.library import templates_folder
from generator.standard.model import Standard
from generator.words.days import date_text

FOLDER = "circular"
MOST_FAULTS = 8
_TITLE_PARTS = re.compile(r"^.+?年度报告|.+$")  # the title breaks behind what it is on
_UNSIGNED = Closing("【待补充：发文机关】", "【待补充：发文日期】")
_CHAPTER = re.compile(r"[一二三四五六七八九十]+、")
_OWN = {
    BAD_VALUE: "数字、日期填写不符合要求",
    UNKNOWN_NAME: "表里有多余或者重复的工作表、填报项",
    OTHER_YEAR: "报告年度填写错误",
    EARLY_DATE: "成文日期早于年度结束",
    NOT_LISTED: "编制机关名称填写不规范",
    OTHER_FORM: "用错年度或格式",
    SAME_FIGURES: "数字和别的单位完全相同",
}


class Standing(NamedTuple):
    """How a unit of the list stands: until when it was to hand in, what it handed in, its last verdict, or why it has none."""

    unit: Unit
    deadline: dt.date
    entries: tuple[HandIn, ...] = ()
    judged: Judged | None = None
    absent: Absent | None = None

    @property
    def handed_in(self) -> bool:
        return self.judged is not None and not self.judged.problem

    @property
    def first(self) -> dt.date | None:
        """The day a file of its that could be used was first seen."""
        return first_seen(self.entries)

    @property
    def late(self) -> bool:
        return self.handed_in and self.first is not None and self.first > self.deadline

    @property
    def returned(self) -> bool:
        """Whether anything it handed in had errors."""
        return self.handed_in and (any(one.errors for one in self.entries) or self.wrong)

    @property
    def wrong(self) -> bool:
        return self.judged is not None and bool(self.judged.counts[0])

    @property
    def praised(self) -> bool:
        """In time, and nothing to say about what it handed in first and last."""
        if not self.handed_in or self.late or self.judged is None:
            return False
        first = min(self.entries, key=lambda one: one.day, default=None)
        spotless = first is None or not (first.problem or first.errors or first.warnings)
        return spotless and not (self.judged.counts[0] or self.judged.counts[1])

    @property
    def word(self) -> str:
        """How it stands, in a word."""
        if self.handed_in:
            return "逾期" if self.late else "按时"
        if self.absent is None or not self.absent.file:
            return "没有报"
        return "名称待核实" if self.absent.like else "文件不能用"


class Fault(NamedTuple):
    """A kind of fault: what it is, how many units have it, at how many places."""

    title: str
    units: int
    places: int


class UnitKind(NamedTuple):
    """The units of a kind: how many are due, have handed in, were late."""

    name: str
    due: int
    handed_in: int
    late: int


class Circular:
    """What is counted of all standings, and the texts drafted from it."""

    def __init__(self, standings: Sequence[Standing], standard: Standard, year: int, today: dt.date) -> None:
        self.standings, self.standard, self.year, self.today = standings, standard, year, today
        self.templates: Path | None = None

    @cached_property
    def kinds(self) -> list[UnitKind]:
        """The units by kind, in the order of the list."""
        kinds: dict[str, list[Standing]] = {}
        for one in self.standings:
            kinds.setdefault(kind_of_unit(one.unit), []).append(one)
        return [
            UnitKind(name, len(those), sum(one.handed_in for one in those), sum(one.late for one in those))
            for name, those in kinds.items()
        ]

    def faults(self) -> list[Fault]:
        """The kinds of faults, errors and warnings, of what was handed in last, the commonest first."""
        units: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for one in self.standings:
            found = [f for f in one.judged.open if f.severity != "unfilled"] if one.judged else []
            places.update(self._title(finding.code) for finding in found)
            units.update({self._title(finding.code) for finding in found})
        return [Fault(title, n, places[title]) for title, n in sorted(units.items(), key=lambda one: (-one[1], one[0]))]

    def _title(self, code: str) -> str:
        rules = catalogue(self.templates).rules
        if code in rules:
            return f"{rules[code].title}（{code}）"
        checks = {c: check for table in self.standard.tables.values() for c, check in table.checks.items()}
        checks |= self.standard.file.checks
        said = checks[code].says if code in checks else _OWN.get(code, "填写不符合要求")
        return f"{said.rstrip('。')}（{code}）" if code in checks else f"{said}（{code}）"

    def document(self, place: str) -> Document:
        """The draft of the circular, of a place such as 示例县."""
        told = self._rendered("circular.j2", self._facts(place))
        first, *lines = [line.strip() for line in told.splitlines() if line.strip()]
        return Document(
            first, "", self.year, (Title(tuple(_TITLE_PARTS.findall(first))), *map(_block, lines), _UNSIGNED)
        )

    def _facts(self, place: str) -> dict[str, object]:
        names = _names
        here, absent = self.standings, [one for one in self.standings if not one.handed_in]
        return {
            "place": place,
            "due": len(here),
            "handed_in": sum(one.handed_in for one in here),
            "in_time": names(one for one in here if one.handed_in and not one.late),
            "late": names(one for one in here if one.late),
            "missing": names(one for one in absent if one.word == "没有报"),
            "unusable": names(one for one in absent if one.word == "文件不能用"),
            "unclear": names(one for one in absent if one.word == "名称待核实"),
            "returned": names(one for one in here if one.returned),
            "returned_now": names(one for one in here if one.handed_in and one.wrong),
            "mended": names(one for one in here if one.returned and not one.wrong),
            "noted": sum(bool(one.handed_in and one.judged and one.judged.counts[1]) for one in here),
            "praised": names(one for one in here if one.praised),
            "kinds": self.kinds if len(self.kinds) > 1 else [],
            "faults": self.faults()[:MOST_FAULTS],
        }

    def reminder(self) -> str:
        """The text that calls for what has not come."""
        absent = [one for one in self.standings if not one.handed_in]
        told = [
            {
                "name": one.unit.name,
                "deadline": date_text(one.deadline),
                "over": self.today > one.deadline,
                "file": one.absent.file if one.absent else "",
                "why": one.absent.why if one.absent else "",
                "problem": one.judged.problem if one.judged else "",
                "word": one.word,
            }
            for one in absent
        ]
        by_word = {
            key: [one for one in told if one["word"] == word]
            for key, word in (("missing", "没有报"), ("unusable", "文件不能用"), ("unclear", "名称待核实"))
        }
        return self._rendered("reminder.j2", by_word)

    def note(self, judged: Judged, unit: str, listed: Iterable[str]) -> str:
        """The note to a unit with its findings, a line each."""
        told = {"unit": unit, "file": judged.file, "problem": judged.problem, "back": judged.back}
        return self._rendered(
            "note.j2",
            {**told, "verdict": judged.as_data()["verdict"], "errors": judged.counts[0], "listed": list(listed)},
        )

    def _rendered(self, name: str, facts: dict[str, object] | dict[str, list[dict[str, object]]]) -> str:
        own = self.templates / FOLDER / name if self.templates else None
        source = own if own and own.is_file() else templates_folder() / FOLDER / name
        try:
            template = environment().from_string(source.read_text(encoding="utf-8"))
            return template.render(year=self.year, today=date_text(self.today), **facts).strip() + "\n"
        except TemplateError as problem:
            raise DefinitionError([f"{source.name}：{problem}"]) from None


def _names(standings: Iterable[Standing]) -> list[str]:
    return [one.unit.name for one in standings]


def _block(line: str) -> Block:
    if _CHAPTER.match(line):
        return Heading(1, line)
    return Paragraph(line)
