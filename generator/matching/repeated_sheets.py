"""Sheets of a filled form that repeat one of its own, as when a second unit's figures were put into the same file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.answers.answer import Answer
from generator.document.places import Place
from generator.form.layout import (
    ARRANGED,
    CONTRIBUTIONS_SHEET,
    COVER,
    COVER_PREFIX,
    GUIDE,
    HIDDEN,
    NOTES_SHEET,
    REASONS,
    WITHIN,
    Spot,
    coordinate,
)
from generator.matching.sheets import Book, Sheet, SheetCell
from generator.standard.definition import AGENCY
from generator.words.characters import plain

OURS = frozenset({ARRANGED, CONTRIBUTIONS_SHEET, GUIDE, HIDDEN, NOTES_SHEET, REASONS, WITHIN})
_NOTHING = SheetCell("")
LABELS, SHARE = 5, 0.8  # so many words of a sheet, and so large a part of them, at the same cells: the same sheet again


def repeated_sheets(book: Book, spots: Mapping[str, Spot]) -> Iterator[Answer]:
    """Every sheet that is one of the form once more, told at its first cell that says otherwise.

    `spots` are the cells of the form's own answers by name.
    """
    cells: dict[str, dict[tuple[int, int], str]] = {}
    for name, (sheet, row, column) in spots.items():
        cells.setdefault(sheet, {})[row, column] = name
    others = [title for title in book.sheets if title not in cells and title not in OURS]
    for title in others:
        for own, answers in cells.items():
            if title.startswith(own) or _alike(book.sheets[title], book.sheets[own], answers):
                yield _told(book, (title, own), answers)
                break


def _alike(other: Sheet, own: Sheet, answers: Mapping[tuple[int, int], str]) -> bool:
    """Whether most words of a sheet stand in another at the same cells."""
    words = {at: plain(cell.text) for at, cell in own.items() if at not in answers and not cell.formula}
    same = sum(at in other and plain(other[at].text) == word for at, word in words.items())
    return same >= LABELS and same >= SHARE * len(words)


def _told(book: Book, sheets: tuple[str, str], answers: Mapping[tuple[int, int], str]) -> Answer:
    title, own = sheets
    there, here = book.sheets[title], book.sheets[own]
    texts = [(at, there.get(at, _NOTHING).text.strip(), here.get(at, _NOTHING).text.strip()) for at in sorted(answers)]
    agency = next((at for at, name in answers.items() if name == f"{COVER_PREFIX}{AGENCY}"), None)
    for at, text, mine in texts:
        if own == COVER and at == agency and text and plain(text) != plain(mine):
            problem = f"这个文件里有两个单位：“{title}”写的是“{text}”，“{own}”写的是“{mine}”；只读了“{own}”一套，另一个单位请另交一份"
            return Answer(title, Place(title, coordinate(*at)), problem)
    differing = next(((at, text, mine) for at, text, mine in texts if text != mine), None)
    if differing is None:
        return Answer(title, Place(title), f"“{title}”是“{own}”的副本，内容相同；请删掉，只留一套")
    at, text, mine = differing
    cell = coordinate(*at)
    problem = (
        f"“{title}”是“{own}”的副本，数却不同：{cell} 是“{text}”，“{own}”的是“{mine}”；只读了“{own}”，请只留对的一套"
    )
    return Answer(title, Place(title, cell), problem)
