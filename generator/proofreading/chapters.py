"""The chapters that rules speak of by their meaning, whatever a form or an office calls them."""

from __future__ import annotations

import re

from generator.proofreading.catalogue import ParametersFile
from generator.proofreading.manuscript import Manuscript, Passage
from generator.standard.definition import ChapterMeaning


def stands_in(manuscript: Manuscript, passage: Passage, meaning: ChapterMeaning, words: ParametersFile) -> bool:
    """Whether a passage belongs to a chapter of this meaning: as the standard says, or as a published heading sounds."""
    if not manuscript.published:
        return manuscript.standard.stands_in(passage.slot, meaning)
    return bool(re.search(getattr(words.chapters, meaning), passage.chapter or passage.heading))
