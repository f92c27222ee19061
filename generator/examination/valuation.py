"""Answers to values: each read as its kind, totals added up, blanks and refused values listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.answers.answer import Answer, Answers
from generator.answers.values import Refused, read_paragraphs, read_value
from generator.examination.arranging import Arrangement
from generator.examination.cover_reading import CoverReading
from generator.examination.findings import (
    ASIDE,
    BAD_VALUE,
    COVER_ORDER,
    ODD_ANSWER,
    TEXT_ORDER,
    UNKNOWN_NAME,
    Finding,
)
from generator.examination.noting import NOTHING, Noting
from generator.examination.report import Number, Report, Value, chosen_words
from generator.standard.definition import AGENCY
from generator.standard.figures import Figure
from generator.standard.model import NOTE, REPORT, Standard
from generator.standard.table_definition import NUMBERS, RepeatedRow
from generator.words.characters import is_blank
from generator.words.titles import bare


class Valuation:
    """Reads every answer of one report; what cannot be read becomes findings."""

    def __init__(self, standard: Standard, answers: Answers) -> None:
        self.standard, self.answers = standard, answers
        self.noting = Noting(standard, answers)
        self.findings = self.noting.findings
        self.order = {name: number for number, name in enumerate(standard.tables)}
        self.values: dict[str, Value | None] = {}
        self.questions = CoverReading(self.noting).read()
        self.supposed = standard.supposed(str(self.questions.get(AGENCY, "")))
        known = {**self.supposed, **chosen_words(self.questions)}
        self.absent = standard.absent(answers.year, known) - self._shown(known)
        self.arrangement = Arrangement(standard, answers, self.absent)
        self.added: dict[str, Value | None] = {}  # the totals as they were worked out
        self.sums: dict[str, Number] = {}

    def report(self) -> Report:
        """The report; `findings` are complete afterwards."""
        self._strays()
        self._arranged()
        self._entered()
        figures = {address: self._total(figure) for address, figure in self.standard.figures.items()}
        given = {a for a, f in self.standard.figures.items() if f.is_total and self.values.get(a) is not None}
        return Report(
            standard=self.standard.id,
            year=self.answers.year,
            figures=figures,
            given=frozenset(given),
            sums=self.sums,
            questions=self.questions,
            supposed=self.supposed,
            texts=dict(self._texts("text", self.answers.texts)),
            rewrites=dict(self._texts("rewrite", self.answers.rewrites)),
            titles={key: _title(key, words) for key, words in self._texts("titles", self.answers.titles)},
            chapters=self.arrangement.chapters,
            left_out=self.arrangement.left_out,
            absent=self.absent,
        )

    def _strays(self) -> None:
        for number, stray in enumerate(self.answers.strays):
            message, advice = stray.problem, "检查名称的拼写，或者删掉这一行"
            self.findings.append(
                Finding(
                    UNKNOWN_NAME, "error", stray.place, stray.text, message, advice, order=(COVER_ORDER - 1, number)
                )
            )

        for number, aside in enumerate(self.answers.asides):
            advice = "需要印的移到那里；只给自己看的可以不管，在“提醒说明”里写一句"
            found = Finding(ASIDE, "warning", aside.place, aside.text[:30], aside.problem, advice)
            self.findings.append(found._replace(order=(COVER_ORDER - 1, len(self.answers.strays) + number)))

    def _arranged(self) -> None:
        for number, found in enumerate(self.arrangement.misplaced()):
            slot = self.standard.text_slots.get(found.about.partition(".")[2])
            label, advice = slot.title if slot else "各章的安排", "改正这一处后再核对；要印的文字移到会印的地方"
            finding = Finding(UNKNOWN_NAME, "error", found.answer.place, label, found.problem, advice)
            self.findings.append(finding._replace(order=(TEXT_ORDER, number), about=found.about))

    def _shown(self, known: Mapping[str, str]) -> frozenset[str]:
        """Figures that are given though nobody has said whether the form has them of this office: then it has."""
        return frozenset(
            address
            for address, conditions in self.standard.conditions.items()
            if address in self.answers.figures
            and any(one.clauses for one in conditions)
            and not any(one.told(known) for one in conditions)
        )

    def _texts(self, prefix: str, given: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
        for number, (slot, answer) in enumerate(given.items()):
            try:
                if answer.problem:
                    raise Refused(answer.problem)
                words = read_paragraphs(answer.text)
                if prefix != "titles" and self._only_headings(slot, words):
                    self._headed(prefix, slot, number)
                else:
                    yield slot, words
            except Refused as problem:
                told = self.standard.text_slots.get(slot)
                title = told.title if told else slot
                self.noting.refuse(
                    BAD_VALUE, f"{prefix}.{slot}", title, f"“{title}”的文字：{problem}", (TEXT_ORDER, number)
                )

    def _only_headings(self, slot: str, words: str) -> bool:
        """Whether nothing but the headings stands there that are printed anyway."""
        own = self.standard.slots.get(slot)
        if own is None or not words:
            return False
        given = (self.answers.titles[key].text for key in (own.chapter, slot) if key in self.answers.titles)
        official = (self.standard.text_slots[key].title for key in (own.chapter, slot))
        heads = {bare(self.standard.wording(title, self.answers.year)) for title in (*official, *given)}
        return all(bare(line) in heads for line in words.split("\n"))

    def _headed(self, prefix: str, slot: str, number: int) -> None:
        title = self.standard.slots[slot].title
        message = f"“{title}”只写了标题，没有内容；标题会自动印，这一处按没有写算"
        advice = "写上内容，或者清空"
        self.noting.find(ODD_ANSWER, "warning", f"{prefix}.{slot}", title, message, advice, (TEXT_ORDER, number))

    def _entered(self) -> None:
        for number, (address, figure) in enumerate(self.standard.figures.items()):
            answer = self.answers.figures.get(address)
            order = (self.order[figure.table], number)
            if address in self.absent:
                self._absent(figure, answer, order)
            elif answer is None or (is_blank(answer.text) and not answer.problem) or self._nothing_listed(figure):
                self.values[address] = None
                spared = figure.optional and not self._half_filled(figure)
                needed = not (figure.is_total or spared or figure.table in self.arrangement.unprinted)
                if needed and not self._enough(figure):
                    self._blank(figure, order)
            else:
                self.values[address] = self._value(figure, answer, order)

    def _row_of(self, figure: Figure) -> list[Answer]:
        """What is given in the row of a figure."""
        row, columns = figure.address.rpartition(".")[0], self.standard.shape(figure.table)[figure.row.key]
        answers = self.answers.figures
        return [answers[address] for column in columns if (address := f"{row}.{column}") in answers]

    def _nothing_listed(self, figure: Figure) -> bool:
        """Whether a row that repeats only says that there is nothing to list."""
        if not isinstance(figure.row.row, RepeatedRow):
            return False
        return all(answer.text.strip() in ("", *NOTHING) for answer in self._row_of(figure))

    def _half_filled(self, figure: Figure) -> bool:
        """Whether a row that repeats is filled but for this cell, which must be filled too."""
        if not isinstance(figure.row.row, RepeatedRow) or figure.column.column.optional:
            return False
        return bool(self._row_of(figure)) and not self._nothing_listed(figure)

    def _absent(self, figure: Figure, answer: Answer | None, order: tuple[int, int]) -> None:
        """A figure that the form does not have here counts as nothing."""
        self.values[figure.address] = 0 if figure.kind in NUMBERS else None
        if answer and answer.text.strip() not in ("", *NOTHING):
            told = next((row for row in figure.rows if row.when), figure.row.row)
            self.noting.unasked(figure.address, self.standard.name_of(figure, self.answers.year).printed, told, order)

    def _enough(self, figure: Figure) -> bool:
        """Whether another cell of the row is filled, in a table that needs only one of them."""
        if self.standard.tables[figure.table].row_needs == "all":
            return False
        first = self.standard.shape(figure.table)[figure.row.key][0]
        return first != figure.column.key or bool(self._row_of(figure))

    def _value(self, figure: Figure, answer: Answer, order: tuple[int, int]) -> Value | None:
        try:
            if answer.problem:
                raise Refused(answer.problem)
            return read_value(figure.kind, answer.text)
        except Refused as problem:
            label = self.standard.name_of(figure, self.answers.year).printed
            code = self.standard.code(figure.table, "input")
            self.noting.refuse(code, figure.address, label, f"{label}：{problem}", order)
            return None

    def _blank(self, figure: Figure, order: tuple[int, int]) -> None:
        label = self.standard.name_of(figure, self.answers.year).printed
        code = self.standard.code(figure.table, "unfilled")
        advice = "没有的填 0" if figure.kind in NUMBERS else "请填写"
        if self.standard.tables[figure.table].row_needs == "any":
            advice = "这一行至少填一格"
        self.noting.find(code, "unfilled", figure.address, label, f"{label}没有填", advice, order)

    def _total(self, figure: Figure) -> Value | None:
        """The value of a figure: as given, or for a total the sum of its parts, not known while one that is asked is blank."""
        value = self.values.get(figure.address)
        if not figure.is_total or figure.address in self.added:
            return self.added.get(figure.address, value)
        parts = {address: self._number(address) for address in figure.sums[0]}
        numbers = {address: number for address, number in parts.items() if number is not None}
        if numbers and all(number is not None or self._spared(address) for address, number in parts.items()):
            self.sums[figure.address] = _sum([self.sums.get(a, number) for a, number in numbers.items()])
            value = _sum([*numbers.values()]) if value is None else value
        self.added[figure.address] = value
        return value

    def _spared(self, address: str) -> bool:
        """Whether a figure may stay blank."""
        figure = self.standard.figures[address]
        return all(map(self._spared, figure.sums[0])) if figure.is_total else figure.optional

    def _number(self, address: str) -> Number | None:
        value = self._total(self.standard.figures[address])
        return value if isinstance(value, int | Decimal) else None


def _title(key: str, words: str) -> str:
    """A title on one line; those of the report and of the note may have several."""
    return words if key in (REPORT, NOTE) else " ".join(words.split())


def _sum(numbers: list[Number]) -> Number:
    """Whole numbers stay whole."""
    whole = [number for number in numbers if isinstance(number, int)]
    return sum(whole) if len(whole) == len(numbers) else sum(numbers, Decimal(0))
