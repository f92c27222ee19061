"""The conversation: its steps follow from the standard and from what was answered, and each answer is saved at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.answers.values import Refused, read_answer
from generator.document.blocks import Statistics, text_of
from generator.examination import Finding
from generator.examination.carrying import carried
from generator.flow.case import Case
from generator.form.layout import COVER_PREFIX
from generator.standard.definition import DATE, YEAR
from generator.wizard.record import Record
from generator.wizard.tables import TableTalk
from generator.wizard.terminal import Back, Step, Terminal


class Conversation:
    """Asks what is not yet answered, in the order of the form; `last` is last year's case where there is one."""

    def __init__(self, record: Record, terminal: Terminal, last: Case | None = None) -> None:
        self.record, self.terminal, self.last = record, terminal, last
        self.standard = record.standard
        self.tables = TableTalk(record, terminal, self.case)
        self.asking = ""  # the step that is being asked

    def begin(self) -> None:
        """Take over from last year what continues: the office's own data and carried-over figures."""
        if self.last is None:
            return
        for name, value in carried(self.standard, self.last.restated_report).values.items():
            known = self.record.questions if name.startswith(COVER_PREFIX) else self.record.figures
            known.setdefault(name.removeprefix(COVER_PREFIX), str(value))

    def run(self) -> None:
        """Ask every step that is open; going back opens the step before."""
        while (step := next((s for s in self.steps() if s.name not in self.record.progress), None)) is not None:
            self.asking = step.name
            try:
                step.ask()
            except Back:
                self._back(step.name)
                continue
            self.record.mark(step.name)
            self.record.save()

    def _back(self, name: str) -> None:
        """Open the step before this one; of a group that was skipped, its first line."""
        names = [step.name for step in self.steps()]
        before = [n for n in names[: names.index(name)] if n in self.record.progress]
        if before:
            self.record.forget(*(self.tables.skipped_with(before[-1]) or before[-1:]))

    def steps(self) -> list[Step]:
        """All steps that there are, given what was answered."""
        return [
            *self._cover(),
            *(step for table in self.standard.tables for step in self.tables.steps(table)),
            *self._texts(),
        ]

    # the cover

    def cover_steps(self) -> list[Step]:
        """Every question of the cover, whether or not it was asked."""
        return [self._question(key) for key in self.standard.questions if key != YEAR]

    def _cover(self) -> Iterator[Step]:
        questions = {key: question for key, question in self.standard.questions.items() if key != YEAR}
        optional = [key for key, question in questions.items() if not question.required and key != DATE]
        yield from (self._question(key) for key in questions if key not in optional)
        if optional:
            yield Step("facts", "哪些情况要写进报告", partial(self._facts, optional))
        yield from (self._question(key) for key in optional if f"fact:{key}" in self.record.progress)

    def _question(self, key: str) -> Step:
        return Step(f"cover.{key}", self.standard.questions[key].label, partial(self._ask_question, key))

    def _ask_question(self, key: str) -> None:
        question = self.standard.questions[key]
        unit = f"（{question.unit}）" if question.unit else ""
        given = self.record.questions.get(key, "")
        if question.choices or question.kind == "yes_no":
            options = [(word, word) for word in question.choices or ["是", "否"]]
            self.record.questions[key] = self.terminal.choose(question.label, options, given)
            return

        def check(typed: str) -> bool | str:
            if not typed.strip():
                return f"{question.label}要填写" if question.required else True
            try:
                read_answer(question.kind, typed)
            except Refused as problem:
                return f"{question.label}{problem}"
            return True

        guidance = self.standard.wording(question.guidance, self.record.year)
        typed = self.terminal.text(f"{question.label}{unit}：", given, check, guidance)
        self.record.questions[key] = typed.strip()

    def _facts(self, optional: list[str]) -> None:
        questions = [(key, self.standard.questions[key]) for key in optional]
        options = [(key, f"{question.group}·{question.label}") for key, question in questions]
        known = [key for key in optional if self.record.questions.get(key)]
        ticked = [key for key in optional if key in known or f"fact:{key}" in self.record.progress]
        chosen = self.terminal.tick("本年有哪些情况要写进报告？", options, ticked)
        self.record.forget(*(f"fact:{key}" for key in optional))
        self.record.mark(*(f"fact:{key}" for key in optional if key in chosen and key not in known))
        for key in known:
            if key not in chosen:
                del self.record.questions[key]

    # the text

    def _texts(self) -> Iterator[Step]:
        yield Step("texts", "各章文字", self._accept)
        if "texts:each" in self.record.progress:
            yield from self.text_steps()
        yield Step("holes", "待补充的地方", self._ask_holes)
        for finding in self.case().unwritten if "holes:now" in self.record.progress else ():
            yield Step(f"hole:{finding.label}", finding.label, partial(self._fill, finding))

    def text_steps(self) -> list[Step]:
        """The chapters and parts whose text can be added to or rewritten."""
        return [
            Step(f"text.{slot.key}", slot.title, partial(self._text, slot.key)) for slot in self.standard.slots.values()
        ]

    def _accept(self) -> None:
        self.record.forget("texts:each")
        options = [("all", "全部按起草的文字"), ("each", "逐章查看、补充或改写")]
        if self.terminal.choose("各章文字已按填的数起草好：", options) == "each":
            self.record.mark("texts:each")

    def _text(self, slot: str) -> None:
        """Show what is drafted for a chapter or part; accept it, add to it, or write it anew."""
        told = self.standard.slots[slot]
        self.terminal.say(f"\n{told.title}\n{self.drafted(slot)}\n")
        options = [("accept", "就这样"), ("add", "在后面补充")]
        if self.standard.rewritable(slot):
            options += [("rewrite", "全部改写"), ("editor", "用编辑器改写")]
        choice = self.terminal.choose(told.guidance, options)
        if choice == "add":
            self.record.texts[slot] = self.terminal.paragraphs("补充的文字：", self.record.texts.get(slot, ""))
        elif choice in ("rewrite", "editor"):
            write = self.terminal.edit if choice == "editor" else partial(self.terminal.paragraphs, "改写为：")
            self.record.rewrites[slot] = write(self.record.rewrites.get(slot) or self.drafted(slot))

    def _ask_holes(self) -> None:
        self.record.forget("holes:now")
        holes = self.case().unwritten
        if not holes:
            return
        self.terminal.say("\n".join(f"　{finding.message}" for finding in holes))
        options = [("later", "先成稿，以后再填"), ("now", "现在逐一填写")]
        if self.terminal.choose(f"还有 {len(holes)} 处要由您来写：", options) == "now":
            self.record.mark("holes:now")

    def _fill(self, finding: Finding) -> None:
        """Ask for what a placeholder stands for: the question it belongs to, else the text of its chapter or part."""
        section, _, name = finding.about.partition(".")
        if section == "cover":
            self._ask_question(name)
            return
        self.record.texts[name] = self.terminal.paragraphs(finding.message, self.record.texts.get(name, ""))

    # what follows from the answers

    def case(self) -> Case:
        """The report as it stands now, by the same templates and beside the same last year as `check` would see it."""
        return Case(self.record.answers(), self.standard.folder.parent, self.last)

    def drafted(self, slot: str) -> str:
        """The text of a chapter or part as it stands now, without its heading and tables."""
        blocks = [
            b for b in self.case().document.blocks if b.origin.slot == slot or b.origin.slot.startswith(f"{slot}.")
        ]
        return "\n".join(text_of(block) for block in blocks[1:] if not isinstance(block, Statistics))
