"""Rules C and A8: what the text tells about numbers against the tables and the cover, and against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.examination.findings import number_text
from generator.examination.report import Report
from generator.examination.valuation import label_of
from generator.proofreading.manuscript import Manuscript
from generator.proofreading.mentions import Claim, Mention, Share, Told
from generator.proofreading.quantities import percentage
from generator.proofreading.remarks import Remark, quoted
from generator.proofreading.vocabulary import Vocabulary
from generator.standard.definition import NUMBERS
from generator.standard.model import Standard

_VALUE_COLUMNS = ("value", "total", "in_year")


class Cells(NamedTuple):
    """A way to reckon a number from cells: signed addresses (`cover.key` for answers)."""

    terms: tuple[tuple[int, str], ...]


class Book:
    """Where the numbers of the vocabulary stand in one standard, and what they are in one report."""

    def __init__(self, manuscript: Manuscript, words: Vocabulary, last: Report | None) -> None:
        self.manuscript, self.standard, self.words, self.last = manuscript, manuscript.standard, words, last
        self.rows: dict[str, list[str]] = {}
        self.columns: dict[str, list[str]] = {}
        for address, figure in self.standard.figures.items():
            if figure.kind in NUMBERS:
                self.rows.setdefault(figure.row.key, []).append(address)
                self.columns.setdefault(figure.column.key, []).append(address)

    def ways(self, names: list[str]) -> list[Cells]:
        """The ways that this standard knows."""
        found = []
        for name in names:
            terms: list[tuple[int, str]] = []
            for sign, word in re.findall(r"([+-]?)\s*([a-z_.]+)", name):
                at = self._addresses(word)
                if not at:
                    break
                terms += [(-1 if sign == "-" else 1, address) for address in at]
            else:
                found.append(Cells(tuple(terms)))
        return list(dict.fromkeys(found))

    def _addresses(self, word: str) -> list[str]:
        row, _, column = word.partition(".")
        if column:
            return self._cell(row, column)
        if word in self.rows:
            at = {address.rpartition(".")[2]: address for address in self.rows[word]}
            chosen = next((at[name] for name in _VALUE_COLUMNS if name in at), None)
            return [chosen] if chosen else list(at.values()) if len(at) == 1 else []
        if len(self.columns.get(word, ())) == 1:
            return self.columns[word]
        question = self.standard.questions.get(word)
        return [f"cover.{word}"] if question and question.kind in NUMBERS else []

    def _cell(self, row: str, column: str) -> list[str]:
        found = [address for address in self.rows.get(row, ()) if address.endswith(f".{column}")]
        if found:
            return found
        for table in self.standard.tables:
            if parts := self.standard.group_sums.get(f"{table}.{row}.{column}"):
                return list(parts)
        if column == "legal_person":
            others = [a for a in self.rows.get(row, ()) if not a.endswith((".natural_person", ".total"))]
            return others if len(others) > 1 else []
        return []

    def value(self, cells: Cells, report: Report | None = None) -> Decimal | None:
        """What a way comes to; None when a cell is not told."""
        total = Decimal(0)
        for sign, address in cells.terms:
            number = self._number(address, report or self.manuscript.report)
            if number is None:
                return None
            total += sign * number
        return total

    def _number(self, address: str, report: Report) -> Decimal | None:
        if address.startswith("cover."):
            told = report.questions.get(address.removeprefix("cover."))
            return Decimal(told) if isinstance(told, int | Decimal) and not isinstance(told, bool) else None
        number = report.told(address)
        return None if number is None else Decimal(number)

    def is_blank(self, cells: Cells) -> bool:
        """Whether a published table shows the cell empty."""
        return len(cells.terms) == 1 and cells.terms[0][1] in self.manuscript.blank

    def unit(self, cells: Cells) -> str:
        address = cells.terms[0][1]
        if address.startswith("cover."):
            return self.standard.questions[address.removeprefix("cover.")].unit
        return self.standard.figures[address].unit

    def label(self, cells: Cells) -> str:
        told = [_label(self.standard, address, self.manuscript.year) for _, address in cells.terms]
        return "与".join(told) if len(told) < 3 else f"{told[0]}至“{told[-1].rpartition('“')[2]}{len(told)}格之和"


def _label(standard: Standard, address: str, year: int) -> str:
    if address.startswith("cover."):
        return f"封面“{standard.questions[address.removeprefix('cover.')].label}”"
    return f"表内{label_of(standard, standard.figures[address], year)}"


def figures_told(manuscript: Manuscript, words: Vocabulary, told: Told, last: Report | None = None) -> Iterator[Remark]:
    """Every contradiction between the numbers of the text and the cells, and among the numbers of the text."""
    book = Book(manuscript, words, last)
    known: dict[str, list[Mention]] = {}
    for mention in told.mentions:
        ways = book.ways(mention.told.figures)
        if any(book.value(cells) is not None or book.is_blank(cells) for cells in ways):
            yield from _against_cells(book, mention, ways)
        else:
            known.setdefault(mention.key, []).append(mention)
    yield from _against_itself(known)
    for claim in told.claims:
        yield from _claim(book, claim)
    yield from _parts(
        [mention for mention in told.mentions if not book.ways(mention.told.figures) or mention.key == "received"]
    )
    for share in told.shares:
        yield from _share(book, share)


def _in_unit(mention: Mention, cell: Decimal, unit: str) -> Decimal:
    """A cell in the unit the text uses: 万元 and 元."""
    worth = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1)}
    if mention.quantity.unit in worth and unit in worth:
        return cell * worth[unit] / worth[mention.quantity.unit]
    return cell


def _against_cells(book: Book, mention: Mention, ways: list[Cells]) -> Iterator[Remark]:
    values = [(cells, value) for cells in ways if (value := book.value(cells)) is not None]
    if not values:
        yield from _blank(book, mention, ways[0])
        return
    if mention.doubtful or mention.cumulative:
        return
    shown = [(cells, _in_unit(mention, value, book.unit(cells))) for cells, value in values]
    if any(mention.quantity.agrees(value) for _, value in shown):
        return
    cells, value = shown[0]
    unit = mention.quantity.unit if mention.quantity.unit in ("元", "万元", "亿元") else book.unit(cells)
    covered = cells.terms[0][1].startswith("cover.")
    code = "C4" if covered else "C8" if mention.key in _STAFF else "C1"
    yield Remark(
        code,
        mention.passage,
        quoted(mention.sentence, mention.quantity.words),
        f"文字写{mention.told.label}{mention.quantity.words}{mention.quantity.unit}，{book.label(cells)}是{number_text(value)}{unit}",
        advice="核对哪一个是对的，把另一个改过来；如果说的不是同一件事，请在文字里写明范围",
        left=mention.quantity.value,
        right=value,
        figure=cells.terms[0][1],
    )


_STAFF = ("staff", "full_time", "part_time", "offices", "meetings", "courses", "trained", "funds")


def _blank(book: Book, mention: Mention, cells: Cells) -> Iterator[Remark]:
    """A number in the text whose cell a published table shows empty."""
    address = cells.terms[0][1]
    if book.is_blank(cells) and mention.quantity.value:
        yield Remark(
            "C8" if mention.key in _STAFF else "C1",
            mention.passage,
            quoted(mention.sentence, mention.quantity.words),
            f"文字写{mention.told.label}{mention.quantity.words}{mention.quantity.unit}，{book.label(cells)}空着没有填",
            advice="把数填进表里，或者改文字",
            figure=address,
        )


def _against_itself(known: dict[str, list[Mention]]) -> Iterator[Remark]:
    """Numbers that no cell holds, told twice."""
    for mentions in known.values():
        sure = [m for m in mentions if not (m.doubtful or m.cumulative or m.among)]
        for first, mention in ((sure[0], later) for later in sure[1:]):
            if not mention.quantity.agrees(first.quantity.value) and not first.quantity.agrees(mention.quantity.value):
                yield Remark(
                    "C4",
                    mention.passage,
                    quoted(mention.sentence, mention.quantity.words),
                    f"这里写{mention.told.label}{mention.quantity.words}{mention.quantity.unit}，"
                    f"前面“{quoted(first.sentence, first.quantity.words)}”写的是{first.quantity.words}{first.quantity.unit}",
                    advice="核对是不是同一个数；是的，前后改成一样",
                    left=mention.quantity.value,
                    right=first.quantity.value,
                )


def _claim(book: Book, claim: Claim) -> Iterator[Remark]:
    """None, all: the cell should be nought."""
    ways = book.ways(book.words.file.mentions[claim.claimed.of].figures)
    values = [(cells, value) for cells in ways if (value := book.value(cells)) is not None]
    if not values or any(value == 0 for _, value in values):
        return
    cells, value = values[0]
    yield Remark(
        "C3" if claim.claimed.of == "carried_forward" else "C2",
        claim.passage,
        quoted(claim.sentence),
        f"文字这样说，{book.label(cells)}应是0，现在是{number_text(value)}{book.unit(cells)}",
        advice="核对表内的数；数是对的，就改这句话",
        right=value,
        figure=cells.terms[0][1],
    )


def _parts(mentions: list[Mention]) -> Iterator[Remark]:
    """Parts told in one sentence after their whole may not come to more than it."""
    by_sentence: dict[tuple[int, str], list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault((id(mention.passage), mention.sentence), []).append(mention)
    for told in by_sentence.values():
        whole = next((m for m in told if m.key == "received" and m.quantity.told == "exact"), None)
        for group in ("channel", "person"):
            parts = [m for m in told if m.told.group == group and not m.doubtful]
            total = sum((m.quantity.value for m in parts), Decimal(0))
            if whole and len(parts) > 1 and total > whole.quantity.value and len({m.key for m in parts}) == len(parts):
                yield Remark(
                    "C1",
                    whole.passage,
                    quoted(whole.sentence, whole.quantity.words),
                    f"文字写收到{whole.quantity.words}{whole.quantity.unit}，后面各项相加是{number_text(total)}",
                    advice="重新相加各项",
                    left=whole.quantity.value,
                    right=total,
                )


def _share(book: Book, share: Share) -> Iterator[Remark]:
    if share.growth:
        yield from _growth(book, share)
        return
    if share.mention.told.group != "outcome" or share.mention.doubtful:
        return
    part, places = share.mention.quantity.value, len(share.percent.partition(".")[2])
    wholes = [
        value
        for cells in book.ways(
            [
                "handled.total",
                "handled",
                "closed",
                "replied",
                "answered",
                "received",
                "new.total",
                "new.total + carried_over.total",
            ]
        )
        if (value := book.value(cells))
    ]
    told = Decimal(share.percent)
    tolerance = Decimal(1).scaleb(-places)
    if not wholes or any(abs(percentage(part, whole, places + 2) - told) <= tolerance for whole in wholes):
        return
    right = percentage(part, wholes[0], max(places, 1))
    yield Remark(
        "A8",
        share.mention.passage,
        quoted(share.sentence, share.percent),
        f"文字写占{share.percent}%，{number_text(part)}除以{number_text(wholes[0])}是{right}%",
        advice="按表内的件数重新计算百分比",
        left=told,
        right=right,
    )


def _growth(book: Book, share: Share) -> Iterator[Remark]:
    """A growth rate or difference against last year's report, where that is at hand."""
    if book.last is None or share.mention.doubtful:
        return
    sign = -1 if share.growth in ("下降", "减少", "降低") else 1
    now, rates = share.mention.quantity.value, []
    for cells in book.ways(share.mention.told.figures):
        before = book.value(cells, book.last)
        if before is None or (share.unit in "%％" and not before):
            continue
        rates.append((before, sign * ((now - before) * 100 / before if share.unit in "%％" else now - before)))
    told, places = Decimal(share.percent), len(share.percent.partition(".")[2])
    tolerance = Decimal(1).scaleb(-places) if share.unit in "%％" else Decimal(0)
    if not rates or any(abs(rate - told) <= tolerance for _, rate in rates):
        return
    before, rate = rates[0]
    yield Remark(
        "A8",
        share.mention.passage,
        quoted(share.sentence, share.percent),
        f"文字写{share.growth}{share.percent}{share.unit}，上年是{number_text(before)}，本年是{number_text(now)}，"
        f"应是{'下降' if rate * sign < 0 else '增长'}{number_text(abs(rate).quantize(tolerance or Decimal(1)))}{share.unit}",
        advice="对照上年报告重新计算",
        left=told,
        right=rate,
    )
