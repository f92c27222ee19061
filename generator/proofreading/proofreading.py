"""The one place where a manuscript is proofread: every rule applied, its remarks told as findings in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.document.places import Place
from generator.examination.findings import Finding, named
from generator.examination.valuation import COVER_ORDER, TEXT_ORDER
from generator.proofreading.catalogue import ReviewRule, catalogue
from generator.proofreading.manuscript import Manuscript
from generator.proofreading.reading import LastYear, Reading
from generator.proofreading.remarks import Remark
from generator.proofreading.rules import RULES

_LAST = 100_000  # after all cells of a table
_AFTER = 500  # text findings come after what was refused in the same sheet, before what is still to be written


class Proof(NamedTuple):
    """What was found, and how many sentences were read."""

    findings: tuple[Finding, ...]
    sentences: int


def proofread(manuscript: Manuscript, last: LastYear | None = None, templates: Path | None = None) -> Proof:
    """Read a whole report by every rule of the catalogue; all findings are warnings."""
    reading, rules = Reading(manuscript, last, templates), catalogue(templates).rules
    functions = dict.fromkeys(name for rule in rules.values() for name in rule.functions)
    remarks = [remark for name in functions for remark in RULES[name](reading) if rules[remark.code].functions]
    return Proof(tuple(_findings(manuscript, remarks, rules)), reading.told.sentences)


def _findings(manuscript: Manuscript, remarks: list[Remark], rules: Mapping[str, ReviewRule]) -> Iterator[Finding]:
    """Remarks in the words of the catalogue, in reading order, each once."""
    index = {id(passage): number for number, passage in enumerate(manuscript.passages)}
    seen = set()
    for remark in sorted(remarks, key=lambda r: index.get(id(r.passage), 10_000)):
        told = remark.code, remark.message, remark.passage.name if remark.passage else ""
        if told in seen:
            continue
        seen.add(told)
        rule = rules[remark.code]
        where, heading = _place(manuscript, remark), remark.passage.heading if remark.passage else ""
        quote = f"“{remark.quote}”：" if remark.quote and remark.quote not in remark.message else ""
        head = f"{heading[:20]}　" if heading and not manuscript.published and remark.quote else ""
        order = (
            (where.line, 0) if manuscript.published else _order(manuscript, remark, index.get(id(remark.passage), 0))
        )
        finding = Finding(
            remark.code,
            "warning",
            where,
            rule.title,
            f"{head}{quote}{remark.message}",
            remark.advice or rule.advice,
            "",
            remark.left,
            remark.right,
            order,
            remark.figure or (remark.passage.name if remark.passage else ""),
        )
        yield named(finding, manuscript.standard, manuscript.year)


def _place(manuscript: Manuscript, remark: Remark) -> Place:
    if remark.passage is not None:
        return remark.passage.place
    first = manuscript.passages[0].place if manuscript.passages else Place()
    return Place(sheet=first.sheet, file=first.file)


def _order(manuscript: Manuscript, remark: Remark, number: int) -> tuple[int, int]:
    """Where a finding stands among those of its sheet: the cover, a table, or the texts."""
    name = remark.passage.name if remark.passage else ""
    table = name.partition(".")[0]
    if table in manuscript.standard.tables:
        return list(manuscript.standard.tables).index(table), _LAST
    return COVER_ORDER if name.startswith("cover.") else TEXT_ORDER, _AFTER + number
