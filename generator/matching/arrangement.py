"""The sheet of titles and order of a form, read: cells by the words beside them, the order as a list of chapters."""

from __future__ import annotations

from collections.abc import Mapping

from generator.answers.answer import Answer
from generator.form.layout import ARRANGED, LEFT_OUT, ORDER_PREFIX, TITLE_PREFIX, Spot
from generator.matching.sheets import Book
from generator.standard.model import MINUS, Standard
from generator.words.characters import plain


def arrangement_cells(book: Book, standard: Standard, year: int) -> dict[str, Spot]:
    """The cells of titles and places by name; none in a form without the sheet, or for a row that is not there."""
    sheet = book.sheets.get(ARRANGED, {})
    words = {plain(cell.text): at for at, cell in sorted(sheet.items(), reverse=True) if at[1] == 1}
    rows = {key: words[name][0] for key in standard.titled if (name := plain(standard.title_of(key, year))) in words}
    titles = {f"{TITLE_PREFIX}{key}": (ARRANGED, row, 2) for key, row in rows.items()}
    orders = (key for key in rows if standard.placed(key))
    return titles | {f"{ORDER_PREFIX}{key}": (ARRANGED, rows[key], 3) for key in orders}


def ordered(standard: Standard, placed: Mapping[str, Answer]) -> tuple[tuple[Answer, ...], list[Answer]]:
    """The chapters in their order from the numbers beside them, by key, and the cells that hold neither number nor 不印."""
    if not placed:
        return (), []
    wrong = [one for one in placed.values() if not (plain(one.text).isdecimal() or plain(one.text) == LEFT_OUT)]
    numbers = {key: int(plain(one.text)) for key, one in placed.items() if plain(one.text).isdecimal()}
    without = [key for key in placed if key in standard.file.attachments and key not in numbers]
    kept = [key for key in standard.file.chapters if key not in placed]
    for key, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        kept.insert(max(number - 1, 0), key)
    place = next(iter(placed.values())).place
    found = tuple(Answer(key, placed[key].place if key in placed else place) for key in kept)
    found += tuple(Answer(f"{MINUS}{key}", placed[key].place) for key in without)
    told = [one._replace(problem=f"填的是“{one.text}”，要写第几章的数字，或者“{LEFT_OUT}”") for one in wrong]
    return found, told


def numbered(standard: Standard, chapters: tuple[Answer, ...]) -> dict[str, object]:
    """An order of chapters as the sheet has it: the number of each, 不印 for those left out."""
    if not chapters:
        return {}
    keys = [one.text for one in chapters if not one.text.startswith(MINUS)]
    without = [one.text.removeprefix(MINUS) for one in chapters if one.text.startswith(MINUS)]
    places: dict[str, object] = {f"{ORDER_PREFIX}{key}": str(number) for number, key in enumerate(keys, 1)}
    without += [key for key in standard.file.chapters if key not in keys]
    return places | {f"{ORDER_PREFIX}{key}": LEFT_OUT for key in without}
