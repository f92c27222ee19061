"""The words chapter drafts are written with: figures and answers by name, and the functions that make lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from generator.drafting.chapter_titles import contents
from generator.drafting.draft_values import Blank, Told, name_of, named, state, told
from generator.examination.report import Number, Report
from generator.standard.model import Standard
from generator.standard.notation import FACT_END, JOINED, STATE

_PARTING = "，；、"


def names_of(standard: Standard, report: Report, last: Report | None) -> dict[str, Any]:
    """The names a draft may use: tables, answers, years, and the functions of the language."""
    words = _Functions(standard, report)
    figures_of_last = _Figures(standard, last) if last and last.standard == standard.id else None
    return {
        **_tables(standard, words.figures.figure),
        **_answers(standard, report),
        "year": report.year,
        "next_year": report.year + 1,
        "all_chapters": contents(standard, report),
        "with_attachments": any(key not in report.left_out for key in standard.file.attachments),
        "last": _tables(standard, figures_of_last.figure if figures_of_last else lambda _: Blank("上年的数")),
        **{name: getattr(words, name) for name in FUNCTIONS},
        STATE: state,
        JOINED: joined,
    }


class _Branch(dict[str, Any]):
    """What is known by name, each worked out when a draft first asks for it."""

    def __init__(self, found: Callable[[str], Any]) -> None:
        super().__init__()
        self.found = found

    def __missing__(self, key: str) -> Any:
        self[key] = value = self.found(key)
        return value


def _tables(standard: Standard, figure: Callable[[str], Told]) -> dict[str, _Branch]:
    """Figures by table, row and column."""
    tables = _Branch(lambda table: _Branch(lambda row: _Branch(lambda column: figure(f"{table}.{row}.{column}"))))
    return {table: tables[table] for table in standard.tables}


class _Figures(NamedTuple):
    """The figures of a report as drafts print them."""

    standard: Standard
    report: Report

    def figure(self, address: str) -> Told:
        """A figure, or the sum of a vertical group, which is not known when a part is blank."""
        if address in self.standard.group_sums:
            return self._group(address)
        figure, year = self.standard.figures[address], self.report.year
        label = self.standard.wording(figure.row.row.label or figure.column.column.label, year)
        name = name_of(address, label, figure.unit)
        value = self.report.figures.get(address)
        return Blank(self.standard.name_of(figure, year).printed, name) if value is None else told(value, name)

    def _group(self, address: str) -> Told:
        table, row, _ = address.split(".")
        parts = self.standard.group_sums[address]
        name = name_of(address, self.standard.row_label(table, row), self.standard.figures[parts[0]].unit)
        numbers = {part: self.report.number(part) for part in parts}
        known: list[Number] = [number for number in numbers.values() if number is not None]
        asked = [part for part in parts if not self.standard.figures[part].optional]
        return Blank(name.words, name) if any(numbers[part] is None for part in asked) else told(sum(known), name)


def _answers(standard: Standard, report: Report) -> dict[str, Told]:
    found: dict[str, Told] = {}
    for key, question in standard.questions.items():
        name = name_of(f"cover.{key}", question.label, question.unit)
        if f"cover.{key}" in report.absent:
            found[key] = told({"text": "无", "yes_no": False}.get(question.kind, 0), name)
        else:
            found[key] = told(report.questions[key], name) if key in report.questions else Blank(question.label, name)
    return found


def joined(facts: str) -> str:
    """The facts that hold as one sentence, parted by commas, or by what a fact ends with."""
    said = ""
    for fact in (fact.strip().removesuffix("。") for fact in facts.split(FACT_END)):
        if fact.strip(_PARTING):
            said += fact if not said or said[-1] in _PARTING else f"，{fact}"
    return f"{said.rstrip(_PARTING)}。" if said else ""


class _Functions:
    """What a draft may call; `generator.standard.draft_check` knows the same names and what each is given."""

    def __init__(self, standard: Standard, report: Report) -> None:
        self.standard, self.report = standard, report
        self.figures = _Figures(standard, report)

    def written(self, slot: str) -> bool:
        """Whether the office gave text of its own for a place."""
        return bool(self.report.texts.get(slot))

    def nonzero(self, *items: Any) -> str:
        """The figures that are not zero, each with its words and unit: `予以公开2件、不予公开1件`; blanks as placeholders."""
        return _listed(items, self.needed)

    def given(self, *items: Any) -> str:
        """The figures that were given and are not zero, each with its words and unit."""
        return _listed(items, lambda value: value)

    def parts(self, whole: Any, *items: Any) -> str:
        """What a number is made of: `，为当面申请`, `，均为当面申请`, or `，其中当面申请2件、信函申请1件`.

        With `（）` written last: `（当面申请）` and `（均为当面申请）`.
        """
        bracketed = items[-1] == "（）"
        items = items[:-1] if bracketed else items
        for words, value in _items(items):
            if value == whole:
                alone = words if whole == 1 and bracketed else f"为{words}" if whole == 1 else f"均为{words}"
                return f"（{alone}）" if bracketed else f"，{alone}"
        said = self.nonzero(*items)
        return f"，其中{said}" if said else ""

    def details(self, group: Any) -> str:
        """The rows directly under a row that are not zero: `属于国家秘密1件、…`."""
        return self.nonzero(*(self.figures.figure(part) for part in self.standard.details[group.name.address]))

    def filled(self, section: str, column: str, without: str = "") -> Told:
        """How many rows of a table, or of a group of it (`table.group`), have this column filled, and another not."""
        table, _, group = section.partition(".")
        rows = [part.split(".")[1] for part in self.standard.group_sums[f"{section}.{column}"]] if group else None
        cells = [f"{table}.{row}." for row in rows or self.standard.shape(table)]
        given = self.report.figures
        number = sum(bool(given.get(cell + column)) and not (without and given.get(cell + without)) for cell in cells)
        label = self.standard.row_label(table, group) if group else ""
        return told(number, name_of(f"{section}.{column}", label, "项"))

    def needed(self, value: Any) -> Any:
        """A value that must be told: when it was not given its placeholder is printed."""
        return Blank(value.label, value.name, needed=True) if isinstance(value, Blank) else value

    def missing(self, value: Any, words: str) -> Blank:
        """A placeholder in words of its own for a value that was not given."""
        return Blank(words, named(value))

    def share(self, part: Any, whole: Any, digits: int = 1) -> Any:
        """A percentage, `24.9%`, rounded half up to so many decimals; blank when it cannot be told."""
        if not part and part != 0:
            return part
        if not whole:
            return whole if isinstance(whole, Blank) else Blank("占比")
        percent = Decimal(part) * 100 / Decimal(whole)
        return f"{percent.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)}%"

    def change(self, value: Any) -> str:
        """A number more or less than last year: `与上年持平`, `比上年增加3项`, `比上年减少3项`."""
        if value == 0:
            return "与上年持平"
        way = "增/减" if isinstance(value, Blank) else "增加" if value > 0 else "减少"
        return f"比上年{way}{value if isinstance(value, Blank) else told(abs(value), named(value))}{named(value).unit}"

    def ends(self, text: Any, words: str) -> bool:
        """Whether a text ends with these words."""
        return not isinstance(text, Blank) and text[:].endswith(words)


FUNCTIONS = tuple(name for name in vars(_Functions) if not name.startswith("_"))


def _items(items: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """The values of a list, each with the words written before it, or with its own."""
    words = ""
    for item in items:
        if type(item) is str and not words:
            words = item
        else:
            yield words or named(item).words, item
            words = ""


def _listed(items: tuple[Any, ...], told_as: Callable[[Any], Any]) -> str:
    """The values that are given, with words and unit, parted by the mark written last.

    Without one: by commas where words hold an enumeration comma of their own (GB/T 15834), else by enumeration commas.
    """
    said = [(words, _said(words, value)) for words, value in _items(items) if state(told_as(value)) == "given"]
    mark = items[-1] if type(items[-1]) is str else "，" if any("、" in words for words, _ in said) else "、"
    return str(mark).join(text for _, text in said)


def _said(words: str, value: Any) -> str:
    """Words, value and unit; `咨询电话接听…次` has its own unit, and a place for the value."""
    if value is True:
        return words
    before, place, after = words.partition("…")
    unit = "" if isinstance(value, str) else named(value).unit
    return f"{before}{value}{after if place else unit}"
