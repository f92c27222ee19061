"""A standard: the official form of a report as data, its loading, its figures and its check language."""

from generator.standard.library import load_standard, standard_for_year, standard_ids
from generator.standard.model import Standard

__all__ = ["Standard", "load_standard", "standard_for_year", "standard_ids"]
