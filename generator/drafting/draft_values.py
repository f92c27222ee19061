"""The values that drafts print: each figure and answer knows where it stands, what it is called and what it counts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from generator.answers.values import About, Amount, money_text
from generator.drafting.quoting import quotation
from generator.words.days import date_text

_NOTE = re.compile(r"（.*?）")
_NUMBERING = r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、．]|[①-⑳Ⅰ-Ⅻ])"
_BEFORE = re.compile(rf"^(?:其中[：，])?{_NUMBERING}?(?:.*：)?")
_AFTER = re.compile(r"(?:答复)?(?:总次数|人次数|次数|人数|总数|数量|数)$")
_NOTHING = frozenset({"", "无", "没有"})


class Name(NamedTuple):
    """Which figure a value is: its address (`table.row.column`, `cover.key`, or a sum of them), its words, its unit."""

    address: str
    words: str = ""
    unit: str = ""


@lru_cache(maxsize=8192)
def name_of(address: str, label: str, unit: str) -> Name:
    """The name of a figure as a sentence says it: `（二）部分公开（区分处理的……）` is 部分公开, `2.传真申请数` is 传真申请."""
    words = _NOTE.sub("", _BEFORE.sub("", label))
    return Name(address, _AFTER.sub("", words) or words, unit)


class Blank:
    """A figure or answer that was not given: prints as a placeholder, is false, and compares as nothing does."""

    def __init__(self, label: str, name: Name | None = None, needed: bool = False) -> None:
        self.label, self.name, self.needed = label, name or Name("", label), needed

    def __str__(self) -> str:
        return quotation(f"【待补充：{self.label}】", self.name.address)

    def __bool__(self) -> bool:
        return False

    def __add__(self, other: object) -> Blank:
        return self

    __radd__ = __sub__ = __rsub__ = __add__

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = None  # type: ignore[assignment]


class _Reckoned:
    """Figures that add up: a sum or difference keeps the addresses of both."""

    name = Name("")

    def __add__(self, other: Any) -> Any:
        return reckoned(self, other, "+")

    def __sub__(self, other: Any) -> Any:
        return reckoned(self, other, "-")


class Count(_Reckoned, int):
    """A number of things, printed as it was entered where it was told roughly."""

    shown = ""

    def __str__(self) -> str:
        return self.shown or int.__repr__(self)


class Money(_Reckoned, Decimal):
    """An amount that prints as it was entered."""

    shown = ""

    def __str__(self) -> str:
        return self.shown or money_text(self)


class Words(str):
    """A text that was given, without the full stop at its end, which the draft sets; marked as the answer's when printed."""

    name = Name("")

    def __str__(self) -> str:
        return quotation(self[:], self.name.address if self.name.address.startswith("cover.") else "")


def named(value: object) -> Name:
    """The name of a value; a number or text that was worked out has none."""
    found = getattr(value, "name", None)
    return found if isinstance(found, Name) else Name("")


Told = Count | Money | Words | Blank | bool


def told(value: Any, name: Name) -> Told:
    """A value of a report as a draft prints it."""
    shown: Count | Money | Words
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        shown = Count(value)
        shown.shown = value.entered if isinstance(value, About) else ""
    elif isinstance(value, Decimal):
        shown = Money(value)
        if isinstance(value, Amount):
            shown.shown, name = str(value), name._replace(unit="")
    else:
        shown = Words(date_text(value) if isinstance(value, dt.date) else value.removesuffix("。"))
    shown.name = name
    return shown


def reckoned(first: Any, second: Any, sign: str) -> Told:
    """A sum or difference of figures, named after both; with a blank it is that blank."""
    if isinstance(second, Blank):
        return second
    one, other = (int(n) if isinstance(n, int) else Decimal(n) for n in (first, second))
    address = f"{first.name.address} {sign} {named(second).address or second}"
    return told(one + other if sign == "+" else one - other, first.name._replace(address=address))


def state(*values: Any) -> str:
    """`none` when one of the values is zero, 否 or 无; `blank` when one was not given; else `given`."""
    if any(_is_none(value) for value in values):
        return "none"
    return "blank" if any(isinstance(value, Blank) and not value.needed for value in values) else "given"


def _is_none(value: Any) -> bool:
    return not isinstance(value, Blank) and (not value or (isinstance(value, str) and value in _NOTHING))
