"""Findings: what is wrong, doubtful or missing, as values; and the verdict over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from generator.document.places import Place
from generator.standard.definition import AGENCY
from generator.standard.model import Standard

Severity = Literal["error", "warning", "unfilled"]
SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "提醒", "unfilled": "待填"}
COVER_ORDER, TEXT_ORDER = -1, 1000  # where findings on the cover and on texts stand among those of the tables
# Codes of the program's own, beside those of the standards.
BAD_VALUE, BLANK, UNKNOWN_NAME, OTHER_YEAR, UNWRITTEN, OTHER_AGENCY = "IN-1", "IN-2", "IN-3", "IN-4", "IN-5", "IN-6"
NOT_BEGUN = "IN-14"  # of a form that nobody has begun to fill
ASIDE = "IN-15"  # words beside the cells of a form
ODD_ANSWER = "IN-13"  # an answer that is not what it should be, though it can be read
EARLY_DATE, STRAY_REASON, UNREAD = "IN-7", "IN-8", "IN-9"
NOT_LISTED, OTHER_FORM, SAME_FIGURES = "IN-10", "IN-11", "IN-12"  # told of a folder
EMPTY_CELLS = "A10"  # of the catalogue of rules: cells of a published table left empty
SETTLED = "已说明"


class Finding(NamedTuple):
    """One thing found. `left`, `right` and `difference` are set where it is arithmetic; `order` is its reading order.

    `about` names the answer it stands at: the address of a figure, whose official names are `row` and `column`,
    `cover.<key>`, `text.<slot>` or `rewrite.<slot>`. A warning with a `reason` is settled.
    """

    code: str
    severity: Severity
    place: Place
    label: str
    message: str
    advice: str = ""
    culprit: str = ""
    left: Decimal | None = None
    right: Decimal | None = None
    order: tuple[int, int] = (0, 0)
    about: str = ""
    reason: str = ""
    row: str = ""
    column: str = ""

    @property
    def settled(self) -> bool:
        return bool(self.reason)

    @property
    def word(self) -> str:
        """What kind of finding it is, as it is printed."""
        return SETTLED if self.settled else SEVERITY_WORDS[self.severity]

    @property
    def difference(self) -> Decimal | None:
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def sheet(self) -> str:
        """The heading it is listed under."""
        return self.place.sheet or self.place.file

    def as_data(self) -> dict[str, Any]:
        """The finding for programs."""
        numbers = {"left": self.left, "right": self.right, "difference": self.difference}
        return {
            "code": self.code,
            "severity": self.severity,
            "place": {key: value for key, value in self.place._asdict().items() if value},
            "label": self.label,
            "address": self.about,
            "row": self.row,
            "column": self.column,
            "message": self.message,
            "advice": self.advice,
            "culprit": self.culprit,
            **({"reason": self.reason} if self.settled else {}),
            **{key: None if number is None else number_text(number) for key, number in numbers.items()},
        }


def with_names(finding: Finding, standard: Standard, year: int) -> Finding:
    """The finding with the form's own words for its row and column, when it is about a figure."""
    figure = standard.figures.get(finding.about)
    return finding._replace(**standard.name_of(figure, year)._asdict()) if figure else finding


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many there are of each severity; settled warnings are counted apart."""
    found: dict[str, int] = {**dict.fromkeys(SEVERITY_WORDS, 0), "settled": 0}
    for finding in findings:
        found["settled" if finding.settled else finding.severity] += 1
    return found


def verdict(findings: Iterable[Finding]) -> str:
    """The first line of every check: `不能出报告：3 处错误，2 处提醒，5 处待填`, `可以出报告`, or that there may only be a draft."""
    findings = list(findings)
    told = counts(findings)
    words: dict[str, str] = {str(severity): word for severity, word in SEVERITY_WORDS.items()} | {"settled": SETTLED}
    if any(finding.code == NOT_BEGUN for finding in findings):
        told["unfilled"] = 0  # the head says it
    listed = "，".join(f"{number} 处{words[severity]}" for severity, number in told.items() if number)
    head = "不能出报告" if told["error"] else only_draft(findings) or "可以出报告"
    return f"{head}：{listed}" if listed else head


def only_draft(findings: Iterable[Finding]) -> str:
    """Why there may be a draft but no report: nothing was filled, or nobody reports; empty when there may be one."""
    for finding in findings:
        if finding.code == NOT_BEGUN:
            return "还没有填，只可以出草稿"
        if finding.code == BLANK and finding.about == f"cover.{AGENCY}":
            return "没有编制机关，只可以出草稿"
    return ""


def number_text(number: Decimal | int) -> str:
    """A number without exponent and without idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
