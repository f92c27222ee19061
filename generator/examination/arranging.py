"""The chapters as an office ordered and named them: what may stand there, and what becomes of the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from generator.answers.answer import Answer, Answers
from generator.standard.model import MINUS, OPENING, OWN_CHAPTERS, Standard


class Misplaced(NamedTuple):
    """Something about the order of chapters that cannot be: the answer it is about, by name, and why."""

    about: str
    answer: Answer
    problem: str


class Arrangement:
    """What of a report is printed, and in which order; `absent` is what the form does not have of this office in this year."""

    def __init__(self, standard: Standard, answers: Answers, absent: frozenset[str]) -> None:
        self.standard, self.answers, self.absent = standard, answers, absent
        self.form = tuple(key for key in standard.file.chapters if key not in absent)

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        """The keys of the chapters that are printed, in the office's own order; none when they are all the form's in its order."""
        if self.standard.file.official_chapters:
            return () if self.form == tuple(self.standard.file.chapters) else self.form
        known = (*self.form, *OWN_CHAPTERS)
        ordered = tuple(dict.fromkeys(one.text for one in self.answers.chapters if one.text in known))
        written = self.answers.titles.keys() | self.answers.texts.keys()
        added = (key for key in OWN_CHAPTERS if key in written and key not in ordered)
        keys = (*(ordered or self.form), *added)
        return keys if ordered or keys != tuple(self.standard.file.chapters) else ()

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The chapters and attachments of the form that are not printed: chapters not listed, attachments listed with a minus."""
        listed = {one.text.removeprefix(MINUS) for one in self.answers.chapters if one.text.startswith(MINUS)}
        without = (key for key in self.standard.file.chapters if self.chapters and key not in self.chapters)
        return frozenset((*without, *(listed & self.standard.file.attachments.keys())))

    @cached_property
    def unprinted(self) -> frozenset[str]:
        """The tables that are not printed."""
        return frozenset(table for key in self.left_out for table in self.standard.tables_in(key))

    def misplaced(self) -> Iterator[Misplaced]:
        """Every word about chapters that cannot be followed; nothing that was typed falls away in silence."""
        if self.answers.chapters and self.standard.file.official_chapters:
            listed, first = len(self.standard.file.chapters), self.answers.chapters[0]
            yield Misplaced("chapters", first, f"{self.standard.id} 的{listed}章是规定的，不能去掉、增加或者调换")
            return
        yield from self._in_order()
        printed = self.chapters or self.form
        for key in OWN_CHAPTERS:
            if key in printed and key not in self.answers.titles:
                place = self.answers.texts.get(key) or next(one for one in self.answers.chapters if one.text == key)
                yield Misplaced(f"text.{key}", place, f"加写的一章 {key} 没有标题")
        for way, given in (("text", self.answers.texts), ("rewrite", self.answers.rewrites)):
            for slot, answer in given.items():
                if problem := self._unheard(slot, answer, printed):
                    yield Misplaced(f"{way}.{slot}", answer, problem)

    def _unheard(self, slot: str, answer: Answer, printed: tuple[str, ...]) -> str:
        """Why what was written for a slot is not printed; empty when it is."""
        chapter, _, part = slot.partition(".")
        if answer.text.strip() and self.standard.text_slots[slot].chapter not in (*printed, OPENING):
            return "这一章没有印，写在这里的文字印不出来"
        if answer.text.strip() and slot in self.absent:
            return f"本单位这一年的报告没有“{self.standard.text_slots[slot].title}”这一部分，写在这里的文字印不出来"
        return "这一章整章改写了，写在这一部分的文字印不出来" if part and chapter in self.answers.rewrites else ""

    def _in_order(self) -> Iterator[Misplaced]:
        """What is wrong with the list of chapters itself."""
        seen: set[str] = set()
        for one in self.answers.chapters:
            without = one.text.startswith(MINUS) and one.text.removeprefix(MINUS) in self.standard.file.attachments
            if not without and one.text not in self.form and one.text not in OWN_CHAPTERS:
                known = "、".join((*self.form, OWN_CHAPTERS[0]))
                yield Misplaced("chapters", one, f"没有 {one.text} 这一章（只有 {known}……）")
            elif one.text in seen:
                yield Misplaced("chapters", one, f"{one.text} 这一章写了两遍")
            seen.add(one.text)
        for table in sorted(self.unprinted) if self.answers.chapters else ():
            filled = [answer for address, answer in self.answers.figures.items() if address.startswith(f"{table}.")]
            if any(answer.text.strip() for answer in filled):
                title = self.standard.tables[table].title
                yield Misplaced("chapters", self.answers.chapters[0], f"“{title}”填了数，印这张表的地方不能去掉")
