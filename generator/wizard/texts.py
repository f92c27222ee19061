"""The chapters in the conversation: what is drafted, shown; accepted, added to, or written anew; and what is still to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
        if "holes" in self.record.progress:
            return
        open_ones = [f for f in self.case().unwritten if not (f.about.startswith("cover.") and self._asked(f))]
        for at, finding in enumerate(open_ones, 1):
            yield Step(f"hole:{finding.label}", finding.label, partial(self._fill, finding, open_ones[at:]))

    def _asked(self, finding: Finding) -> bool:
        return finding.about in self.record.progress

    def _fill(self, finding: Finding, after: Sequence[Finding]) -> None:
        """Fill one of what is to be written; when a text is left open, all behind it are for later too."""
        self.fill(finding, after)
        section, _, name = finding.about.partition(".")
        if section != "cover" and not self.record.texts.get(name, "").strip():
            self.record.mark("holes")

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

    def fill(self, finding: Finding, after: Sequence[Finding] = ()) -> None:
        """Ask for what a placeholder stands for: the questions it names, else the text of its chapter or part."""
        section, _, name = finding.about.partition(".")
        if section == "cover":
            own, told = self._named(finding), self.record.questions
            open_ones = [
                key for key in (*own, *(k for f in after for k in self._named(f))) if not told.get(key, "").strip()
            ]
            for at, key in enumerate(open_ones, 1):
                if key in own and not told.get(key, "").strip():
                    self.cover.ask(key, open_ones[at:])
            return
        later = "这一处和后面要写的以后再填" if after else "以后再填"
        message = f"{finding.message}\n　不填的直接写完，{later}。"
        written = self.terminal.paragraphs(message, self.record.texts.get(name, ""), checked)
        self.record.texts[name] = written

    def _named(self, finding: Finding) -> list[str]:
        """The questions of the cover that a placeholder names; none where a text is wanted."""
        section, _, name = finding.about.partition(".")
        told = PLACEHOLDER.search(finding.message)
        return self.cover.named_in(told[1] if told else "", name) if section == "cover" else []

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
