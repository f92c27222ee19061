"""The report: one year's figures and answers, checked to be values of their kinds; the only model that is drafted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.answers.values import About
from generator.standard.definition import AGENCY

Number = int | Decimal
Value = int | Decimal | str | dt.date | bool


def chosen_words(questions: Mapping[str, Value]) -> dict[str, str]:
    """Answers in the words that were chosen."""
    return {k: ("是" if v else "否") if isinstance(v, bool) else str(v) for k, v in questions.items()}


@dataclass(frozen=True, kw_only=True)
class Report:
    """`figures` hold a value for every address of the standard, None for a blank and for a total with blank parts.

    `given` are totals that were typed rather than computed; `sums` are what complete parts of a total add up to.
    `absent` are figures, `cover.` questions, chapters and parts that the form does not have of this office in this year.
    `chapters` are those the office ordered itself, by key; none when they are the form's; `left_out` the chapters and attachments that are not printed. `supposed` are choices left open that the agency's name speaks for: only the checks rest on them.
    """

    standard: str
    year: int
    figures: Mapping[str, Value | None]
    given: frozenset[str] = frozenset()
    sums: Mapping[str, Number] = field(default_factory=dict)
    questions: Mapping[str, Value] = field(default_factory=dict)
    supposed: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    rewrites: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    chapters: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @property
    def chosen(self) -> dict[str, str]:
        """The answers in the words that were chosen, and the choices left open that the agency's name speaks for."""
        return {**self.supposed, **chosen_words(self.questions)}

    @property
    def agency(self) -> str:
        return str(self.questions.get(AGENCY, ""))

    def number(self, address: str) -> Number | None:
        """A figure as a number; None when it is blank or not a number."""
        value = self.figures.get(address)
        return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None

    def told(self, address: str) -> Number | None:
        """A figure a rule may rest on: for a total what its parts add up to, or the one given where parts are blank."""
        if address in self.sums:
            return self.sums[address]
        return self.number(address)

    def exact_answer(self, key: str) -> Number | None:
        """An answer of the cover as a number; None when it is none, or told roughly."""
        value = self.questions.get(key)
        exact = isinstance(value, int | Decimal) and not isinstance(value, bool | About)
        return value if exact and isinstance(value, int | Decimal) else None
