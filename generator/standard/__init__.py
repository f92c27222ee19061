"""A standard: the official form of a report as data, its loading, its figures and its check language."""

from generator.standard.definition import Chapter, Check, Column, Question, Row, Table
from generator.standard.figures import Figure
from generator.standard.library import load_standard, standard_for_year, standard_ids
from generator.standard.model import Slot, Standard

__all__ = [
    "Chapter",
    "Check",
    "Column",
    "Figure",
    "Question",
    "Row",
    "Slot",
    "Standard",
    "Table",
    "load_standard",
    "standard_for_year",
    "standard_ids",
]
