"""The one place where a manuscript is proofread: every rule applied, its remarks told as findings in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.document.places import Place
from generator.examination.findings import COVER_ORDER, TEXT_ORDER, Finding, with_names
from generator.proofreading.catalogue import ReviewRule, catalogue, parameters
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import LastYear, Reading
from generator.proofreading.remarks import Remark
from generator.proofreading.rules import RULES
from generator.proofreading.telling.accounting import Accounting, accounted

_LAST = 100_000  # after all cells of a table
_AFTER = 500  # text findings come after what was refused in the same sheet, before what is still to be written


class Proof(NamedTuple):
    """What was found, how many sentences were read, whether the text ends before its last chapters, what became of its numbers."""

    findings: tuple[Finding, ...]
    sentences: int
    cut: bool = False
    numbers: Accounting = Accounting()


def proofread(manuscript: Manuscript, last: LastYear | None = None, templates: Path | None = None) -> Proof:
    """Read a whole report by every rule of the catalogue; all findings are warnings."""
    rules, manuscript = catalogue(templates).rules, manuscript.within(parameters(templates).longest_sentence)
    reading = Reading(manuscript, last, templates)
    applied = {code for code, rule in rules.items() if rule.functions}
    functions = dict.fromkeys(name for rule in rules.values() for name in rule.functions)
    remarks = [remark for name in functions for remark in RULES[name](reading) if remark.code in applied]
    numbers = accounted(list(manuscript.prose()), reading.told, reading.ledger, reading.counts)
    return Proof(tuple(_findings(manuscript, remarks, rules)), reading.told.sentences, reading.cut, numbers)


def _findings(manuscript: Manuscript, remarks: list[Remark], rules: Mapping[str, ReviewRule]) -> Iterator[Finding]:
    """Remarks in the words of the catalogue, in reading order, each once."""
    index = {id(passage): number for number, passage in enumerate(manuscript.passages)}
    first = manuscript.passages[0].place if manuscript.passages else Place()
    whole = Passage("", Place(sheet=first.sheet, file=first.file), "aside")
    seen = set()
    for remark in sorted(remarks, key=lambda r: index.get(id(r.passage), 10_000)):
        passage, rule = remark.passage or whole, rules[remark.code]
        told = remark.code, remark.message, passage.name
        if told in seen:
            continue
        seen.add(told)
        quote = f"“{remark.quote}”：" if remark.quote and remark.quote not in remark.message else ""
        head = f"{passage.heading[:20]}　" if passage.heading and remark.quote and not manuscript.published else ""
        message, advice = f"{head}{quote}{remark.message}", remark.advice or rule.advice
        order, figure = _order(manuscript, passage, index.get(id(passage), 0)), remark.figure or passage.name
        numbers = remark.left, remark.right
        place, title = passage.place, rule.title
        finding = Finding(remark.code, "warning", place, title, message, advice, "", *numbers, order, figure)
        yield with_names(finding, manuscript.standard, manuscript.year)


def _order(manuscript: Manuscript, passage: Passage, number: int) -> tuple[int, int]:
    """Where a finding stands among those of its file, by line, or of its sheet: the cover, a table, or the texts."""
    if manuscript.published:
        return manuscript.line(passage.place), 0
    name = passage.name
    table = name.partition(".")[0]
    if table in manuscript.standard.tables:
        return list(manuscript.standard.tables).index(table), _LAST
    return COVER_ORDER if name.startswith("cover.") else TEXT_ORDER, _AFTER + number
