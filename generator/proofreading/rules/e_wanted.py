"""Rules E12 and E13: what a form, or the place of the office, asks a report to say, how long it may be and until when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from generator.proofreading.manuscript import Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark
from generator.standard.conditions import condition_of
from generator.standard.definition import DATE, REGION, Wanted
from generator.standard.requirements import Requirements, requirements_of
from generator.words.days import date_text
from generator.words.patterns import lazily
from generator.words.sentences import sentences
from generator.words.titles import same_chapter

_COUNTED = lazily(r"\d|[一二两三四五六七八九十百千万]+(?:余|多)?[件条项个份篇次期处场]|没有|未|无|均为|零")


def wanted_of_form(reading: Reading) -> Iterator[Remark]:
    """What the form itself asks for and the report does not say (E12)."""
    yield from _lacking("E12", reading, reading.manuscript.standard.file.wanted.values(), "")


def wanted_of_place(reading: Reading) -> Iterator[Remark]:
    """What the place of the office asks for and the report does not keep to (E13)."""
    manuscript, report = reading.manuscript, reading.manuscript.report
    region = str(report.questions.get(REGION, ""))
    for one in requirements_of(manuscript.standard, manuscript.year, region, report.agency):
        yield from _lacking("E13", reading, one.wanted.values(), f"（{one.name}）")
        yield from _too_long(reading, one)
        yield from _too_late(reading, one)


def _lacking(code: str, reading: Reading, wanted: Iterable[Wanted], source: str) -> Iterator[Remark]:
    """What is not said, together for each chapter or part it should be said in."""
    manuscript = reading.manuscript
    answers = manuscript.report.chosen
    missing: dict[str, list[str]] = {}
    for one in wanted:
        condition = condition_of(one)
        due = condition is None or condition.holds(manuscript.year, answers)
        passages = _in(reading, one.where)
        if due and passages and not _said(one, passages):
            missing.setdefault(one.where, []).append(
                one.name + ("的数" if one.counted and _named(one, passages) else "")
            )
    for slot, names in missing.items():
        where = f"“{_bare(_title(reading, slot))}”" if slot else "全文"
        yield Remark(code, _in(reading, slot)[0] if slot else None, "", f"{where}没有写到{'、'.join(names)}{source}")


def _said(wanted: Wanted, passages: Iterable[Passage]) -> bool:
    told = (sentence for passage in passages for sentence in sentences(passage.text))
    if not wanted.counted:
        return any(re.search(wanted.words, sentence) for sentence in told)
    return any(_is_counted(wanted, *both) for sentence in told for both in _neighbours(sentence))


def _is_counted(wanted: Wanted, clause: str, following: str) -> bool:
    """Whether the words begin in a clause, and a number stands in it or right behind."""
    near = f"{clause}，{following}"
    found = re.search(wanted.words, near)
    return found is not None and found.start() < len(clause) and bool(_COUNTED.search(near))


def _neighbours(sentence: str) -> Iterator[tuple[str, str]]:
    """Each clause of a sentence with the one behind it, where its number may stand."""
    clauses = re.split("[，；]", sentence)
    return zip_longest(clauses, clauses[1:], fillvalue="")


def _named(wanted: Wanted, passages: Iterable[Passage]) -> bool:
    return any(re.search(wanted.words, passage.text) for passage in passages)


def _in(reading: Reading, slot: str) -> list[Passage]:
    """What stands in a chapter or part; a published one is known by its headings. Everything for no slot."""
    told = [p for p in reading.manuscript.passages if p.kind in ("prose", "heading", "unread")]
    if not slot:
        return told
    if not reading.manuscript.published:
        return [p for p in told if p.slot == slot or p.slot.startswith(f"{slot}.")]
    chapter, _, part = slot.partition(".")
    inside = [p for p in told if p.chapter and same_chapter(_title(reading, chapter), p.chapter)]
    return [p for p in inside if same_chapter(_bare(_title(reading, slot)), _bare(p.heading))] if part else inside


def _title(reading: Reading, slot: str) -> str:
    return reading.manuscript.standard.slots[slot].title


def _bare(title: str) -> str:
    return re.sub(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])", "", title)


def _too_long(reading: Reading, one: Requirements) -> Iterator[Remark]:
    for slot, most in one.longest.items():
        passages = _in(reading, slot)
        letters = sum(len("".join(p.text.split())) for p in passages if p.kind != "heading" or p.level > 1)
        if letters > most:
            message = (
                f"“{_bare(_title(reading, slot))}”写了 {letters} 字，{one.place}要求不超过 {most} 字（{one.name}）"
            )
            yield Remark("E13", passages[0], "", message, "删减到要求的字数以内")


def _too_late(reading: Reading, one: Requirements) -> Iterator[Remark]:
    date = reading.manuscript.report.questions.get(DATE)
    if one.deadline and isinstance(date, dt.date):
        last = dt.date(reading.year + 1, *map(int, one.deadline.split("-")))
        if date > last:
            message = f"成文日期 {date_text(date)}，晚于{one.place}要求的 {date_text(last)}（{one.name}）"
            yield Remark("E13", None, "", message, "核对日期；已经迟了的尽快报送", figure=f"cover.{DATE}")
