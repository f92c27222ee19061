"""When something of a form is there: questions, rows, columns, chapters and parts of some years, or of offices that answered so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from generator.standard.definition import Question
from generator.standard.equation import Choice, EquationError, parse_condition, parse_years


class Condition(NamedTuple):
    """The years in which something is there, and of which answers: one of the clauses with all its tests."""

    first: int = 0
    last: int = 9999
    clauses: tuple[tuple[Choice, ...], ...] = ()

    def holds(self, year: int, chosen: Mapping[str, str] | None) -> bool:
        """Whether it is there; while nothing is answered yet (None) only the year is asked."""
        if not self.first <= year <= self.last:
            return False
        return chosen is None or not self.clauses or any(all(test.holds(chosen) for test in c) for c in self.clauses)

    def told(self, chosen: Mapping[str, str]) -> bool:
        """Whether one of the questions it rests on is answered."""
        return any(test.question in chosen for clause in self.clauses for test in clause)


class Conditional(Protocol):
    """What may have a condition."""

    @property
    def years(self) -> str: ...


def condition_of(told: Conditional) -> Condition | None:
    """The condition something is written with; None without one. Raises EquationError."""
    when: str = getattr(told, "when", "")
    if not (told.years or when):
        return None
    try:
        clauses = parse_condition(when)
    except EquationError:
        raise EquationError("这里的 when 只能写 问题 is 选项") from None
    if not all(isinstance(test, Choice) for clause in clauses for test in clause):
        raise EquationError("这里的 when 只能写 问题 is 选项")
    return Condition(*parse_years(told.years), tuple(tuple(t for t in c if isinstance(t, Choice)) for c in clauses))


def wrong_conditions(told: Mapping[str, Conditional], questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    """What is wrong with the conditions of things by key: a question may only rest on those before it."""
    for key, one in told.items():
        known = list(questions)
        if isinstance(one, Question):
            known = known[: known.index(key)]
        try:
            condition = condition_of(one)
        except EquationError as problem:
            yield key, str(problem)
            continue
        for test in (test for clause in condition.clauses for test in clause) if condition else ():
            if test.question not in known:
                before = "前面" if test.question in questions else ""
                yield key, f"{before}没有 {test.question} 这个问题"
            elif questions[test.question].kind not in ("choice", "yes_no"):
                yield key, f"{test.question} 不是选择题，也不是是或否"
            elif others := set(test.values) - {*questions[test.question].choices, "是", "否"}:
                yield key, f"{test.question} 没有“{min(others)}”这个选项"


def in_words(row: Conditional, questions: Mapping[str, Question]) -> str:
    """For whom something is asked, as the person who fills the form in reads it; empty when it is asked of all."""
    condition = condition_of(row)
    clauses = condition.clauses if condition else ()
    told = ["、".join(f"“{questions[test.question].label}”{_chosen(test)}" for test in clause) for clause in clauses]
    return f"{'，或者'.join(told)}的才填" if told else ""


def _chosen(test: Choice) -> str:
    return f"选了“{'”“'.join(test.values)}”" if test.values else "没有填"
