"""The words of a standard: what may stand in standard.yaml and tables/*.yaml.

Everything is strict: an unknown word, a missing label or a wrong type is an error with the path of its YAML place.
Labels are quotations of the official form, to the character; they may carry `{{ year }}` and `{{ next_year }}`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kind = Literal["count", "signed_count", "money", "amount", "text", "date", "link", "yes_no", "choice", "year"]
NUMBERS: frozenset[Kind] = frozenset({"count", "signed_count", "money", "amount"})
ChapterMeaning = Literal["overview", "problems", "evaluation", "other"]
# The questions that every standard has; whatever else the rules must know a standard says under `means`.
AGENCY, YEAR, DATE = "agency", "year", "date"
GOVERNMENT, DEPARTMENT = "人民政府", "政府部门"  # choices of the question that means `unit_kind`
Severity = Literal["error", "warning", "input", "unfilled", "text", "human"]
StubPart = Literal["code", "group", "label", "unit"]

_DICT_METHODS = frozenset(name for name in dir(dict) if not name.startswith("_"))
# Words with a meaning of their own in rules and chapter templates.
RESERVED = frozenset({"last", "cover", "text", "facts", "next_year", "is", "or", "and", "not", "blank", "written"})


def _not_a_method(key: str) -> str:
    if key in _DICT_METHODS or key in RESERVED:
        raise ValueError(f"{key} 是保留字，请换一个名称")
    return key


Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$"), AfterValidator(_not_a_method)]
Label = Annotated[str, StringConstraints(min_length=1)]


class Definition(BaseModel):
    """Base of all definitions: frozen, strict, no unknown words; validators are built when a definition is first read."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class _Labelled(Definition):
    """A definition that may be written as its label alone."""

    label: str = ""

    @model_validator(mode="before")
    @classmethod
    def _label_alone(cls, value: Any) -> Any:
        return {"label": value} if isinstance(value, str) else value


class Column(_Labelled):
    """A column of the boxhead, or a spanner when it has columns of its own."""

    label: Label
    columns: dict[Key, Column] = {}
    sum: list[Key] = []
    kind: Kind | None = None
    unit: str = ""
    optional: bool = False


class Row(_Labelled):
    """A row of figures; with `rows` it is followed by the rows below it.

    `head: above` makes it a line without figures over its rows, `head: beside` a vertical head at the left of its rows.
    Without `head` it has figures itself and its rows are details of it (其中).
    """

    label: str
    rows: dict[Key, Row] = {}
    head: Literal["above", "beside"] | None = None
    sum: list[Key] = []
    kind: Kind | None = None
    unit: str = ""
    code: str = ""
    optional: bool = False

    @model_validator(mode="after")
    def _head_has_rows(self) -> Row:
        if self.head and not self.rows:
            raise ValueError("有 head 就要有 rows")
        if self.head and self.sum:
            raise ValueError("head 行没有数，不能有 sum")
        return self


class Band(Definition):
    """A section of a stacked table with heads of its own; `label` is the line printed across its top."""

    label: str = ""
    stub: dict[StubPart, str] = {}
    columns: dict[Key, Column]
    rows: dict[Key, Row]
    unit: str = ""


class Rule(Definition):
    """One equation of a check, with a condition and a sentence of its own if it needs them."""

    rule: Label
    when: str = ""
    says: str = ""

    @model_validator(mode="before")
    @classmethod
    def _rule_alone(cls, value: Any) -> Any:
        return {"rule": value} if isinstance(value, str) else value


class Check(Definition):
    """A 勾稽关系 or another rule of the form, under its code.

    `skip` leaves rows or columns out that the check would range over.
    `rule`/`rules` are linear equations in text, `total` names a row or column with a `sum`. A check with neither is
    applied elsewhere: on reading (input), as a blank (unfilled), in the examination of text (text), or by a person (human).
    """

    severity: Severity = "error"
    rule: str = ""
    rules: list[Rule] = []
    total: list[Key] | Key = []
    skip: list[Key] = []
    when: str = ""
    years: str = ""
    says: Label
    advice: str = ""
    source: Label

    @model_validator(mode="after")
    def _one_way(self) -> Check:
        ways = bool(self.rule) + bool(self.rules) + bool(self.total)
        if self.severity in ("error", "warning") and ways != 1:
            raise ValueError("rule、rules、total 要有其中一个，且只能有一个")
        if self.severity not in ("error", "warning") and ways:
            raise ValueError(f"severity 为 {self.severity} 时不写 rule、rules、total")
        return self

    @property
    def equations(self) -> list[Rule]:
        return self.rules or ([Rule(rule=self.rule, when=self.when)] if self.rule else [])

    @property
    def totals(self) -> list[str]:
        return [self.total] if isinstance(self.total, str) else list(self.total)


class Table(Definition):
    """One statistical table: either `columns` and `rows`, or `bands` stacked under one frame.

    `stub` names the columns at the left and their heads, in order; a table without stub has no row labels.
    `row_needs: any` asks for one cell of each row only (a link or a reason), not for all.
    `widths` are the widths of all printed columns in millimetres (156 on the page); without them they are computed.
    """

    title: Label
    sheet: Annotated[str, StringConstraints(min_length=1, max_length=28, pattern=r"^[^\[\]:*?/\\']+$")]
    unit: str = ""
    stub: dict[StubPart, str] = {}
    columns: dict[Key, Column] = {}
    rows: dict[Key, Row] = {}
    bands: dict[Key, Band] = {}
    checks: dict[str, Check] = {}
    asks: str = ""
    row_needs: Literal["all", "any"] = "all"
    widths: list[int] = []

    @model_validator(mode="after")
    def _one_shape(self) -> Table:
        if bool(self.bands) == bool(self.columns and self.rows):
            raise ValueError("要么写 columns 和 rows，要么写 bands")
        return self

    @property
    def stacked(self) -> list[Band]:
        """The bands; a plain table is one band."""
        if self.bands:
            return [b if b.stub else b.model_copy(update={"stub": self.stub}) for b in self.bands.values()]
        return [Band(stub=self.stub, columns=self.columns, rows=self.rows, unit=self.unit)]


class Question(Definition):
    """Something asked beside the tables.

    `group` is the heading it stands under in the form; what `keeps` is carried over from last year's file.
    """

    label: Label
    kind: Kind = "text"
    required: bool = False
    choices: list[Label] = []
    guidance: str = ""
    unit: str = ""
    group: str = ""
    keeps: bool = False

    @model_validator(mode="after")
    def _choices(self) -> Question:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("kind 为 choice 时要有 choices，其他时候不要有")
        return self


class Part(Definition):
    """A titled part of a chapter with room for text of its own."""

    title: Label
    guidance: Label


class Chapter(Definition):
    """A chapter in the official order; its draft is chapters/<key>.j2."""

    title: Label
    guidance: Label
    parts: dict[Key, Part] = {}


class Attachment(Definition):
    """A table attached at the end, on a page of its own; its text is chapters/<key>.j2."""

    label: Label
    title: Label
    subtitle: str = ""


class Meanings(Definition):
    """What the rules must find in any form, whatever it is called there; what a form does not have is left out.

    Chapters are slots, a chapter with all its parts: what was done, problems and plans (to be said, if only as []), what
    others think of it, other matters. `unit_kind` is the question whether a government reports or one of its departments,
    `contact` the first question on whom to ask; `fee_unpaid` the figure of applications dropped because a fee was not paid.
    """

    overview: list[Label] = []
    problems: list[Label]
    evaluation: list[Label] = []
    other: list[Label] = []
    unit_kind: str = ""
    contact: str = ""
    fee_unpaid: str = ""


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
    sources: list[Label] = Field(min_length=1)
    years: Annotated[str, StringConstraints(pattern=r"^\d{4}-(\d{4})?$")]
    units: Label
    kind: Literal["行政机关", "高校"] = "行政机关"
    default: bool = False
    region: str = ""
    law: Law
    report_title: Label
    period: Label = "{{ year }}年度"
    questions: dict[Key, Question]
    official_chapters: bool = False
    chapters: dict[Key, Chapter] = Field(min_length=1)
    means: Meanings
    attachments: dict[Key, Attachment] = {}
    tables: list[Key] = []
    checks: dict[str, Check] = {}

    @property
    def span(self) -> tuple[int, int]:
        first, _, last = self.years.partition("-")
        return int(first), int(last) if last else 9999
