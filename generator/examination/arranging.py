"""The chapters as an office ordered and named them: what may stand there, and what becomes of the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.answers.answer import Answer, Answers
from generator.standard.model import MINUS, OWN_CHAPTERS, Standard


class Misplaced(NamedTuple):
    """Something about the order of chapters that cannot be: the answer it is about, by name, and why."""

    about: str
    answer: Answer
    problem: str


def chapters_of(standard: Standard, answers: Answers) -> tuple[str, ...]:
    """The keys of the chapters that are printed, in the office's own order; none when the order is the form's."""
    if standard.file.official_chapters:
        return ()
    known = (*standard.file.chapters, *OWN_CHAPTERS)
    ordered = tuple(dict.fromkeys(one.text for one in answers.chapters if one.text in known))
    added = tuple(key for key in OWN_CHAPTERS if key in answers.titles or key in answers.texts)
    if not ordered:
        return (*standard.file.chapters, *added) if added else ()
    return (*ordered, *(key for key in added if key not in ordered))


def left_out(standard: Standard, answers: Answers) -> frozenset[str]:
    """The chapters and attachments of the form that are not printed: chapters not listed, attachments listed with a minus."""
    chapters = chapters_of(standard, answers)
    listed = {one.text.removeprefix(MINUS) for one in answers.chapters if one.text.startswith(MINUS)}
    without = (key for key in standard.file.chapters if chapters and key not in chapters)
    return frozenset((*without, *(listed & standard.file.attachments.keys())))


def unprinted(standard: Standard, answers: Answers) -> frozenset[str]:
    """The tables that are not printed."""
    return frozenset(table for key in left_out(standard, answers) for table in standard.tables_in(key))


def misplaced(standard: Standard, answers: Answers) -> Iterator[Misplaced]:
    """Every word about chapters that cannot be followed; nothing that was typed falls away in silence."""
    if answers.chapters and standard.file.official_chapters:
        listed = len(standard.file.chapters)
        yield Misplaced("chapters", answers.chapters[0], f"{standard.id} 的{listed}章是规定的，不能去掉、增加或者调换")
        return
    yield from _in_order(standard, answers)
    printed = chapters_of(standard, answers) or tuple(standard.file.chapters)
    for key in OWN_CHAPTERS:
        if key in printed and key not in answers.titles:
            place = answers.texts.get(key) or next(one for one in answers.chapters if one.text == key)
            yield Misplaced(f"text.{key}", place, f"加写的一章 {key} 没有标题")
    for way, given in (("text", answers.texts), ("rewrite", answers.rewrites)):
        for slot, answer in given.items():
            chapter, _, part = slot.partition(".")
            if answer.text.strip() and standard.text_slots[slot].chapter not in (*printed, "opening"):
                yield Misplaced(f"{way}.{slot}", answer, "这一章没有印，写在这里的文字印不出来")
            elif part and chapter in answers.rewrites:
                yield Misplaced(f"{way}.{slot}", answer, "这一章整章改写了，写在这一部分的文字印不出来")


def _in_order(standard: Standard, answers: Answers) -> Iterator[Misplaced]:
    """What is wrong with the list of chapters itself."""
    seen: set[str] = set()
    for one in answers.chapters:
        without = one.text.startswith(MINUS) and one.text.removeprefix(MINUS) in standard.file.attachments
        if not without and one.text not in standard.file.chapters and one.text not in OWN_CHAPTERS:
            known = "、".join((*standard.file.chapters, OWN_CHAPTERS[0]))
            yield Misplaced("chapters", one, f"没有 {one.text} 这一章（只有 {known}……）")
        elif one.text in seen:
            yield Misplaced("chapters", one, f"{one.text} 这一章写了两遍")
        seen.add(one.text)
    for table in sorted(unprinted(standard, answers)):
        filled = [answer for address, answer in answers.figures.items() if address.startswith(f"{table}.")]
        if any(answer.text.strip() for answer in filled):
            title = standard.tables[table].title
            yield Misplaced("chapters", answers.chapters[0], f"“{title}”填了数，印这张表的地方不能去掉")
