"""The answers while they are being given: every one is in the file before the next is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.answers.answer import Answer, Answers, Reason
from generator.answers.saving import answers_bytes
from generator.document.places import Place
from generator.errors import OutputError
from generator.standard.definition import AGENCY, YEAR
from generator.standard.model import Standard
from generator.writers.publishing import temporary


@dataclass
class Record:
    """What was typed so far, by address, question and slot; `progress` are the steps that were answered."""

    standard: Standard
    year: int
    path: Path
    figures: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    rewrites: dict[str, str] = field(default_factory=dict)
    progress: list[str] = field(default_factory=list)
    reasons: tuple[Reason, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    chapters: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, standard: Standard, answers: Answers, path: Path) -> Record:
        """Go on from a form or an answers file; what could not be read is left as it was typed."""
        parts = (answers.figures, answers.questions, answers.texts, answers.rewrites, answers.titles)
        figures, questions, texts, rewrites, titles = ({key: a.text for key, a in part.items()} for part in parts)
        questions.pop(YEAR, None)
        done, chapters = list(answers.progress), [one.text for one in answers.chapters]
        given = (figures, questions, texts, rewrites, done, answers.reasons, titles, chapters)
        return cls(standard, answers.year, path, *given)

    def mark(self, *steps: str) -> None:
        """Note steps as answered, in this order."""
        self.progress += [step for step in dict.fromkeys(steps) if step not in self.progress]

    def forget(self, *steps: str) -> None:
        """Note steps as open."""
        self.progress = [step for step in self.progress if step not in steps]

    def keep(self, step: str, typed: str) -> None:
        """Keep what was typed at a step that was left before it was answered."""
        self.progress = [one for one in self.progress if not one.startswith(f"typed:{step}\n")]
        if typed.strip():
            self.progress.append(f"typed:{step}\n{typed}")

    def kept(self, step: str) -> str:
        """What was typed at a step when it was left."""
        mark = f"typed:{step}\n"
        return next((one.removeprefix(mark) for one in self.progress if one.startswith(mark)), "")

    def absent(self) -> frozenset[str]:
        """What the form does not have of this office in this year, as far as it is told."""
        if not self.standard.conditions:
            return frozenset()
        supposed = self.standard.supposed(self.questions.get(AGENCY, ""))
        chosen = {key: text for key, text in self.questions.items() if text.strip()}
        return self.standard.absent(self.year, {**supposed, **chosen})

    def answers(self) -> Answers:
        """The answers as every other command reads them."""
        place = Place(file=self.path.name)

        def typed(values: dict[str, str], order: Iterable[str]) -> dict[str, Answer]:
            return {key: Answer(values[key], place) for key in order if values.get(key, "").strip()}

        slots = self.standard.text_slots
        return Answers(
            self.standard.id,
            self.year,
            self.path.name,
            typed(self.figures, self.standard.figures),
            typed(self.questions, self.standard.questions),
            typed(self.texts, slots),
            typed(self.rewrites, slots),
            progress=tuple(self.progress),
            reasons=self.reasons,
            titles=typed(self.titles, self.standard.titled),
            chapters=tuple(Answer(key, place) for key in self.chapters),
        )

    def save(self) -> None:
        """Write the file whole, so that a killed process loses nothing that was accepted."""
        data = answers_bytes(self.path.name, self.standard, self.answers())
        try:
            with temporary(self.path.parent, data) as draft:
                draft.replace(self.path)
        except OSError as problem:
            reason = problem.strerror or problem
            raise OutputError(f"{self.path}：填的内容存不下来（{reason}）。请换一个能写入的文件夹再开始。") from None
