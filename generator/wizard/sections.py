"""The list of all that is asked, with what is told and what is open: the way back, and the way on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from generator.standard.definition import YEAR
from generator.wizard.chapters import arrange
from generator.wizard.terminal import Back, Listed, Step
from generator.wizard.year_change import change_year
from generator.words.widths import width

if TYPE_CHECKING:
    from generator.wizard.conversation import Conversation

ON = "on"


class Section(NamedTuple):
    """A part of the list: its words, how much of it is told, and its steps."""

    name: str
    label: str
    told: str
    steps: list[Step]


def sections(conversation: Conversation) -> Iterator[Section]:
    """The parts of what is asked, in the order of the report."""
    record, standard = conversation.record, conversation.standard
    cover = conversation.cover.every()
    known = sum(bool(record.questions.get(step.name.partition(".")[2], "").strip()) for step in cover)
    yield Section("cover", "基本信息和本年情况", f"填了 {known} 项", cover)
    yield Section(YEAR, "报告年度和格式", f"{record.year}，{standard.id}", [])
    for name, table in standard.tables.items():
        lines = conversation.tables.lines_of(name)
        told = sum(all(record.figures.get(a, "").strip() for a in line.addresses) for line in lines)
        steps = [conversation.tables.gate(name), *(conversation.tables.step_of(line) for line in lines)]
        yield Section(name, table.title, f"填了 {told} 行，共 {len(lines)} 行", steps)
    texts = conversation.texts.every()
    own = sum(bool(record.texts.get(s.name[5:]) or record.rewrites.get(s.name[5:])) for s in texts)
    yield Section("texts", "各章文字", f"补充、改写 {own} 处", texts)
    if standard.titled:
        yield Section(
            "chapters", "各章安排（标题、次序、不印）", "改过" if record.chapters or record.titles else "照格式", []
        )


def choose_section(conversation: Conversation) -> None:
    """Show the list, ask what is chosen, and come back to it until the user goes on."""
    while True:
        found = {section.name: section for section in sections(conversation)}
        options = [
            (ON, "接着往下填"),
            *((s.name, f"{_mark(conversation, s)} {s.label}　{s.told}") for s in found.values()),
        ]
        try:
            chosen = conversation.terminal.choose("目录（✓ 问过了，○ 还没有问完）：", options)
            if chosen == ON:
                return
            if chosen == YEAR:
                change_year(conversation)
            elif chosen == "chapters":
                arrange(conversation)
            else:
                _enter(conversation, found[chosen])
        except Listed:
            continue
        except Back:
            return


def _mark(conversation: Conversation, section: Section) -> str:
    """Whether everything of a section was asked."""
    progress = set(conversation.record.progress)
    if section.name in (YEAR, "chapters", "texts"):
        return "✓"
    asked = [step for step in conversation.steps_of(section.name) if step.name not in progress]
    return "○" if asked else "✓"


def _enter(conversation: Conversation, section: Section) -> None:
    """Choose an entry of a section and ask it; the gate of a table asks the table through."""
    steps = {step.name: step for step in section.steps}
    options = [(name, f"{step.label}{_value(conversation, name)}") for name, step in steps.items()]
    gate = f"gate:{section.name}"
    options = [(name, "从头问一遍（先问有没有）" if name == gate else words) for name, words in options]
    chosen = conversation.terminal.choose(f"{section.label}：改哪一处？", options)
    conversation.ask(steps[chosen])
    if chosen == gate:
        lines = conversation.tables.lines_of(section.name)
        conversation.record.forget(*(line.step for line in lines), *(f"skipped:{line.step}" for line in lines))
        conversation.record.save()
        conversation.run()


def _value(conversation: Conversation, name: str) -> str:
    """What was answered at a step, as short as a list needs it."""
    record = conversation.record
    if name in conversation.tables.lines:
        given = [record.figures.get(a, "") or "空" for a in conversation.tables.lines[name].addresses]
        told = "都是 0" if set(given) == {"0"} and len(given) > 1 else " ".join(given)
    else:
        key = name.partition(".")[2]
        told = record.questions.get(key) or record.rewrites.get(key) or record.texts.get(key) or ""
    told = " ".join(told.split())
    room = max(conversation.terminal.columns - 40, 16)
    while width(told) > room:
        told = told[:-2] + "…"
    return f"　{told}" if told else ""
