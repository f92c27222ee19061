"""A reading: the manuscript, what it tells, last year's report and the words of the rules, as every rule sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.examination.report import Report
from generator.proofreading.catalogue import ParametersFile, parameters
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.telling.drafted import drafted_words
from generator.proofreading.telling.ledger import Ledger, ledger_of
from generator.proofreading.telling.lists import Counts, counts_in
from generator.proofreading.telling.mentions import told_in
from generator.proofreading.telling.reckoning import Reckoning
from generator.proofreading.telling.statements import Statements
from generator.proofreading.telling.vocabulary import vocabulary
from generator.standard.definition import ChapterMeaning
from generator.words.titles import same_chapter


class LastYear(NamedTuple):
    """Last year's report: its figures, and its text where there is one."""

    report: Report
    manuscript: Manuscript | None = None


class Chapters(NamedTuple):
    """The headings of a text's chapters, and by official title the number of the heading that is it."""

    heads: list[Passage]
    at: dict[str, int | None]


@dataclass(frozen=True)
class Reading:
    """One report as it is read by the rules of a folder of templates."""

    manuscript: Manuscript
    last: LastYear | None = None
    templates: Path | None = None

    @cached_property
    def words(self) -> ParametersFile:
        return parameters(self.templates)

    @cached_property
    def told(self) -> Statements:
        return told_in(self.manuscript, self.reckoning.words)

    @cached_property
    def ledger(self) -> Ledger:
        """What the numbers of the text tell in the words of the drafts."""
        return ledger_of(self.manuscript, drafted_words(self.manuscript.standard, self.manuscript.year))

    @cached_property
    def counts(self) -> list[tuple[Passage, Counts]]:
        """What each paragraph of the office's own counts, where it counts anything."""
        found = ((passage, counts_in(passage.text)) for passage in self.manuscript.prose())
        return [(passage, counts) for passage, counts in found if counts.items]

    @cached_property
    def reckoning(self) -> Reckoning:
        """Where the numbers of the vocabulary stand in this form, and what they are."""
        standard = self.manuscript.standard
        sayings = vocabulary(self.manuscript.year, self.templates, standard if standard.file.sayings else None)
        return Reckoning(self.manuscript, sayings, self.last.report if self.last else None)

    @cached_property
    def chapters(self) -> Chapters:
        """The chapters that are there, beside those of the form."""
        heads = [passage for passage in self.manuscript.headings() if passage.level == 1]
        absent = self.manuscript.report.absent
        chapters = self.manuscript.standard.file.chapters.items()
        titles = [chapter.title for key, chapter in chapters if key not in absent]
        return Chapters(
            heads, {t: next((n for n, h in enumerate(heads) if same_chapter(t, h.text)), None) for t in titles}
        )

    @cached_property
    def cut(self) -> bool:
        """Whether a published text ends before its last two chapters."""
        if not self.manuscript.published or not self.manuscript.standard.file.official_chapters:
            return False
        return not any(place is not None for place in list(self.chapters.at.values())[-2:])

    @property
    def year(self) -> int:
        return self.manuscript.year

    def stands_in(self, passage: Passage, meaning: ChapterMeaning) -> bool:
        """Whether a passage belongs to a chapter of this meaning: as the standard says, or as a published heading sounds."""
        if not self.manuscript.published:
            return self.manuscript.standard.stands_in(passage.slot, meaning)
        return bool(re.search(getattr(self.words.chapters, meaning), passage.chapter or passage.heading))

    def prose_in(self, meaning: ChapterMeaning) -> list[Passage]:
        """What the office wrote in the chapters of this meaning."""
        return [passage for passage in self.manuscript.prose() if self.stands_in(passage, meaning)]
