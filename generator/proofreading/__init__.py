"""Proofreading (审读): the whole text of a report, drafted or published, read as a reviewing office would read it."""

from generator.proofreading.manuscript import Manuscript, Passage, of_document, of_published
from generator.proofreading.proofreading import LastYear, proofread

__all__ = ["LastYear", "Manuscript", "Passage", "of_document", "of_published", "proofread"]
