"""Rule A8: percentages and growth rates of the text, reckoned again from the counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.examination.findings import number_text
from generator.proofreading.manuscript import Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.proofreading.telling.quantities import percentage
from generator.proofreading.telling.reckoning import Reckoning
from generator.proofreading.telling.statements import Percentage
from generator.words.patterns import lazily
from generator.words.sentences import clauses, sentences

_PERCENT = re.compile("[%％]")
_BARE = lazily(
    r"(?P<outcome>\D{2,12}?)(?:的)?(?:占比(?:为|是|达)?|占(?:申请|办结|答复)?(?:总数|总量|总体)?(?:的)?(?:比例为)?)(?P<n>\d{1,3}(?:\.\d+)?)[%％]"
)


def percentages(reading: Reading) -> Iterator[Remark]:
    """Every percentage and growth rate that can be reckoned again (A8)."""
    for share in reading.told.shares:
        yield from _share(reading.reckoning, share)


def _share(book: Reckoning, share: Percentage) -> Iterator[Remark]:
    if share.growth:
        yield from _growth(book, share)
        return
    if share.mention.told.group != "outcome" or share.mention.doubtful:
        return
    part, places = share.mention.quantity.value, len(share.percent.partition(".")[2])
    wholes = [value for _, value in book.known(book.ways(book.words.file.bases)) if value]
    told = Decimal(share.percent)
    tolerance = Decimal(1).scaleb(-places)
    if not wholes or any(abs(percentage(part, whole, places + 2) - told) <= tolerance for whole in wholes):
        return
    right = percentage(part, wholes[0], max(places, 1))
    message = f"文字写占{share.percent}%，{number_text(part)}除以{number_text(wholes[0])}是{right}%"
    quote = quoted(share.sentence, share.percent)
    yield Remark("A8", share.mention.passage, quote, message, "按表内的件数重新计算百分比", told, right)


def bare_shares(reading: Reading) -> Iterator[Remark]:
    """The share of an outcome told without its number: `无法提供占20%` (A8)."""
    book = reading.reckoning
    wholes = [value for _, value in book.known(book.ways(book.words.file.bases)) if value]
    for passage in (p for p in reading.manuscript.prose() if wholes and _PERCENT.search(p.text)):
        for sentence in sentences(passage.text):
            for clause, _ in clauses(sentence):
                if found := _BARE.fullmatch(clause):
                    yield from _bare_share(book, passage, sentence, found, wholes)


def _bare_share(
    book: Reckoning, passage: Passage, sentence: str, found: re.Match[str], wholes: list[Decimal]
) -> Iterator[Remark]:
    outcome = found["outcome"]
    named = (t for k, t in book.words.cued(outcome) if t.group == "outcome" and book.words.says(k, f"{outcome}N", "件"))
    parts = [value for told in named for _, value in book.known(book.ways(told.figures))]
    places, told = len(found["n"].partition(".")[2]), Decimal(found["n"])
    tolerance = Decimal(1).scaleb(-places)
    if not parts or any(abs(percentage(p, w, places + 2) - told) <= tolerance for p in parts for w in wholes):
        return
    right = percentage(parts[0], wholes[0], max(places, 1))
    message = f"文字写{outcome}占{found['n']}%，{number_text(parts[0])}除以{number_text(wholes[0])}是{right}%"
    yield Remark("A8", passage, quoted(sentence, found["n"]), message, "按表内的件数重新计算百分比", told, right)


def _growth(book: Reckoning, share: Percentage) -> Iterator[Remark]:
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
    message = (
        f"文字写{share.growth}{share.percent}{share.unit}，上年是{number_text(before)}，本年是{number_text(now)}，"
        f"应是{'下降' if rate * sign < 0 else '增长'}{number_text(abs(rate).quantize(tolerance or Decimal(1)))}{share.unit}"
    )
    quote = quoted(share.sentence, share.percent)
    yield Remark("A8", share.mention.passage, quote, message, "对照上年报告重新计算", told, rate)
