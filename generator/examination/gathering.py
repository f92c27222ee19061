"""What is not filled, told once: a table that nobody has begun, and a report that nobody has."""

from __future__ import annotations

from collections.abc import Iterable

from generator.answers.answer import Answer, Answers
from generator.examination.carrying import continued
from generator.examination.findings import COVER_ORDER, NOT_BEGUN, Finding
from generator.standard.definition import AGENCY, YEAR
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS
from generator.words.characters import is_blank


def gathered(
    standard: Standard, answers: Answers, absent: frozenset[str], findings: Iterable[Finding]
) -> list[Finding]:
    """The findings with the blanks of a table that was not begun told as one, and those of a report not begun as one.

    `absent` are the figures that the form does not have here.
    """
    found = list(findings)
    blank = [one for one in found if one.severity == "unfilled"]
    entered = _entered(standard, answers, absent)
    if blank and not (entered or _written(standard, answers)):
        return [*(one for one in found if one.severity != "unfilled"), _not_begun(answers)]
    empty = _empty_tables(standard, entered, blank)
    gone = {one.about for told in empty.values() for one in told}
    kept = [one for one in found if one.severity != "unfilled" or one.about not in gone]
    return [*kept, *(_one_table(standard, answers, table, told) for table, told in empty.items())]


def _entered(standard: Standard, answers: Answers, absent: frozenset[str]) -> set[str]:
    """The figures that somebody gave: not those that come of last year's report, nor the 0 of what is not asked."""
    came = absent | (continued(standard).keys() if answers.last else frozenset())
    return {address for address, answer in answers.figures.items() if address not in came and _given(answer)}


def _written(standard: Standard, answers: Answers) -> bool:
    """Whether a question or a text was answered that last year's report does not answer by itself."""
    kept = {AGENCY, YEAR, *(key for key, question in standard.questions.items() if question.keeps)}
    asked = [answer for key, answer in answers.questions.items() if key not in kept]
    return any(map(_given, [*asked, *answers.texts.values(), *answers.rewrites.values()]))


def _given(answer: Answer) -> bool:
    return bool(answer.problem) or not is_blank(answer.text)


def _not_begun(answers: Answers) -> Finding:
    message = "还没有填：各表的数、各章的文字都空着"
    advice = "先填封面，再填各表，最后写各章文字；没有的数填 0"
    return Finding(
        NOT_BEGUN, "unfilled", answers.place(f"cover.{AGENCY}"), "整份", message, advice, order=(COVER_ORDER, 0)
    )


def _empty_tables(standard: Standard, entered: set[str], blank: list[Finding]) -> dict[str, list[Finding]]:
    """Tables of which nothing was entered, each with its blanks."""
    begun = {standard.figures[address].table for address in entered if address in standard.figures}
    told: dict[str, list[Finding]] = {}
    for one in blank:
        figure = standard.figures.get(one.about)
        if figure and figure.table not in begun:
            told.setdefault(figure.table, []).append(one)
    return {table: found for table, found in told.items() if len(found) > 1}


def _one_table(standard: Standard, answers: Answers, table: str, told: list[Finding]) -> Finding:
    first = told[0]
    sheet = standard.tables[table].sheet
    message = f"“{sheet}”整张表没有填（{len(told)} 格）"
    numbers = all(standard.figures[one.about].kind in NUMBERS for one in told)
    advice = f"在“{sheet}”逐格填；没有的填 0" if numbers else f"在“{sheet}”填写"
    if f"zero.{table}" in answers.places:
        advice += f"，全都没有的，在封面 {answers.place(f'zero.{table}').cell} 选“是”"
    return first._replace(message=message, advice=advice, row="", column="", label=sheet)
