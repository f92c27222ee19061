"""The cells of a form's table found by the words of the form, where rows or columns were moved under their names."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from generator.errors import InputError
from generator.form.layout import Spot
from generator.matching.sheets import Book, Sheet
from generator.standard.model import Standard
from generator.words.characters import plain

AGAIN = "请用 nianbao form 重新生成表格，把数抄过去。"
OR_AGAIN = f"或{AGAIN.removeprefix('请')}"


def says(sheet: Sheet, row: int, column: int, words: str) -> bool:
    """Whether a cell says these words."""
    cell = sheet.get((row, column))
    return cell is not None and (cell.text == words or plain(cell.text) == plain(words))


class CellsByWords:
    """Finds the cells of a table by its words when rows or columns were moved under the names."""

    def __init__(self, name: str, book: Book, standard: Standard, year: int, table: str) -> None:
        self.name, self.sheet = name, standard.tables[table].sheet
        self.words = {spot: plain(cell.text) for spot, cell in book.sheets[self.sheet].items()}
        self.figures = [figure for figure in standard.figures.values() if figure.table == table]
        self.wording = partial(standard.wording, year=year)

    def find(self) -> dict[str, Spot]:
        found: dict[str, Spot] = {}
        row = 0
        heads: list[str] = []
        for _, group in groupby(self.figures, key=lambda figure: figure.row.key):
            figures = list(group)
            label = self.wording(figures[0].row.row.label)
            here = [self.wording(figure.column.column.label) for figure in figures]
            if here != heads:
                heads, columns = here, self._columns(here, row)
            lowest = max(at for at, _ in columns)
            row = self._row(label, max(row, lowest)) if label else max(row, lowest) + 1
            found |= {f.address: (self.sheet, row, at) for f, (_, at) in zip(figures, columns, strict=True)}
        return found

    def _columns(self, heads: list[str], top: int) -> list[tuple[int, int]]:
        """Where each head stands, left to right, below the row `top`."""
        found: list[tuple[int, int]] = []
        column = 0
        for head in heads:
            spots = [spot for spot in self._spots(head, top) if spot[1] > column]
            if not spots:
                raise self._lost(head)
            highest = min(row for row, _ in spots)
            found.append(min((s for s in spots if s[0] <= highest + 4), key=lambda spot: spot[1]))
            column = found[-1][1]
        return found

    def _row(self, label: str, after: int) -> int:
        spots = self._spots(label, after)
        if not spots:
            raise self._lost(label)
        return min(spots)[0]

    def _spots(self, words: str, after: int) -> list[tuple[int, int]]:
        """The cells below a row that say these words."""
        wanted = plain(words)
        return [spot for spot, said in self.words.items() if said == wanted and spot[0] > after]

    def _lost(self, words: str) -> InputError:
        return InputError(f"{self.name}：“{self.sheet}”里找不到“{words}”，表头或行名被改动过。请改回原样，{OR_AGAIN}")
