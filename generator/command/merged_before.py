"""The sum as it was before it is made anew: what the county typed into it is kept, and what became of its figures is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.answers.answer import Answers
from generator.answers.values import Refused, read_value
from generator.batch.contribution import Contribution, added_names
from generator.batch.kept import kept_for
from generator.batch.summing import Sum
from generator.errors import InputError
from generator.examination.findings import number_text
from generator.flow.opening import read_answers
from generator.form.layout import CONTRIBUTIONS_SHEET, COVER_PREFIX, FIRST_UNIT, cell_of, coordinate
from generator.matching.sheets import read_book
from generator.standard.model import Standard

SHOWN = 30
FIXED = 3  # columns of the sheet of contributions before the first figure
Row = tuple[str, ...]


class Before(NamedTuple):
    """The answers of the sum that is there, and what each file gave to it, a figure a column; none where that is not known."""

    answers: Answers
    given: dict[str, Row]


def before_of(output: Path, form: tuple[str, int], templates: Path | None) -> Before | None:
    """The sum that is there already; raises InputError when it cannot be read or is another form's, for what was typed would be lost."""
    if not output.is_file():
        return None
    try:
        answers = read_answers(output, templates)
    except InputError as problem:
        raise InputError(
            f"已有的 {problem}\n里面写的文字没有办法带到新的汇总表。请把它改好、移走或者换一个文件名再汇总。"
        ) from None
    if (answers.standard, answers.year) != form:
        raise InputError(
            f"{output}：已有的这份是 {answers.year} 年度、{answers.standard} 格式的，不是同一张表。请换一个文件名。"
        )
    beside = output.with_name(f"{output.stem}-{CONTRIBUTIONS_SHEET}.xlsx")
    return Before(answers, _given(output) or kept_for(beside) or _given(beside))


def numbers_told(parts: Iterable[Contribution]) -> dict[str, Row]:
    """What each unit gave, as its row of the sheet shows it."""
    return {part.unit: _row(part) for part in parts}


def _row(part: Contribution) -> Row:
    return tuple("" if number is None else number_text(number) for number in part.numbers)


def _given(file: Path) -> dict[str, Row]:
    """What a sheet of contributions tells; nothing where there is none, or more than is read of any workbook."""
    if file.suffix.lower() != ".xlsx" or not file.is_file():
        return {}
    try:
        sheet = read_book(file, 1_000_000).sheets.get(CONTRIBUTIONS_SHEET, {})
    except InputError:
        return {}
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.items():
        if row >= FIRST_UNIT:
            rows.setdefault(row, {})[column] = cell.text
    widest = max((column for _, column in sheet), default=0)
    return {cells.get(1, ""): tuple(cells.get(n, "") for n in range(FIXED + 1, widest + 1)) for cells in rows.values()}


def kept(before: Before, answers: Answers) -> Answers:
    """The new sum with everything the county had typed; figures and added numbers of the cover are the new ones."""
    old = before.answers
    return replace(
        answers,
        questions={
            **{key: given for key, given in old.questions.items() if key not in answers.questions},
            **answers.questions,
        },
        texts=old.texts,
        rewrites=old.rewrites,
        titles=old.titles,
        chapters=old.chapters,
        reasons=old.reasons,
        last=old.last,
    )


def changes(before: Before, whole: Sum, parts: Iterable[Contribution], year: int) -> list[str]:
    """Which figures are others than in the sum before, and whose files made them so."""
    moved = list(_moved(before.answers, whole, year))
    if not moved:
        return ["和上次的汇总相比：数没有变；文字、封面、日期都留着"]
    told = [f"和上次的汇总相比：{len(moved)} 格的数变了；文字、封面、日期都留着"]
    told += [f"  {line}" for line in moved[:SHOWN]]
    told += [f"  其余 {len(moved) - SHOWN} 格没有列出"] if len(moved) > SHOWN else []
    return told + list(_by_whom(before.given, whole, parts))


def _moved(old: Answers, whole: Sum, year: int) -> Iterator[str]:
    standard, totals = whole.standard, whole.totals()
    places = _places(standard)
    for name in added_names(standard):
        cover = name.startswith(COVER_PREFIX)
        given = old.questions.get(name.removeprefix(COVER_PREFIX)) if cover else old.figures.get(name)
        was, now = (given.text if given else ""), totals.get(name)
        if (now is None and cover) or _same(was, "" if now is None else number_text(now)):
            continue
        label = (
            f"封面“{standard.questions[name.removeprefix(COVER_PREFIX)].label}”"
            if cover
            else f"{places[name]} {standard.name_of(standard.figures[name], year).printed}"
        )
        yield f"{label}：原来是 {was or '空'}，现在是 {'空' if now is None else number_text(now)}"


def _same(was: str, now: str) -> bool:
    try:
        return was == now or (bool(was and now) and read_value("money", was) == read_value("money", now))
    except Refused:
        return False


def _places(standard: Standard) -> dict[str, str]:
    return {
        address: f"{table.sheet}!{coordinate(*at)}"
        for name, table in standard.tables.items()
        for address, at in cell_of(standard.grids[name]).items()
    }


def _by_whom(given: dict[str, Row], whole: Sum, parts: Iterable[Contribution]) -> Iterator[str]:
    """The units whose files gave other figures than before, are new, or are gone."""
    if not given:
        return
    seen = set()
    for part in parts:
        seen.add(part.unit)
        was = given.get(part.unit)
        now = _row(part)
        if was is None:
            yield f"  新加进来的：{part.unit}（{part.file}）"
        elif moved := sum(not _same(old, new) for old, new in zip(was, now, strict=False)):
            yield f"  数变了的：{part.unit}（{part.file}），{moved} 格"
    yield from (f"  这次没有的：{unit}" for unit in given if unit not in seen)
