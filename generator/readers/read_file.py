"""What a reader gives: the document a file holds, and what of the file could not be read."""

from __future__ import annotations

from typing import NamedTuple

from generator.document.blocks import Document


class ReadFile(NamedTuple):
    """The document of a file, every block and cell with its place; `notes` say in Chinese what was not read, and where."""

    document: Document
    notes: tuple[str, ...] = ()
