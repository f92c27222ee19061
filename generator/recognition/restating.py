"""A published report as answers it can be made again of: its figures, the cover answers its sentences tell, the office's own words.

The words of the template are not stored: what the draft says of itself is recognised, and only the rest is the office's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.answers.answer import Answer, Answers
from generator.document.blocks import PLACEHOLDER, Block, Document, Statistics, lines_in
from generator.drafting import draft
from generator.examination import examine
from generator.recognition.cover_words import answers_told
from generator.recognition.published import Published
from generator.recognition.slots_told import ToldParagraph, slots_told
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS
from generator.words.folding import unspaced

_CLAUSE = re.compile("(?<=[，、；。：（）])")
_TRIED = {"count": ("0",), "money": ("0",), "amount": ("0",), "yes_no": ("是", "否"), "text": ("无",)}


class Restating:
    """The way from a published report to its answers; `answers` is how far it has come."""

    def __init__(self, standard: Standard, published: Published) -> None:
        self.standard = standard
        self.paragraphs = [
            ToldParagraph(line.text.strip(), published.source.place(line.number))
            for line in published.lines
            if line.text.strip() and not line.table
        ]
        self.known = {clause for told in self.paragraphs for clause in _clauses(told.text)}
        given = published.answers
        self.answers = replace(given, figures=_entered(standard, given))
        self._reached: tuple[int, int] | None = None  # how like the report the draft of the answers is

    def restated(self) -> Answers:
        """The answers with everything that could be told."""
        self._cover_answers()
        self._gates()
        told = slots_told(self.standard, self.document(), self.paragraphs)
        for slot, paragraphs in told.items():
            self._slot(slot, paragraphs)
        found = self.answers.questions
        return replace(self.answers, questions={key: found[key] for key in self.standard.questions if key in found})

    def document(self, questions: Mapping[str, Answer] | None = None) -> Document:
        answers = self.answers if questions is None else replace(self.answers, questions=questions)
        return draft(self.standard, examine(self.standard, answers).report)

    def unlike(self, document: Document) -> list[str]:
        """The paragraphs of the report that a draft does not have."""
        drafted = Counter(unspaced(text) for block in document.blocks for text in lines_in(block))
        return [told.text for told in self.paragraphs if not drafted[unspaced(told.text)]]

    def _cover_answers(self) -> None:
        """Answers that stand in sentences of the template; one that makes the draft less like the report is left out again."""
        found = answers_told(self.standard, self.answers, self.paragraphs)
        self._take(found)
        for key in found:
            self._take_if_better({k: v for k, v in self.answers.questions.items() if k != key})

    def _gates(self) -> None:
        """Answers that choose a sentence without standing in it: taken when the draft is more like the report."""
        for value, kinds in (("0", NUMBERS), ("是", ("yes_no",))):
            open_ones = [key for key, q in self.standard.questions.items() if q.kind in kinds]
            self._take_if_better({**{key: self._said(key, value) for key in open_ones}, **self.answers.questions})
        for key, question in self.standard.questions.items():
            tried = tuple(question.choices) or _TRIED.get(question.kind, ())
            if key in self.answers.questions and self.answers.questions[key].text in tried:
                self._take_if_better({k: v for k, v in self.answers.questions.items() if k != key}, least=0)
            for value in () if key in self.answers.questions else tried:
                self._take_if_better({**self.answers.questions, key: self._said(key, value)})

    def _said(self, key: str, value: str) -> Answer:
        return Answer(value, self.answers.place(f"cover.{key}"))

    def _take(self, found: Mapping[str, Answer]) -> None:
        self.answers, self._reached = replace(self.answers, questions={**self.answers.questions, **found}), None

    def _take_if_better(self, questions: Mapping[str, Answer], least: int = 1) -> None:
        """Take these answers when the draft they make is more like the report, by at least so many paragraphs."""
        if self._reached is None:
            self._reached = self._likeness(self.document())
        (alike, unlike), (mine, not_mine) = self._likeness(self.document(questions)), self._reached
        if alike - unlike >= mine - not_mine + least and alike >= mine + least:
            self.answers, self._reached = replace(self.answers, questions=questions), (alike, unlike)

    def _likeness(self, document: Document) -> tuple[int, int]:
        """How many of its clauses the report has, and how many it has not."""
        drafted = [clause for block in document.blocks for text in lines_in(block) for clause in _clauses(text)]
        alike = sum(clause in self.known for clause in drafted)
        return alike, len(drafted) - alike

    def _slot(self, slot: str, told: Sequence[ToldParagraph]) -> None:
        """What the office wrote in a slot: beside the draft where that is in the report whole, else in its stead."""
        mine = [unspaced(text) for block in self._blocks(slot) for text in lines_in(block)]
        there = [unspaced(one.text) for one in told]
        drafted = [text for text in mine if not PLACEHOLDER.search(text)]
        own = [one for one, text in zip(told, there, strict=True) if text not in mine]
        if not own and all(text in there for text in drafted):
            return
        if own and all(text in there for text in drafted):
            tried = replace(self.answers, texts={**self.answers.texts, slot: _stored(own)})
            if self._says(tried, slot, there):
                self.answers = tried
                return
        if self.standard.rewritable(slot) and told:
            self.answers = replace(self.answers, rewrites={**self.answers.rewrites, slot: _stored(told)})
        elif own:
            self.answers = replace(self.answers, texts={**self.answers.texts, slot: _stored(own)})

    def _says(self, answers: Answers, slot: str, wanted: list[str]) -> bool:
        """Whether a draft of these answers says in a slot what the report does."""
        document = draft(self.standard, examine(self.standard, answers).report)
        return [unspaced(text) for block in slot_blocks(document, slot) for text in lines_in(block)] == wanted

    def _blocks(self, slot: str) -> Sequence[Block]:
        return slot_blocks(self.document(), slot)


def slot_blocks(document: Document, slot: str) -> Sequence[Block]:
    """The blocks of a slot below its heading."""
    found = [block for block in document.blocks if block.origin.slot == slot and not isinstance(block, Statistics)]
    return found[1:] if slot else found


def _clauses(text: str) -> list[str]:
    """The clauses of a paragraph, each with the mark it ends with."""
    return [clause for clause in _CLAUSE.split(unspaced(text)) if clause]


def _stored(told: Sequence[ToldParagraph]) -> Answer:
    """Paragraphs as one answer, at the place of the first."""
    return Answer("\n".join(one.text for one in told), told[0].place)


def _entered(standard: Standard, answers: Answers) -> dict[str, Answer]:
    """The figures without the totals that are the sums of their parts: these follow when a part is changed."""
    parts = {address: one for address, one in answers.figures.items() if not standard.figures[address].is_total}
    given = examine(standard, answers).report.figures
    added = examine(standard, replace(answers, figures=parts)).report.figures
    return {a: one for a, one in answers.figures.items() if a in parts or added[a] != given[a]}
