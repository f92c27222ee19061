"""Drafting: a standard and a report become a document of blocks, the one source of every writer."""

from generator.drafting.drafting import draft
from generator.drafting.unwritten import unwritten

__all__ = ["draft", "unwritten"]
