"""What chapter drafts see: figures and answers by name, blanks that print as placeholders and answer every test with no."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from generator.answers.values import Amount, money_text
from generator.drafting.quoting import Quoted, quotation
from generator.examination.report import Number, Report
from generator.examination.valuation import label_of
from generator.standard.model import Standard

_NUMBERING = re.compile(r"^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、．])|（.*?）")


class Blank:
    """A figure or answer that was not given: prints as a placeholder, is false, and compares as nothing does."""

    def __init__(self, label: str, name: str = "") -> None:
        self.label, self.name = label, name

    def __str__(self) -> str:
        return quotation(f"【待补充：{self.label}】", self.name)

    def __bool__(self) -> bool:
        return False

    def __getitem__(self, _: object) -> str:
        return ""

    def __add__(self, other: object) -> Blank:
        return self

    __radd__ = __sub__ = __rsub__ = __add__

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = None  # type: ignore[assignment]


class Money(Decimal):
    """An amount that prints as it was entered."""

    def __str__(self) -> str:
        return money_text(self)


class Missing:
    """Last year's figures when there is no last year's file: every name in it is blank."""

    def __getattr__(self, name: str) -> Missing | Blank:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return False

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = None  # type: ignore[assignment]


Tree = dict[str, dict[str, dict[str, Any]]]


def names_of(standard: Standard, report: Report, last: Report | None) -> dict[str, Any]:
    """The names a draft may use: tables, answers, year, and the functions written, details and share."""
    tree = _tree(standard, report)
    functions = _Functions(standard, report, tree)
    return {
        **tree,
        **_answers(standard, report),
        "year": report.year,
        "next_year": report.year + 1,
        "last": _tree(standard, last) if last is not None and last.standard == standard.id else Missing(),
        "written": functions.written,
        "details": functions.details,
        "share": functions.share,
    }


def _tree(standard: Standard, report: Report) -> Tree:
    """Figures by table, row and column, with the sum of each vertical group beside its rows."""
    tree: Tree = {}
    for address, figure in standard.figures.items():
        table, row, column = address.split(".")
        value = None if address in report.partial else report.figures.get(address)
        shown = Blank(label_of(standard, figure, report.year), address) if value is None else _shown(value)
        tree.setdefault(table, {}).setdefault(row, {})[column] = shown
    for group, parts in standard.group_sums.items():
        table, row, column = group.split(".")
        numbers = [report.number(part) for part in parts]
        known: list[Number] = [number for number in numbers if number is not None]
        whole = known and len(known) == len(numbers)
        tree[table].setdefault(row, {})[column] = (
            sum(known) if whole else Blank(_clean(standard.row_label(table, row)), group)
        )
    return tree


def _shown(value: Any) -> Any:
    if isinstance(value, Decimal) and not isinstance(value, Amount):
        return Money(value)
    if isinstance(value, dt.date):
        return date_text(value)
    return value


def date_text(date: dt.date) -> str:
    """A date as official documents write it."""
    return f"{date.year}年{date.month}月{date.day}日"


def _answers(standard: Standard, report: Report) -> dict[str, Any]:
    return {
        key: _answer(report.questions[key], f"cover.{key}")
        if key in report.questions
        else Blank(question.label, f"cover.{key}")
        for key, question in standard.questions.items()
    }


def _answer(value: Any, name: str) -> Any:
    return Quoted(value, name) if isinstance(value, str) else _shown(value)


class _Functions:
    def __init__(self, standard: Standard, report: Report, tree: Tree) -> None:
        self.standard, self.report, self.tree = standard, report, tree

    def written(self, slot: str) -> bool:
        """Whether the office gave text of its own for a place."""
        return bool(self.report.texts.get(slot))

    def details(self, group: str, column: str) -> str:
        """The rows directly under a row that are not zero: `属于国家秘密1件、…`."""
        told = []
        for address in self.standard.details[f"{group}.{column}"]:
            figure = self.standard.figures[address]
            table, row, _ = address.split(".")
            value = self.tree[table][row][column]
            if value != 0:
                label = _clean(self.standard.wording(figure.row.row.label, self.report.year))
                told.append(f"{label}{value}{figure.unit}")
        return "、".join(told)

    def share(self, part: Any, whole: Any) -> Any:
        """A percentage with one decimal, `24.9%`; blank when it cannot be told."""
        if not part and part != 0:
            return part
        if not whole:
            return whole if isinstance(whole, Blank) else Blank("占比")
        return f"{(Decimal(part) * 100 / Decimal(whole)).quantize(Decimal('0.1'))}%"


def _clean(label: str) -> str:
    """A row's words without its number and its notes in brackets."""
    return _NUMBERING.sub("", label).removeprefix("其中：")
