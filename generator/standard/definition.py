"""The words of a standard: what may stand in standard.yaml and tables/*.yaml.

Labels are quotations of the official form, to the character; they may carry `{{ year }}` and `{{ next_year }}`.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Annotated, Literal

from generator.standard.strict_definition import Asked, Definition, Key, Label, Pattern, Years
from generator.standard.table_definition import Check, Kind

ChapterMeaning = Literal["overview", "problems", "evaluation", "other"]
# The questions that every standard has; whatever else the rules must know a standard says under `means`.
AGENCY, YEAR, DATE = "agency", "year", "date"
SIGNER, SHORT_NAMES = (
    "signer",
    "short_names",
)  # asked where a standard has them: who signs, what the text calls the office
REGION = "region"  # where the office is, for what its place asks of the report
UNSIGNED = "无"  # the signer of a report that nobody signs
GOVERNMENT, DEPARTMENT = "人民政府", "政府部门"  # choices of the question that means `unit_kind`
ASKED = "cover."  # what an address begins with that is an answer, not a figure
FLOW = ("new", "carried_over", "handled", "carried_forward")  # what a flow of the picture shows, in this order


class Question(Definition):
    """Something asked beside the tables.

    `group` is the heading it stands under in the form; what `keeps` is carried over from last year's file.
    `by_name` tells choices by what the agency's name matches, as the checks suppose them when nothing was chosen.
    `years` and `when` say when it is asked.
    An answer left blank is nothing where that to the question `nothing_without` is 0.
    """

    label: Label
    kind: Kind = "text"
    required: bool = False
    choices: list[Label] = field(default_factory=list)
    guidance: str = ""
    unit: str = ""
    group: str = ""
    keeps: bool = False
    by_name: dict[Label, Pattern] = field(default_factory=dict)
    nothing_without: str = ""
    years: Years = ""
    when: str = ""

    def __post_init__(self) -> None:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("kind 为 choice 时要有 choices，其他时候不要有")
        if others := self.by_name.keys() - set(self.choices):
            raise ValueError(f"by_name 里的“{min(others)}”不在 choices 里")

    def supposed(self, agency: str) -> str:
        """The choice an agency's name speaks for; empty when it speaks for none."""
        return next((choice for choice, pattern in self.by_name.items() if re.search(pattern, agency)), "")


class Part(Definition):
    """A titled part of a chapter with room for text of its own; `years` and `when` say when it is there."""

    title: Label
    guidance: Label
    years: Years = ""
    when: str = ""


class Chapter(Definition):
    """A chapter in the official order; its draft is chapters/<key>.j2. `years` and `when` say when it is there."""

    title: Label
    guidance: Label
    parts: dict[Key, Part] = field(default_factory=dict)
    years: Years = ""
    when: str = ""


class Saying(Definition):
    """How texts tell a number that this form has: its figures, the units behind it and the sayings (rules/mentions.yaml)."""

    label: Label
    figures: Annotated[list[Label], Asked(min_length=1)]
    unit: Pattern
    cue: Label
    says: Annotated[list[Pattern], Asked(min_length=1)]
    topic: Literal["application", "dispute", ""] = ""


class Wanted(Definition):
    """Something a report must say, by the words for it: in a chapter or part or anywhere, with its number where it is counted."""

    name: Label
    words: Pattern
    where: str = ""
    counted: bool = False
    years: Years = ""
    when: str = ""


class Attachment(Definition):
    """A table attached at the end, on a page of its own; its text is chapters/<key>.j2."""

    label: Label
    title: Label
    subtitle: str = ""


class Meanings(Definition):
    """What the rules must find in any form, whatever it is called there; what a form does not have is left out.

    Chapters are slots, a chapter with all its parts: what was done, problems and plans (to be said, if only as []), what
    others think of it, other matters. `unit_kind` is the question whether a government reports or one of its departments,
    `fee_unpaid` the figure of applications dropped because a fee was not paid.
    """

    overview: list[Label] = field(default_factory=list)
    problems: list[Label]
    evaluation: list[Label] = field(default_factory=list)
    other: list[Label] = field(default_factory=list)
    unit_kind: str = ""
    fee_unpaid: str = ""


class Shown(Definition):
    """A number of the picture: the sum of these: `table.row.column`, all details of a row or vertical head, `cover.question`."""

    label: Label
    sum: Annotated[list[Label], Asked(lambda value: [value] if isinstance(value, str) else value, "before")]


class Panel(Definition):
    """A part of the picture: numbers side by side, parts of a whole as bars, or what came in and what became of it.

    A flow shows what came in (`new`, `carried_over`) and what became of it (`handled`, `carried_forward`). Keys of panels
    and of what they show are the same in all standards, so that years on several forms stand beside each other.
    """

    title: Label
    kind: Literal["numbers", "parts", "flow"]
    shows: Annotated[dict[Key, Shown], Asked(min_length=1)]

    def __post_init__(self) -> None:
        if self.kind == "flow" and tuple(self.shows) != FLOW:
            raise ValueError(f"kind 为 flow 时 shows 依次是 {'、'.join(FLOW)}")


class Law(Definition):
    """What the form rests on: the law, the articles on the report, the deadline, the reply limit of the years."""

    basis: Label
    articles: Label
    deadline: Label
    source: Label


class StandardFile(Definition):
    """standard.yaml: who issued the form, for which years and units, what is asked, and the chapters in order.

    With `official_chapters` the titles and their order are prescribed, not only customary.
    """

    name: Label
    issuer: Label
    document: Label
    sources: Annotated[list[Label], Asked(min_length=1)]
    years: Annotated[str, Asked(pattern=r"^\d{4}-(\d{4})?$")]
    units: Label
    kind: Literal["行政机关", "高校", "公共企事业单位"] = "行政机关"
    default: bool = False
    region: str = ""
    law: Law
    report_title: Label
    period: Label = "{{ year }}年度"
    questions: dict[Key, Question]
    official_chapters: bool = False
    chapters: Annotated[dict[Key, Chapter], Asked(min_length=1)]
    means: Meanings
    attachments: dict[Key, Attachment] = field(default_factory=dict)
    picture: dict[Key, Panel] = field(default_factory=dict)
    sayings: dict[Key, Saying] = field(default_factory=dict)
    wanted: dict[Key, Wanted] = field(default_factory=dict)
    tables: list[Key] = field(default_factory=list)
    checks: dict[str, Check] = field(default_factory=dict)

    @property
    def span(self) -> tuple[int, int]:
        first, _, last = self.years.partition("-")
        return int(first), int(last) if last else 9999
