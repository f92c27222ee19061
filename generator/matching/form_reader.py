"""A filled form to answers: tables by defined names or, where these fail, by words; cover and texts by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.answers.answer import Answer, Answers, Reason
from generator.document.places import Place
from generator.errors import InputError
from generator.form.layout import (
    CONTRIBUTIONS_SHEET,
    COVER,
    COVER_PREFIX,
    FIRST_UNIT,
    FORM_VERSION,
    HIDDEN,
    LAST_PREFIX,
    ORDER_PREFIX,
    REASONS,
    REWRITE_PREFIX,
    TEXT_PREFIX,
    TEXTS,
    TITLE_PREFIX,
    WITHIN,
    ZERO_PREFIX,
    cell_of,
    coordinate,
    sheet_cell,
    zero_labels,
)
from generator.matching.arrangement import arrangement_cells, ordered
from generator.matching.asides import asides, remarks
from generator.matching.cells_by_words import AGAIN, OR_AGAIN, CellsByWords, says
from generator.matching.repeated_sheets import repeated_sheets
from generator.matching.sheets import Book, SheetCell, read_book
from generator.standard.definition import AGENCY, REGION, SHORT_NAMES, SIGNER
from generator.standard.library import load_standard
from generator.standard.model import Standard
from generator.words.characters import is_blank, plain

Spot = tuple[str, int, int]
_WORDS = ("head", "stub")
_YES = "是"
_NOTHING = SheetCell("")
_ZERO = re.compile(rf"""=?IF\(['$]*{COVER}'?[!.]\$?B\$?\d+="是",0,""\)""")  # what a blank input cell holds
_ADDED_LATER = frozenset({SIGNER, SHORT_NAMES, REGION})  # rows that the first forms did not have


class NoForm(InputError):
    """A workbook that is not a form of this program, nor the remains of one."""


def read_form(path: Path, templates: Path | None = None) -> Answers:
    """Read a filled form; raises InputError when it is not one, or not one of this program's."""
    return form_in(path.name, read_book(path), templates)


def form_in(name: str, book: Book, templates: Path | None = None) -> Answers:
    """What the form in a workbook holds; raises InputError as `read_form` does."""
    standard, year = _identity(name, book, templates)
    return _FormReader(name, book, standard, year).read()


def read_identity(path: Path, templates: Path | None = None) -> tuple[str, int, str]:
    """Only which form it is, its year and its agency as typed, without reading its tables; raises InputError."""
    book = read_book(path)
    standard, year = _identity(path.name, book, templates)
    cover, label = book.sheets.get(COVER, {}), plain(standard.questions[AGENCY].label)
    spot = next((at for at, cell in sorted(cover.items()) if plain(cell.text) == label), (0, 0))
    return standard.id, year, cover.get((spot[0], spot[1] + 1), _NOTHING).text


def _identity(name: str, book: Book, templates: Path | None) -> tuple[Standard, int]:
    """Which form this is, from its hidden sheet."""
    facts = _facts(book)
    if facts.get("nianbao") != "form":
        if COVER in book.sheets and TEXTS in book.sheets:
            raise InputError(
                f"{name}：这份表缺少隐藏的标识工作表“{HIDDEN}”（可能复制时丢了），分不清是哪一种、哪一年的表。{AGAIN}"
            )
        raise NoForm(f"{name}：这不是 nianbao 生成的填报表，不知道哪一格是什么。{AGAIN}")
    if facts.get("version") != FORM_VERSION:
        version = facts.get("version") or "（空）"
        raise InputError(f"{name}：表的版本是 {version}，本程序只认版本 {FORM_VERSION}。请更新 nianbao，{OR_AGAIN}")
    year = facts.get("year", "")
    if not (year.isdecimal() and len(year) == 4):
        raise InputError(f"{name}：隐藏工作表里的年度“{year}”不对，表被改动过。{AGAIN}")
    try:
        standard = load_standard(facts.get("standard", ""), templates)
    except InputError as problem:
        raise InputError(f"{name}：这份表用的格式本程序没有。{problem}") from None
    if not standard.covers(int(year)):
        raise InputError(f"{name}：{standard.out_of_span(int(year))}{AGAIN}")
    return standard, int(year)


def _facts(book: Book) -> dict[str, str]:
    """What the hidden sheet says, by name."""
    hidden = book.sheets.get(HIDDEN, {})
    return {cell.text: hidden.get((row, 2), _NOTHING).text for (row, c), cell in hidden.items() if c == 1}


class _FormReader:
    def __init__(self, name: str, book: Book, standard: Standard, year: int) -> None:
        self.name, self.book, self.standard, self.year = name, book, standard, year
        self.places: dict[str, Place] = {}
        self.zeros: set[str] = set()  # the switches of the cover that are on

    def read(self) -> Answers:
        self._sheets_present()
        slots = self.standard.text_slots
        titles = {key: self.standard.wording(slot.title, self.year) for key, slot in slots.items()}
        labels = {key: question.label for key, question in self.standard.questions.items()}
        spots = self._figures() | self._answers_beside(COVER, labels, {COVER_PREFIX: 1})
        spots |= self._answers_beside(TEXTS, titles, {TEXT_PREFIX: 2, REWRITE_PREFIX: 3})
        spots = {k: spot for k, spot in spots.items() if self._may_stand(k)}
        spots |= self._answers_beside(COVER, zero_labels(self.standard), {ZERO_PREFIX: 1})
        spots |= arrangement_cells(self.book, self.standard, self.year)
        self.places = {key: Place(sheet, coordinate(row, column)) for key, (sheet, row, column) in spots.items()}
        self.zeros = {key for key, spot in spots.items() if key.startswith(ZERO_PREFIX) and self._chosen(spot)}
        given = {key: answer for key, spot in spots.items() if (answer := self._answer(key, spot))}
        copies = tuple(repeated_sheets(self.book, spots))
        chapters, strays = ordered(self.standard, _under(ORDER_PREFIX, given))
        return Answers(
            self.standard.id,
            self.year,
            self.name,
            {key: answer for key, answer in given.items() if key in self.standard.figures},
            _under(COVER_PREFIX, given),
            _under(TEXT_PREFIX, given),
            _under(REWRITE_PREFIX, given),
            self.places,
            (*strays, *copies),
            reasons=tuple(self._reasons()),
            last=self._last(given),
            titles=_under(TITLE_PREFIX, given),
            chapters=chapters,
            within=tuple(self._within()),
            asides=tuple(asides(self.book, self.standard, self.year, spots)),
            remarks=tuple(remarks(self.book, self.standard, spots, {copy.text for copy in copies})),
        )

    def _within(self) -> Iterator[str]:
        """The units whose sum the form is, from the sheet of their names, or in older ones from that of their figures."""
        sheet, first = (WITHIN, 2) if WITHIN in self.book.sheets else (CONTRIBUTIONS_SHEET, FIRST_UNIT)
        cells = self.book.sheets.get(sheet, {})
        yield from (cell.text for (row, column), cell in sorted(cells.items()) if column == 1 and row >= first)

    def _may_stand(self, name: str) -> bool:
        """Whether an answer has a place in the report: what was never drafted cannot be written anew."""
        return not name.startswith(REWRITE_PREFIX) or self.standard.rewritable(name.removeprefix(REWRITE_PREFIX))

    def _last(self, given: Mapping[str, Answer]) -> Answers | None:
        """What the form was given of last year's report: figures and the office's own words; None when it was given nothing."""
        place = Place(HIDDEN, file=self.name)
        told = {name: Answer(text, place) for name, text in _facts(self.book).items() if name.startswith(LAST_PREFIX)}
        kept, slots = _under(LAST_PREFIX, told), self.standard.text_slots
        figures = {name: answer for name, answer in kept.items() if name in self.standard.figures}
        texts = {slot: answer for slot, answer in _under(TEXT_PREFIX, kept).items() if slot in slots}
        if not (figures or texts):
            return None
        agency = given.get(f"{COVER_PREFIX}{AGENCY}")
        questions = {AGENCY: agency} if agency else {}
        return Answers(self.standard.id, self.year - 1, self.name, figures, questions, texts, {})

    def _reasons(self) -> Iterator[Reason]:
        """The rows of reasons, below their heads; a form without the sheet has none."""
        sheet = self.book.sheets.get(REASONS, {})
        for row in sorted({row for row, _ in sheet if row > 1}):
            code, spot, text = (sheet.get((row, column), _NOTHING).text for column in (1, 2, 3))
            if not (is_blank(code) and is_blank(text)):
                place = Place(REASONS, coordinate(row, 1 if is_blank(code) else 3))
                yield Reason(code.strip(), spot.strip(), text, place)

    def _chosen(self, spot: Spot) -> bool:
        return plain(self.book.sheets[spot[0]].get(spot[1:], _NOTHING).text) == _YES

    def _sheets_present(self) -> None:
        wanted = [COVER, TEXTS, *(table.sheet for table in self.standard.tables.values())]
        missing = [sheet for sheet in wanted if sheet not in self.book.sheets]
        if missing:
            raise InputError(f"{self.name}：少了工作表“{'”“'.join(missing)}”（被删除或改名）。请改回原名，{OR_AGAIN}")

    def _answers_beside(self, sheet: str, labels: Mapping[str, str], columns: Mapping[str, int]) -> dict[str, Spot]:
        """The cells of questions or texts, found by their words in the order of the form.

        `columns` tells for each prefix how many columns right of the words the answer stands. Names are not needed here,
        so they cannot mislead when rows, columns or cells were moved.
        """
        words = {at: plain(cell.text) for at, cell in sorted(self.book.sheets[sheet].items())}
        found: dict[str, Spot] = {}
        row = 0
        for key, label in labels.items():
            wanted = plain(label)
            at = next((at for at, word in words.items() if at[0] > row and word == wanted), None)
            if at is None and (
                ZERO_PREFIX in columns
                or key in _ADDED_LATER
                or key in self.standard.text_slots.keys() - self.standard.slots.keys()
            ):
                continue  # a form sent out before this was asked
            if at is None:
                raise InputError(
                    f"{self.name}：“{sheet}”里找不到“{label}”，这一行被删除或改动过。请改回原样，{OR_AGAIN}"
                )
            row = at[0]
            found |= {prefix + key: (sheet, row, at[1] + steps) for prefix, steps in columns.items()}
        return found

    def _figures(self) -> dict[str, Spot]:
        found: dict[str, Spot] = {}
        for name in self.standard.tables:
            addresses = [address for address, figure in self.standard.figures.items() if figure.table == name]
            named = {address: self.book.names[address] for address in addresses if address in self.book.names}
            whole = len(named) == len(addresses)
            if whole and (self._untouched(name, named) or all(self._agrees(a, s) for a, s in named.items())):
                found |= named
            else:
                found |= CellsByWords(self.name, self.book, self.standard, self.year, name).find()
        return found

    def _untouched(self, name: str, named: Mapping[str, Spot]) -> bool:
        """Whether names and words all stand where they were written; that is most forms, and quickly seen."""
        table, grid = self.standard.tables[name], self.standard.grids[name]
        if any(named[a] != (table.sheet, *at) for a, at in cell_of(grid).items()):
            return False
        sheet = self.book.sheets[table.sheet]
        words = ((cell, self.standard.wording(cell.text, self.year)) for cell in grid.cells if cell.kind in _WORDS)
        return all(not text or says(sheet, *sheet_cell(cell.row, cell.column), text) for cell, text in words)

    def _agrees(self, address: str, spot: Spot) -> bool:
        """Whether the words of the figure's row stand left of the cell, and those of its column above it."""
        figure = self.standard.figures[address]
        sheet = self.book.sheets.get(spot[0])
        if sheet is None or spot[0] != self.standard.tables[figure.table].sheet:
            return False
        label = self.standard.wording(figure.row.row.label, self.year)
        head = self.standard.wording(figure.column.column.label, self.year)
        in_row = not label or any(says(sheet, spot[1], column, label) for column in range(spot[2] - 1, 0, -1))
        return in_row and any(says(sheet, row, spot[2], head) for row in range(spot[1] - 1, 0, -1))

    def _answer(self, key: str, spot: Spot) -> Answer | None:
        cell = self.book.sheets[spot[0]].get((spot[1], spot[2])) if spot[0] in self.book.sheets else None
        figure = self.standard.figures.get(key)
        if cell is None or (figure and figure.is_total and cell.formula):
            return None
        if figure and _fills(cell):
            return Answer("0", self.places[key]) if ZERO_PREFIX + figure.table in self.zeros else None
        if not is_blank(cell.text):
            return Answer(cell.text, self.places[key])
        what = "填数字" if figure else "填写内容（文字以“=”开头的，前面加一个单引号）"
        return Answer("", self.places[key], f"这一格是公式，没有算出结果；请直接{what}") if cell.formula else None


def _under(prefix: str, given: dict[str, Answer]) -> dict[str, Answer]:
    return {key.removeprefix(prefix): answer for key, answer in given.items() if key.startswith(prefix)}


def _fills(cell: SheetCell) -> bool:
    """Whether an input cell still holds what the form wrote there: 0 when the cover says so."""
    return bool(cell.formula) and (_ZERO.fullmatch(cell.formula) is not None or (cell.formula == "=" and not cell.text))
