"""The words of a standard: what may stand in standard.yaml and tables/*.yaml.

Labels are quotations of the official form, to the character; they may carry `{{ year }}` and `{{ next_year }}`.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import Annotated, Literal

from generator.standard.strict_definition import Asked, Definition, Key, Label, Pattern, alone

Kind = Literal["count", "signed_count", "money", "amount", "text", "date", "link", "yes_no", "choice", "year"]
NUMBERS: frozenset[Kind] = frozenset({"count", "signed_count", "money", "amount"})
ChapterMeaning = Literal["overview", "problems", "evaluation", "other"]
# The questions that every standard has; whatever else the rules must know a standard says under `means`.
AGENCY, YEAR, DATE = "agency", "year", "date"
SIGNER, SHORT_NAMES = (
    "signer",
    "short_names",
)  # asked where a standard has them: who signs, what the text calls the office
UNSIGNED = "无"  # the signer of a report that nobody signs
GOVERNMENT, DEPARTMENT = "人民政府", "政府部门"  # choices of the question that means `unit_kind`
FLOW = ("new", "carried_over", "handled", "carried_forward")  # what a flow of the picture shows, in this order
Severity = Literal["error", "warning", "input", "unfilled", "text", "human"]
StubPart = Literal["code", "group", "label", "unit"]

Columns = dict[Key, Annotated["Column", alone("label")]]
Rows = dict[Key, Annotated["Row", alone("label")]]


class Column(Definition):
    """A column of the boxhead, or a spanner when it has columns of its own."""

    label: Label
    columns: Columns = field(default_factory=dict)
    sum: list[Key] = field(default_factory=list)
    kind: Kind | None = None
    unit: str = ""
    optional: bool = False


class Row(Definition):
    """A row of figures; with `rows` it is followed by the rows below it.

    `head: above` makes it a line without figures over its rows, `head: beside` a vertical head at the left of its rows.
    Without `head` it has figures itself and its rows are details of it (其中).
    """

    label: str
    rows: Rows = field(default_factory=dict)
    head: Literal["above", "beside"] | None = None
    sum: list[Key] = field(default_factory=list)
    kind: Kind | None = None
    unit: str = ""
    code: str = ""
    optional: bool = False

    def __post_init__(self) -> None:
        if self.head and not self.rows:
            raise ValueError("有 head 就要有 rows")
        if self.head and self.sum:
            raise ValueError("head 行没有数，不能有 sum")


class Band(Definition):
    """A section of a stacked table with heads of its own; `label` is the line printed across its top."""

    label: str = ""
    stub: dict[StubPart, str] = field(default_factory=dict)
    columns: Columns
    rows: Rows
    unit: str = ""


class Rule(Definition):
    """One equation of a check, with a condition and a sentence of its own if it needs them."""

    rule: Label
    when: str = ""
    says: str = ""


class Check(Definition):
    """A 勾稽关系 or another rule of the form, under its code.

    `skip` leaves rows or columns out that the check would range over.
    `rule`/`rules` are linear equations in text, `total` names a row or column with a `sum`. A check with neither is
    applied elsewhere: on reading (input), as a blank (unfilled), in the examination of text (text), or by a person (human).
    """

    severity: Severity = "error"
    rule: str = ""
    rules: list[Annotated[Rule, alone("rule")]] = field(default_factory=list)
    total: Annotated[list[Key], Asked(lambda value: [value] if isinstance(value, str) else value, "before")] = field(
        default_factory=list
    )
    skip: list[Key] = field(default_factory=list)
    when: str = ""
    years: str = ""
    says: Label
    advice: str = ""
    source: Label

    def __post_init__(self) -> None:
        ways = bool(self.rule) + bool(self.rules) + bool(self.total)
        if self.severity in ("error", "warning") and ways != 1:
            raise ValueError("rule、rules、total 要有其中一个，且只能有一个")
        if self.severity not in ("error", "warning") and ways:
            raise ValueError(f"severity 为 {self.severity} 时不写 rule、rules、total")

    @property
    def equations(self) -> list[Rule]:
        return self.rules or ([Rule(rule=self.rule, when=self.when)] if self.rule else [])


class Table(Definition):
    """One statistical table: either `columns` and `rows`, or `bands` stacked under one frame.

    `stub` names the columns at the left and their heads, in order; a table without stub has no row labels.
    `row_needs: any` asks for one cell of each row only (a link or a reason), not for all.
    `widths` are the widths of all printed columns in millimetres (156 on the page); without them they are computed.
    """

    title: Label
    sheet: Annotated[str, Asked(min_length=1, max_length=28, pattern=r"^[^\[\]:*?/\\']+$")]
    unit: str = ""
    stub: dict[StubPart, str] = field(default_factory=dict)
    columns: Columns = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    bands: dict[Key, Band] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    asks: str = ""
    row_needs: Literal["all", "any"] = "all"
    widths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if bool(self.bands) == bool(self.columns and self.rows):
            raise ValueError("要么写 columns 和 rows，要么写 bands")

    @property
    def stacked(self) -> list[Band]:
        """The bands; a plain table is one band."""
        if self.bands:
            return [b if b.stub else replace(b, stub=self.stub) for b in self.bands.values()]
        return [Band(stub=self.stub, columns=self.columns, rows=self.rows, unit=self.unit)]


class Question(Definition):
    """Something asked beside the tables.

    `group` is the heading it stands under in the form; what `keeps` is carried over from last year's file.
    `by_name` tells choices by what the agency's name matches, as the checks suppose them when nothing was chosen.
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

    def __post_init__(self) -> None:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("kind 为 choice 时要有 choices，其他时候不要有")
        if others := self.by_name.keys() - set(self.choices):
            raise ValueError(f"by_name 里的“{min(others)}”不在 choices 里")

    def supposed(self, agency: str) -> str:
        """The choice an agency's name speaks for; empty when it speaks for none."""
        return next((choice for choice, pattern in self.by_name.items() if re.search(pattern, agency)), "")


class Part(Definition):
    """A titled part of a chapter with room for text of its own."""

    title: Label
    guidance: Label


class Chapter(Definition):
    """A chapter in the official order; its draft is chapters/<key>.j2."""

    title: Label
    guidance: Label
    parts: dict[Key, Part] = field(default_factory=dict)


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
    """A number of the picture: the sum of these figures, `table.row.column`, also of all details of a row or vertical head."""

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
    tables: list[Key] = field(default_factory=list)
    checks: dict[str, Check] = field(default_factory=dict)

    @property
    def span(self) -> tuple[int, int]:
        first, _, last = self.years.partition("-")
        return int(first), int(last) if last else 9999
