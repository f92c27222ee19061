"""The year of a report, and its form, changed in the middle: what is lost by it is said first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from generator.errors import NianbaoError
from generator.standard import Standard, load_standard, standard_for_year
from generator.standard.library import kind_by_name, standard_ids
from generator.wizard.record import Record
from generator.wizard.terminal import Validate

if TYPE_CHECKING:
    from generator.wizard.conversation import Conversation


def year_check(standard_of: Callable[[int], Standard]) -> Validate:
    """Whether a typed year has ended and has a form; else why not."""

    def check(typed: str) -> bool | str:
        if not re.fullmatch(r"[12]\d{3}", typed.strip()):
            return "年度要写成四位数字，如 2024"
        year = int(typed)
        try:
            standard = standard_of(year)
        except NianbaoError as problem:
            return str(problem)
        if standard.last_day(year) >= dt.date.today():
            return f"{standard.wording(standard.file.period, year)}还没有结束，请填已经结束的一年"
        return standard.covers(year) or standard.out_of_span(year)

    return check


def change_year(conversation: Conversation) -> None:
    """Ask for the year and the form again; figures that the other form does not have are named before they are dropped."""
    record, terminal = conversation.record, conversation.terminal
    home = record.standard.folder.parent
    kind = kind_by_name(record.questions.get("agency", ""))
    ways = [("year", f"改年度（现在是 {record.year}）"), ("standard", f"换格式（现在是 {record.standard.id}）")]
    if terminal.choose("改什么？", ways) == "year":
        usual = partial(standard_for_year, kind=kind, folder=home)
        typed = terminal.text("报告年度：", str(record.year), year_check(usual))
        year = int(typed)
        standard = record.standard if record.standard.covers(year) else usual(year)
    else:
        year = record.year
        fitting = [load_standard(name, home) for name in standard_ids(home)]
        options = [(s.id, f"{s.id}　{s.file.name}") for s in fitting if s.covers(year)]
        standard = load_standard(terminal.choose(f"{year}年度可以用的格式：", options, record.standard.id), home)
    if (standard.id, year) == (record.standard.id, record.year):
        return
    lost = [address for address, text in record.figures.items() if text.strip("0") and address not in standard.figures]
    if lost and not terminal.yes(f"新的格式里没有已填的 {len(lost)} 格数，换了就不用了，换吗？", default=False):
        return
    conversation.opened(_moved(record, standard, year), terminal)
    conversation.record.save()
    terminal.say(f"现在是 {year} 年度，格式 {standard.id}（{standard.file.document}）。")


def _moved(record: Record, standard: Standard, year: int) -> Record:
    """The record under another year or form: what both forms have, the rest to be asked."""
    same = standard.id == record.standard.id
    return Record(
        standard,
        year,
        record.path,
        {address: text for address, text in record.figures.items() if address in standard.figures},
        {key: text for key, text in record.questions.items() if key in standard.questions},
        {slot: text for slot, text in record.texts.items() if slot in standard.text_slots},
        {slot: text for slot, text in record.rewrites.items() if slot in standard.text_slots},
        record.progress if same else [step for step in record.progress if step.partition(".")[0] == "cover"],
        record.reasons,
        {key: text for key, text in record.titles.items() if key in standard.titled},
        record.chapters if same else [],
    )
