"""Random valid years, and one wrong figure or total at a time, for every standard: `python -m scripts.random_years SECONDS [SEED]`.

What is valid is reckoned here, from the equations of the standard alone; the program must find no error in it, must find every wrong figure,
and the Word file, read with python-docx, must show the same numbers. Exit 1 when it does not.
"""

from __future__ import annotations

import collections
import random
import re
import sys
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx

from generator.answers.answer import Answer, Answers
from generator.document.blocks import Statistics
from generator.document.places import Place
from generator.drafting import draft
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.form.layout import COVER_PREFIX
from generator.standard import Standard, load_standard, standard_ids
from generator.standard.binding import Instance, Operand
from generator.standard.equation import Choice
from generator.standard.table_definition import NUMBERS
from generator.writers.docx_writer import write_docx
from scripts.fuzz.doors import EXAMPLES

Numbers = dict[str, Decimal]
STEPS = 400  # changes after which a year that is still not valid is given up
_NUMBER = r"[+-]?\d+(\.\d+)?"
PLACE = Place(file="随机")


class Years:
    """Random years of one standard, beside the cover and the words of its example."""

    def __init__(self, standard: Standard, chance: random.Random) -> None:
        self.standard, self.chance = standard, chance
        self.base = read_answers(min((EXAMPLES / standard.id).glob("*.yaml")))
        report = examine(standard, self.base).report
        self.chosen = report.chosen
        kinds = {a: figure.kind for a, figure in standard.figures.items()}
        kinds |= {f"{COVER_PREFIX}{key}": question.kind for key, question in standard.questions.items()}
        self.numeric = [a for a, kind in kinds.items() if kind in NUMBERS and a not in report.absent]
        self.leaves = [a for a in self.numeric if a not in standard.figures or not standard.figures[a].is_total]
        self.parts = {i.total: i.equation.right for i in standard.instances if i.total}
        self.checks = [i for i in standard.instances if self._speaks(i)]

    def _speaks(self, instance: Instance) -> bool:
        refs = [ref for operand in instance.equation.operands for ref in names_of(operand)]
        ours = all(operand.kind != "last" for operand in instance.equation.operands)
        right = instance.applies(self.base.year) and instance.check.severity == "error" and not instance.total
        return right and ours and all(ref in self.numeric for ref in refs)

    def valid(self) -> Numbers | None:
        """A year in which every equation holds; None when none was found."""
        most = self.chance.choice([1, 3, 10, 100, 10**4, 10**6])
        numbers = {a: Decimal(self.chance.choice([0, 0, self.chance.randrange(most + 1)])) for a in self.leaves}
        for _ in range(STEPS):
            broken = list(self.broken(numbers))
            if not broken:
                return numbers
            self._mend(self.chance.choice(broken), numbers)
        return None

    def _mend(self, instance: Instance, numbers: Numbers) -> None:
        """Change one figure so that both sides are equal."""
        shares = self.linear(instance)
        over = self._side(instance.equation.left, numbers) - self._side(instance.equation.right, numbers)
        moved = {a: numbers[a] - over / share for a, share in shares.items() if share}
        fitting = [a for a, number in moved.items() if number >= 0 and number == int(number)]
        at = self.chance.choice(fitting or list(shares))
        numbers[at] = moved[at] if fitting else Decimal(0)

    def linear(self, instance: Instance) -> dict[str, int]:
        """What each figure counts for in left minus right."""
        found = collections.Counter[str]()
        for sign, side in ((1, instance.equation.left), (-1, instance.equation.right)):
            for operand in side:
                for ref in names_of(operand):
                    found.update({a: sign * operand.sign * n for a, n in self._leaves_of(ref).items()})
        return dict(found)

    def _leaves_of(self, address: str) -> collections.Counter[str]:
        found = collections.Counter[str]()
        if address not in self.parts:
            found[address] += 1
            return found
        for operand in self.parts[address]:
            for ref in operand.refs:
                found.update({a: operand.sign * n for a, n in self._leaves_of(ref).items()})
        return found

    def number(self, address: str, numbers: Mapping[str, Decimal]) -> Decimal:
        """A figure, a total as the sum of its parts."""
        return sum((n * numbers.get(a, Decimal(0)) for a, n in self._leaves_of(address).items()), Decimal(0))

    def _side(self, operands: tuple[Operand, ...], numbers: Numbers) -> Decimal:
        def worth(one: Operand) -> Decimal:
            return sum((self.number(name, numbers) for name in names_of(one)), one.number)

        return sum((one.sign * worth(one) for one in operands), Decimal(0))

    def broken(self, numbers: Numbers) -> Iterator[Instance]:
        """The checks that these figures break."""
        for instance in self.checks:
            if self._asked(instance, numbers) and not self._holds(instance.equation, numbers, instance.check.within):
                yield instance

    def _asked(self, instance: Instance, numbers: Numbers) -> bool:
        def test(one: Any) -> bool:
            if isinstance(one, Choice):
                return one.question == "last" or one.holds(self.chosen)
            return self._holds(one, numbers, "0")

        return not instance.condition or any(all(map(test, clause)) for clause in instance.condition)

    def _holds(self, equation: Any, numbers: Numbers, within: str) -> bool:
        over = self._side(equation.left, numbers) - self._side(equation.right, numbers)
        if equation.relation == "=":
            return abs(over) <= Decimal(within)
        less = over < 0 or (over == 0 and "=" in equation.relation)
        more = over > 0 or (over == 0 and "=" in equation.relation)
        return less if equation.relation.startswith("<") else more

    def answers(self, numbers: Mapping[str, Decimal]) -> Answers:
        """The example with these figures."""
        words = {a: one for a, one in self.base.figures.items() if a not in self.numeric}
        told = {a: Answer(str(number), PLACE) for a, number in numbers.items()}
        figures = {**words, **{a: answer for a, answer in told.items() if a in self.standard.figures}}
        base, cover = self.base, {a.removeprefix(COVER_PREFIX): one for a, one in told.items() if a not in figures}
        cover = {k: v for k, v in base.questions.items() if f"{COVER_PREFIX}{k}" not in self.numeric} | cover
        return Answers(base.standard, base.year, "随机", figures, cover, {}, {})


def names_of(operand: Operand) -> list[str]:
    """The figures and cover answers an operand adds up."""
    return [f"{COVER_PREFIX}{ref}" if operand.kind == "cover" else ref for ref in operand.refs]


def errors(years: Years, numbers: Mapping[str, Decimal]) -> list[str]:
    """The codes of the errors the program finds."""
    found = examine(years.standard, years.answers(numbers)).findings
    return [finding.code for finding in found if finding.severity == "error"]


def one_year(years: Years) -> Iterator[str]:
    """What came of a random year and of what was made wrong in it, a word each."""
    numbers, chance = years.valid(), years.chance
    if numbers is None:
        yield "not made"
        return
    yield "FALSE ERROR" if errors(years, numbers) else "valid"
    wrong = dict(numbers)
    at = chance.choice(years.leaves)
    wrong[at] += chance.choice([1, 9, 10, 100, chance.randrange(1, 10**6)])
    codes = {instance.code for instance in years.broken(wrong)}
    if codes:
        yield "wrong figure found" if codes & set(errors(years, wrong)) else "MISSED FIGURE"
    totals = [a for a in years.numeric if a in years.parts]
    if totals:
        total = chance.choice(totals)
        told = years.number(total, numbers) + chance.choice([1, 9, 10, 1000])
        yield "wrong total found" if errors(years, {**numbers, total: told}) else "MISSED TOTAL"
    yield from read_back(years, numbers)


def read_back(years: Years, numbers: Numbers) -> Iterator[str]:
    """Each number of the tables in the Word file against the figure it stands for."""
    document = draft(years.standard, examine(years.standard, years.answers(numbers)).report)
    tables = docx.Document(BytesIO(write_docx(document))).tables
    blocks = [block for block in document.blocks if isinstance(block, Statistics)]
    for block, table in zip(blocks, tables, strict=True):
        width, cells = len(table.columns), table._cells
        for cell in block.grid.cells:
            if cell.address in years.numeric:
                shown = cells[cell.row * width + cell.column].text.strip().replace(",", "")
                shown = shown.removesuffix(years.standard.figures[cell.address].unit)
                number = years.number(cell.address, numbers)
                same = re.fullmatch(_NUMBER, shown) and Decimal(shown) == number
                yield "cells read back" if same else f"CELL DIFFERS {cell.address} {shown!r} {number}"


def main(seconds: float, seed: int) -> int:
    """Print a line for each standard; 1 when anything is false, missed or different."""
    chance, bad, names = random.Random(seed), 0, sorted(standard_ids())
    for name in names:
        years, met = Years(load_standard(name), chance), collections.Counter[str]()
        end = time.process_time() + seconds / len(names)
        while years.leaves and time.process_time() < end:
            met.update(one_year(years))
        wrong = {word: number for word, number in met.items() if word[:2].isupper()}
        bad += sum(wrong.values())
        print(f"{name:16} {dict(sorted(met.items())) or 'no figures'}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    options = [*sys.argv[1:], *("60", "1")[len(sys.argv) - 1 :]]
    sys.exit(main(float(options[0]), int(options[1])))
