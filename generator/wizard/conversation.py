"""The conversation: its steps follow from the standard and from what was answered, and each answer is saved at once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.examination.carrying import carried
from generator.flow.case import Case
from generator.form.layout import COVER_PREFIX
from generator.wizard.cover import FACTS_AS_BEFORE, CoverTalk
from generator.wizard.record import Record
from generator.wizard.tables import TableTalk
from generator.wizard.terminal import Back, Listed, Step, Terminal
from generator.wizard.texts import TextTalk


class Conversation:
    """Asks what is not yet answered, in the order of the form; `last` is last year's case where there is one."""

    def __init__(self, record: Record, terminal: Terminal, last: Case | None = None) -> None:
        self.last = last
        self.asking = ""  # the step that is being asked
        self.formats: tuple[str, ...] = ("docx", "txt")  # the kinds of files that are made of it
        self.opened(record, terminal)

    def opened(self, record: Record, terminal: Terminal) -> None:
        """Speak about a record from now on."""
        self.record, self.terminal, self.standard = record, terminal, record.standard
        self.tables = TableTalk(record, terminal, self.case)
        self.cover = CoverTalk(record, terminal)
        self.texts = TextTalk(record, terminal, self.case, self.cover)

    def begin(self) -> None:
        """Take over from last year what continues: the office's own data and carried-over figures."""
        if self.last is None:
            return
        for name, value in carried(self.standard, self.last.restated_report).values.items():
            key = name.removeprefix(COVER_PREFIX)
            known = self.record.questions if name.startswith(COVER_PREFIX) else self.record.figures
            known.setdefault(key, str(value))
            if name.startswith(COVER_PREFIX):
                self.record.mark(f"kept:{key}")
        if self.cover.told_nothing(self.last.restated_report.questions):
            self.record.mark(FACTS_AS_BEFORE)
            self.terminal.say("上年没有写会议、培训一类的情况，不再问；今年有的，按 Ctrl-L 选“基本信息和本年情况”。")

    def run(self) -> None:
        """Ask every step that is open; going back opens the step before."""
        while (step := next((s for s in self.steps() if s.name not in self.record.progress), None)) is not None:
            try:
                self.ask(step)
            except Back:
                self._back(step.name)
            except Listed:
                self.listed()

    def ask(self, step: Step) -> None:
        """Ask one step and save its answer; what was half typed when it is left is kept for the next time."""
        self.asking = step.name
        self.terminal.draft = self.record.kept(step.name)
        try:
            step.ask()
        except (Back, Listed, KeyboardInterrupt, EOFError):
            self.record.keep(step.name, self.terminal.left)
            self.record.save()
            raise
        self.record.keep(step.name, "")
        self.record.mark(step.name)
        self.record.save()

    def listed(self) -> None:
        """Show the list of all that is asked, and ask what is chosen there."""
        from generator.wizard.sections import choose_section

        choose_section(self)

    def _back(self, name: str) -> None:
        """Open the step before this one; of a group that was skipped, its first line. Before the first stands the list."""
        names = [step.name for step in self.steps()]
        before = [n for n in names[: names.index(name)] if n in self.record.progress] if name in names else []
        if before:
            self.record.forget(*(self.tables.skipped_with(before[-1]) or before[-1:]))
        else:
            self.listed()

    def steps(self) -> Iterator[Step]:
        """All steps that there are, given what was answered; what is to be written is known when all else is told."""
        yield from self.cover.steps()
        for table in self.standard.tables:
            yield from self.tables.steps(table)
        yield from self.texts.steps()

    def steps_of(self, section: str) -> Iterator[Step]:
        """The steps of the cover, or of a table."""
        yield from self.cover.steps() if section == "cover" else self.tables.steps(section)

    def case(self) -> Case:
        """The report as it stands now, by the same templates and beside the same last year as `check` would see it."""
        return Case(self.record.answers(), self.standard.folder.parent, self.last)
