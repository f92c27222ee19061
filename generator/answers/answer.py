"""Answers: what was typed, where, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.document.places import Place


class Answer(NamedTuple):
    """One thing typed: the text as it was received, and its place. `problem` says why it cannot be read at all."""

    text: str
    place: Place
    problem: str = ""


class Reason(NamedTuple):
    """Why a warning is left as it is: its code, where it stands (empty for every place), and the office's words."""

    code: str
    spot: str
    text: str
    place: Place


@dataclass(frozen=True)
class Answers:
    """All answers of one report.

    `titles` are the office's own, by chapter, part or attachment (`report` for the report's); `chapters` the keys of the
    chapters as it ordered them, none for those of the form. `figures` are by address `table.row.column`, `questions` by key, `texts` (added to the draft) and `rewrites` (in its
    stead) by slot. `last` is what a form holds of last year's report. `within` are the units whose sum it is. `asides` are words that stand beside the cells of a form, `remarks` sentences on how it was read. `progress` is what the wizard has asked. `places` tells where a figure, `cover.<key>` or `text.<slot>` belongs even when it was not answered.
    """

    standard: str
    year: int
    source: str
    figures: Mapping[str, Answer]
    questions: Mapping[str, Answer]
    texts: Mapping[str, Answer]
    rewrites: Mapping[str, Answer]
    places: Mapping[str, Place] = field(default_factory=dict)
    strays: tuple[Answer, ...] = ()
    progress: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    last: Answers | None = None
    titles: Mapping[str, Answer] = field(default_factory=dict)
    chapters: tuple[Answer, ...] = ()
    within: tuple[str, ...] = ()
    asides: tuple[Answer, ...] = ()
    remarks: tuple[str, ...] = ()

    def place(self, name: str) -> Place:
        """Where an answer stands or should stand."""
        return self.places.get(name, Place(file=self.source))
