"""What last year's report gives to this year's form: the office's own data, carried-over figures, figures to compare."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from generator.answers.answer import Answers
from generator.answers.values import Amount, Refused, read_value
from generator.examination.findings import number_text
from generator.examination.report import Report
from generator.form.layout import COVER_PREFIX, REWRITE_PREFIX, TEXT_PREFIX, TITLE_PREFIX, Filling
from generator.matching.arrangement import numbered
from generator.standard.definition import YEAR
from generator.standard.model import Standard
from generator.words.characters import printable


def carried(standard: Standard, last: Report) -> Filling:
    """Fill a new form from last year's report: kept answers, figures that a rule says continue, notes, and its own words."""
    values: dict[str, object] = {}
    for key, question in standard.questions.items():
        if question.keeps and key in last.questions:
            values[COVER_PREFIX + key] = _cell(last.questions[key])
    values |= {f"{TITLE_PREFIX}{key}": title for key, title in last.titles.items() if str(last.year) not in title}
    numbers = {a: n for a in standard.figures if (n := last.told(a)) is not None}
    for address, terms in continued(standard).items():
        if all(source in numbers for _, source in terms) and not standard.figures[address].is_total:
            values[address] = sum(sign * numbers[source] for sign, source in terms)
    words = {slot: text for slot in standard.text_slots if (text := last.rewrites.get(slot) or last.texts.get(slot))}
    return Filling(values, _notes(standard, last.year, numbers), numbers, words=words)


def _notes(standard: Standard, year: int, numbers: Mapping[str, Decimal | int]) -> dict[str, str]:
    """Last year's figures as notes beside this year's cells."""
    return {a: f"{year}年：{number_text(n)}{standard.figures[a].unit}" for a, n in numbers.items()}


def continued(standard: Standard) -> dict[str, list[tuple[int, str]]]:
    """Figures that a rule makes out of last year's alone: the address, and last year's terms with their signs."""
    found = {}
    for instance in standard.instances:
        left, relation, right = instance.equation
        if relation == "=" and len(left) == 1 and left[0].kind == "figure" and all(o.kind == "last" for o in right):
            found[left[0].refs[0]] = [(o.sign, ref) for o in right for ref in o.refs]
    return found


def filled(standard: Standard, answers: Answers) -> Filling:
    """Fill a form with the answers of a file, as they were typed."""
    values: dict[str, object] = {}
    for address, answer in answers.figures.items():
        values[address] = _typed(standard, address, answer.text)
    for key, answer in answers.questions.items():
        if key == YEAR and answer.text.strip() == str(answers.year):
            continue  # the form writes its year itself
        values[COVER_PREFIX + key] = printable(answer.text)
    values |= {TEXT_PREFIX + slot: printable(answer.text) for slot, answer in answers.texts.items()}
    values |= {REWRITE_PREFIX + slot: printable(answer.text) for slot, answer in answers.rewrites.items()}
    values |= {TITLE_PREFIX + key: printable(answer.text) for key, answer in answers.titles.items()}
    values |= numbered(standard, answers.chapters)
    reasons = tuple((reason.code, reason.spot, printable(reason.text)) for reason in answers.reasons)
    if answers.last is None:
        return Filling(values, reasons=reasons)
    told = {a: _number(standard, a, answer.text) for a, answer in answers.last.figures.items()}
    last = {a: n for a, n in told.items() if n is not None}
    words = {slot: printable(answer.text) for slot, answer in answers.last.texts.items()}
    return Filling(values, _notes(standard, answers.last.year, last), last, reasons, words)


def _number(standard: Standard, address: str, text: str) -> Decimal | int | None:
    try:
        value = read_value(standard.figures[address].kind, text)
    except Refused:
        return None
    return value if isinstance(value, Decimal | int) else None


def _typed(standard: Standard, address: str, text: str) -> object:
    """A figure as a number where it is one, so that the form's totals work."""
    try:
        value = read_value(standard.figures[address].kind, text)
        return text if isinstance(value, Amount) and value.entered.endswith("元") else _cell(value)
    except Refused:
        return printable(text)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, int | Decimal) else str(value)
