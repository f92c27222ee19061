"""`nianbao form`: the Excel form of a standard for a year."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from generator.batch.unit_form import form_path
from generator.command.saying import say, say_written
from generator.errors import InputError
from generator.examination.carrying import carried, filled
from generator.flow.case import last_case, open_case
from generator.flow.form_drafts import form_drafts
from generator.form.layout import COVER_PREFIX, Filling
from generator.form.writing import write_form
from generator.standard import Standard, load_standard, standard_for_year
from generator.standard.definition import AGENCY, REGION
from generator.standard.library import alternatives
from generator.standard.requirements import requirements_of
from generator.writers.publishing import write_file


def run(given: Namespace) -> int:
    """Exit 0 when the form is written; its path on stdout."""
    source = open_case(given.fill, given.templates).restated if given.fill else None
    year = given.year if given.year is not None else source.year if source else None
    if year is None:
        raise InputError("请用 --year 写明报告年度（报告哪一年的情况），如 --year 2024。")
    standard = _standard(given.standard or (source.standard if source else ""), year, given)
    if given.units:
        from generator.command.form_many import run as form_many

        return form_many(given, standard)
    if source and (source.standard, source.year) != (standard.id, year):
        raise InputError(
            f"{given.fill.name} 是 {source.year} 年度、{source.standard} 格式的，不能填进 {year} 年度、{standard.id} 格式的表。"
        )
    filling = filled(standard, source) if source else Filling()
    if given.last_year:
        last = last_case(given.last_year, standard, year, given.templates).restated_report
        old = carried(standard, last)
        filling = replace(old, values={**old.values, **filling.values}, reasons=filling.reasons)
        if given.agency and last.agency and given.agency != last.agency:
            say(f"提醒：上年文件是“{last.agency}”的，带入了它的机关信息和上年结转，请核对。")
    if given.agency:
        filling = replace(filling, values={**filling.values, f"{COVER_PREFIX}{AGENCY}": given.agency})
    if given.region and REGION in standard.questions:
        filling = replace(filling, values={**filling.values, f"{COVER_PREFIX}{REGION}": given.region})
    agency = str(filling.values.get(f"{COVER_PREFIX}{AGENCY}", ""))
    target = given.output or form_path(Path(), agency, year)
    if target.suffix.lower() != ".xlsx":
        raise InputError(f"{target}：填报表的文件名要以 .xlsx 结尾。")
    filling = replace(filling, drafted=form_drafts(standard.id, year, given.templates))
    say_written(write_file(target, write_form(standard, year, filling)))
    period = standard.wording(standard.file.period, year)
    say(f"{period}，格式 {standard.id}（{standard.file.document}）。填好后用 nianbao check 核对。")
    if not given.standard and (others := _others(standard, year, given.templates)):
        say(others)
    return 0


def _standard(name: str, year: int, given: Namespace) -> Standard:
    """The standard named, or the one for the year, the kind of unit and the region."""
    if not name:
        standard = None if not given.region else standard_for_year(year, given.kind, "", given.templates)
        if standard and requirements_of(standard, year, given.region, ""):
            return standard  # the place uses the form of all, and asks for more
        return standard_for_year(year, given.kind, given.region, given.templates)
    standard = load_standard(name, given.templates)
    if not standard.covers(year):
        raise InputError(f"{standard.out_of_span(year)}不写格式名称时按年度自动选。")
    return standard


def _others(standard: Standard, year: int, templates: Path | None) -> str:
    """The other forms of the year, the regional ones with their regions."""
    named = [f"{s.id}（{s.file.region or s.file.units}）" for s in alternatives(standard, year, templates)]
    return f"这一年度还可以用：{'；'.join(named)}。用别的格式，请写明格式名称，或用 --region。" if named else ""
