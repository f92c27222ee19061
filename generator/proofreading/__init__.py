"""Proofreading (审读): the whole text of a report, drafted or published, read as a reviewing office would read it."""

from generator.proofreading.drafted_text import of_document
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.proofreading import proofread
from generator.proofreading.reading import LastYear

__all__ = ["LastYear", "Manuscript", "Passage", "of_document", "proofread"]
