"""The chapters in the conversation: what is drafted, shown; accepted, added to, or written anew; and what is still to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.answers.values import Refused, read_paragraphs
from generator.document.blocks import PLACEHOLDER, Heading, Statistics, Title, text_of
from generator.drafting.drafting import NOTHING
from generator.examination import Finding
from generator.flow.case import Case
from generator.standard.model import LEAD, OPENING, OWN_CHAPTERS
from generator.wizard.cover import CoverTalk
from generator.wizard.record import Record
from generator.wizard.terminal import Step, Terminal


class TextTalk:
    """The steps of the chapters and of what is still to be written; `case` gives the report as it stands."""

    def __init__(self, record: Record, terminal: Terminal, case: Callable[[], Case], cover: CoverTalk) -> None:
        self.record, self.terminal, self.case, self.cover = record, terminal, case, cover
        self.standard = record.standard

    def steps(self) -> Iterator[Step]:
        """What only a person can write, one by one; what was asked on the cover and left is not asked again."""
        for finding in self.case().unwritten if "holes" not in self.record.progress else ():
            if finding.about.partition(".")[0] != "cover" or finding.about not in self.record.progress:
                yield Step(f"hole:{finding.label}", finding.label, partial(self.fill, finding))

    def every(self) -> list[Step]:
        """The places whose text can be added to or rewritten, in the order of the report."""
        absent, printed = self.record.absent(), (*self.record.chapters, *self.record.titles)
        slots = self.standard.text_slots.values()
        told = [s for s in slots if s.key not in absent and (s.key not in OWN_CHAPTERS or s.key in printed)]
        return [Step(f"text.{slot.key}", self._label(slot.key), partial(self._ask, slot.key)) for slot in told]

    def _label(self, slot: str) -> str:
        title = self.record.titles.get(slot) or self.standard.title_of(slot, self.record.year)
        chapter = self.standard.file.chapters.get(slot)
        return f"{title}（最后一部分后面）" if chapter and chapter.parts else title

    def _ask(self, slot: str) -> None:
        """Show what is drafted for a place; accept it, add to it, or write it anew."""
        told, drafted = self.standard.text_slots[slot], self.drafted(slot)
        self.terminal.say(f"\n{self._label(slot)}\n{drafted}\n")
        options = [("accept", "就这样"), ("add", "补充")]
        if self.standard.rewritable(slot):
            options += [("rewrite", "全部改写"), ("editor", "用编辑器改写")]
            options += [("restore", "改回自动起草的")] if self.record.rewrites.get(slot) else []
            options += [("nothing", "不印开头这一段")] if slot == OPENING else []
        choice = self.terminal.choose(told.guidance, options)
        if choice == "add":
            known = self.record.texts.get(slot, "")
            self.record.texts[slot] = self.terminal.paragraphs("补充的文字：", known, checked)
        elif choice in ("rewrite", "editor"):
            before = self.record.rewrites.get(slot) or drafted
            rewrite = partial(self.terminal.paragraphs, "改写为：", validate=checked)
            written = self.terminal.edit(before) if choice == "editor" else rewrite(before)
            if written.strip() != before.strip():  # what was not changed goes on with the figures
                self.record.rewrites[slot] = written
        elif choice == "restore":
            self.record.rewrites.pop(slot, None)
        elif choice == "nothing":
            self.record.rewrites[slot] = NOTHING

    def fill(self, finding: Finding) -> None:
        """Ask for what a placeholder stands for: the questions it names, else the text of its chapter or part."""
        section, _, name = finding.about.partition(".")
        if section == "cover":
            told = PLACEHOLDER.search(finding.message)
            for key in self.cover.named_in(told[1] if told else "", name):
                if not self.record.questions.get(key, "").strip():
                    self.cover.ask(key)
            return
        written = self.terminal.paragraphs(
            f"{finding.message}\n　不填的直接写完，以后再填。", self.record.texts.get(name, ""), checked
        )
        self.record.texts[name] = written

    def drafted(self, slot: str) -> str:
        """The text of a chapter or part as it stands now, without its heading and tables."""
        blocks = self.case().document.blocks
        if slot == OPENING:
            first = next((n for n, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
            return "\n".join(text_of(block) for block in blocks[:first] if not isinstance(block, Title))
        if slot.endswith(f".{LEAD}"):
            return self.record.texts.get(slot, "")
        inside = [b for b in blocks if b.origin.slot == slot or b.origin.slot.startswith(f"{slot}.")]
        return "\n".join(text_of(block) for block in inside[1:] if not isinstance(block, Statistics))


def checked(typed: str) -> bool | str:
    """Whether a text can be stored; else why, while it is still in the prompt."""
    try:
        read_paragraphs(typed)
    except Refused as problem:
        return str(problem)
    return True
