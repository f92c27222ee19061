"""Rule C on the ledger: what is told in the words of the drafts against cells, answers, itself and the form's equations."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from generator.examination.findings import number_text
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.proofreading.telling.drafted import Share
from generator.proofreading.telling.ledger import Entry
from generator.proofreading.telling.reckoning import Cells, Reckoning
from generator.proofreading.telling.relations import Broken, FormRelation, broken, relations_of, told_sum
from generator.words.patterns import lazily

_CONTRADICTIONS = 5
_LIMIT = lazily(r"\d(?:个工作日|%)")
_COMPARE = "核对哪一个是对的，把另一个改过来"


def figures_drafted(reading: Reading) -> Iterator[Remark]:
    """Numbers that are not those of their cells or answers, and numbers told twice that differ (C1, C4, C8)."""
    book = reading.reckoning
    first: dict[Cells, Entry] = {}
    parts = _told_in_parts(reading)
    for entry, cells in _figures(reading):
        value = book.value(cells)
        if (about := book.about(cells)) and not about.allows(entry.value):
            message = f"文字写{_said(book, entry, cells)}，{book.label(cells)}是{about}{book.unit(cells)}"
            yield _remark("C4", entry, message, _COMPARE)._replace(left=entry.value, figure=cells.first)
        if value is not None and not _agrees(entry.value, value) and (id(entry.passage), cells) not in parts:
            code = "C4" if cells.first.startswith("cover.") else book.rule(cells)
            message = f"文字写{_said(book, entry, cells)}，{book.label(cells)}是{number_text(value)}{book.unit(cells)}"
            remark = _remark(code, entry, message, _COMPARE)
            yield remark._replace(left=entry.value, right=value, figure=cells.first)
        before = first.setdefault(cells, entry)
        if value is None and before.value != entry.value:
            message = f"这里写{entry.words}，前面写的是{before.words}"
            remark = _remark("C4", entry, message, "核对是不是同一个数；是的，前后改成一样")
            yield remark._replace(left=entry.value, right=before.value)


def shares_drafted(reading: Reading) -> Iterator[Remark]:
    """Percentages that are not the share of the numbers told beside them (A8)."""
    told = {cells: entry.value for entry, cells in reversed(list(_figures(reading)))}
    for entry in reading.ledger.entries:
        if not isinstance(entry.told, Share):
            continue
        part, whole = (_value(reading.reckoning, cells, told) for cells in (entry.told.part, entry.told.whole))
        if not part or not whole:
            continue
        right = (part * 100 / whole).quantize(Decimal(1).scaleb(-entry.told.places), ROUND_HALF_UP)
        if abs(right - entry.value) > Decimal(1).scaleb(-entry.told.places):
            message = f"文字写{entry.words}，{number_text(part)}除以{number_text(whole)}是{right}%"
            remark = _remark("A8", entry, message, "按件数重新计算百分比")
            yield remark._replace(left=entry.value, right=right)


def numbers_printed(reading: Reading) -> Iterator[Remark]:
    """Numbers that the form itself prints in a sentence, such as a limit in working days, and the text has otherwise (I1)."""
    for entry in reading.ledger.entries:
        if isinstance(entry.told, Decimal) and entry.told != entry.value and _LIMIT.search(entry.words):
            message = f"格式印的这一句里是{number_text(entry.told)}，这里是{number_text(entry.value)}"
            yield _remark("I1", entry, message, "照格式改正")


def relations_told(reading: Reading) -> Iterator[Remark]:
    """Numbers of the text that no figures of the form could be together (C9)."""
    book = reading.reckoning
    standard, report = reading.manuscript.standard, reading.manuscript.report
    entries: dict[str, Entry] = {}
    sums: list[FormRelation] = []
    for entry, cells in _figures(reading):
        if book.value(cells) is None and len(cells.terms) == 1:
            entries.setdefault(cells.first, entry)
        elif book.value(cells) is None:
            sums.append(told_sum(cells, entry.value))
    if not entries:
        return
    known = {name: entry.value for name, entry in entries.items()}
    for address in standard.figures:
        if (number := report.told(address)) is not None:
            known[address] = Decimal(number)
    relations = [*relations_of(standard, reading.year), *sums]
    for found in islice(_contradictions(relations, known), _CONTRADICTIONS):
        yield from _impossible(book, found, entries, known)


def _contradictions(relations: list[FormRelation], known: dict[str, Decimal]) -> Iterator[Broken]:
    """The relations that cannot hold, each found without those before."""
    while found := broken(relations, known):
        relations = [relation for relation in relations if relation is not found.relation]
        yield found


def _impossible(
    book: Reckoning, found: Broken, entries: dict[str, Entry], known: dict[str, Decimal]
) -> Iterator[Remark]:
    """A contradiction told at the last of its numbers in the text; one of cells alone is told by the examination."""
    named = [name for name in known if name in found.rests]
    mine = [entries[name] for name in named if name in entries]
    if mine:
        told = "、".join(f"“{book.name(name)}”{number_text(known[name])}" for name in named[:6])
        says = found.relation.says or "合计等于各项之和"
        message = f"文字里的数合不起来：{told}{'等' if len(named) > 6 else ''}（{says}）"
        yield _remark("C9", mine[-1], message, "重新核对这几个数")


def _figures(reading: Reading) -> Iterator[tuple[Entry, Cells]]:
    for entry in reading.ledger.entries:
        if isinstance(entry.told, Cells):
            yield entry, entry.told


def _told_in_parts(reading: Reading) -> set[tuple[int, Cells]]:
    """By passage the cells that several numbers there come to together: those of half-years, or of offices."""
    sums: dict[tuple[int, Cells], list[Decimal]] = {}
    for entry, cells in _figures(reading):
        sums.setdefault((id(entry.passage), cells), []).append(entry.value)
    return {key for key, values in sums.items() if len(values) > 1 and sum(values) == reading.reckoning.value(key[1])}


def _agrees(told: Decimal, cell: Decimal) -> bool:
    """Whether a text may tell a cell so: with decimals, rounded to them."""
    step = Decimal(1).scaleb(int(told.as_tuple().exponent))
    return told == cell or (step < 1 and abs(told - cell) < step)


def _said(book: Reckoning, entry: Entry, cells: Cells) -> str:
    """What the text says, in the words of the vocabulary where it has them."""
    unit = book.unit(cells)
    return f"{book.mentioned[cells].label}{number_text(entry.value)}{unit}" if cells in book.mentioned else entry.words


def _value(book: Reckoning, cells: Cells, told: dict[Cells, Decimal]) -> Decimal | None:
    return told[cells] if cells in told else book.value(cells)


def _remark(code: str, entry: Entry, message: str, advice: str) -> Remark:
    return Remark(code, entry.passage, quoted(entry.sentence, entry.words), message, advice)
