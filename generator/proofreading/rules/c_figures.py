"""Rule C: what the text tells about numbers against the tables and the cover, and against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.examination.findings import number_text
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.proofreading.telling.other_matters import may_be_elses, pieces
from generator.proofreading.telling.reckoning import Cells, Reckoning
from generator.proofreading.telling.statements import Claim, Mention
from generator.words.patterns import lazily


def figures_told(reading: Reading) -> Iterator[Remark]:
    """Every contradiction between the numbers of the text and the cells, and among those of the text (C1–C4, C8)."""
    book, told = reading.reckoning, reading.told
    known: dict[str, list[Mention]] = {}
    mentions = [m for m in told.mentions if (id(m.passage), m.sentence) not in reading.ledger.compared]
    apart = pieces(book, mentions)
    for mention in (mention for mention in mentions if id(mention) not in apart):
        ways = book.ways(mention.told.figures)
        if rough := next((way for way in ways if book.about(way)), None):
            yield from _against_rough(book, mention, rough)
        elif book.known(ways) or any(map(book.is_blank, ways)):
            yield from _against_cells(book, mention, ways)
        else:
            known.setdefault(mention.key, []).append(mention)
    yield from _against_itself(known)
    for claim in told.claims:
        yield from _claim(book, claim)
        yield from _denied(claim, known.get(claim.claimed.of, []))
    parts = [mention for mention in told.mentions if not book.ways(mention.told.figures) or mention.has("intake")]
    yield from _parts(parts)


def _in_unit(mention: Mention, cell: Decimal, unit: str) -> Decimal:
    """A cell in the unit the text uses: 万元 and 元."""
    worth = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1)}
    if mention.quantity.unit in worth and unit in worth:
        return cell * worth[unit] / worth[mention.quantity.unit]
    return cell


def _against_cells(book: Reckoning, mention: Mention, ways: list[Cells]) -> Iterator[Remark]:
    values = book.known(ways)
    if not values:
        yield from _blank(book, mention, ways[0])
        return
    if mention.doubtful or mention.cumulative or any(map(book.is_unread, ways)):
        return
    shown = [(cells, _in_unit(mention, value, book.unit(cells))) for cells, value in values]
    if any(mention.quantity.agrees(value) for _, value in shown):
        return
    cells, value = shown[0]
    came = set(book.ways(book.words.figures("intake")))
    if mention.among and mention.has("answers") and mention.quantity.value < value and came >= {c for c, _ in shown}:
        return  # some of those that came, where the answers of all are not told
    if may_be_elses(book, mention, cells, value):
        return
    unit = mention.quantity.unit if mention.quantity.unit in ("元", "万元", "亿元") else book.unit(cells)
    code = "C4" if cells.first.startswith("cover.") else mention.told.rule
    message = f"文字写{mention.as_told}，{book.label(cells)}是{number_text(value)}{unit}"
    advice = "核对哪一个是对的，把另一个改过来；如果说的不是同一件事，请在文字里写明范围"
    yield _remark(code, mention, message, advice)._replace(right=value, figure=cells.first)


def _against_rough(book: Reckoning, mention: Mention, cells: Cells) -> Iterator[Remark]:
    """A number of the text against one that the cover tells roughly."""
    about = book.about(cells)
    exact = mention.quantity.told == "exact" and not (mention.doubtful or mention.cumulative)
    if about is None or not exact or about.allows(mention.quantity.value):
        return
    message = f"文字写{mention.as_told}，{book.label(cells)}是{about}{book.unit(cells)}"
    yield _remark("C4", mention, message, "核对哪一个是对的，把另一个改过来")._replace(figure=cells.first)


def _blank(book: Reckoning, mention: Mention, cells: Cells) -> Iterator[Remark]:
    """A number in the text whose cell a published table shows empty."""
    if book.is_blank(cells) and mention.quantity.value:
        message = f"文字写{mention.as_told}，{book.label(cells)}空着没有填"
        remark = _remark(mention.told.rule, mention, message, "把数填进表里，或者改文字")
        yield remark._replace(left=None, figure=cells.first)


def _remark(code: str, mention: Mention, message: str, advice: str) -> Remark:
    """What is said of a number of the text, at its words; its value is the left side."""
    quote = quoted(mention.sentence, mention.quantity.words)
    return Remark(code, mention.passage, quote, message, advice, mention.quantity.value)


# One of several accounts, posts or offices: its number is not the number of all.
_NAMED = lazily(r"”(?:的)?(?:政务|官方)?(?:微信|微博|公众号|抖音|网站)|人员负责|各级|各部门|每个|各(?:科|股|处)室")


def _against_itself(known: dict[str, list[Mention]]) -> Iterator[Remark]:
    """Numbers that no cell holds, told twice."""
    for mentions in known.values():
        sure = [m for m in mentions if not (m.doubtful or m.cumulative or m.among or _NAMED.search(m.sentence))]
        for first, mention in ((sure[0], later) for later in sure[1:] if later.sentence != sure[0].sentence):
            if not mention.quantity.agrees(first.quantity.value) and not first.quantity.agrees(mention.quantity.value):
                before = quoted(first.sentence, first.quantity.words)
                message = f"这里写{mention.as_told}，前面“{before}”写的是{first.quantity.words}{first.quantity.unit}"
                remark = _remark("C4", mention, message, "核对是不是同一个数；是的，前后改成一样")
                yield remark._replace(right=first.quantity.value)


def _claim(book: Reckoning, claim: Claim) -> Iterator[Remark]:
    """None, all: the cell should be nought."""
    ways = book.ways(book.words.file.mentions[claim.claimed.of].figures)
    values = book.known(ways)
    if not ways and claim.claimed.all_closed:
        yield from _all_closed(book, claim)
    if not values or any(value == 0 for _, value in values):
        return
    cells, value = values[0]
    message = f"文字这样说，{book.label(cells)}应是0，现在是{number_text(value)}{book.unit(cells)}"
    advice = "核对表内的数；数是对的，就改这句话"
    yield Remark(claim.claimed.rule, claim.passage, quoted(claim.sentence), message, advice, None, value, cells.first)


def _denied(claim: Claim, mentions: list[Mention]) -> Iterator[Remark]:
    """None of what the text counts elsewhere, where no cell tells which is right."""
    sure = (m for m in mentions if m.quantity.value and not (m.doubtful or m.cumulative or m.among))
    if claim.claimed.means == "none" and (mention := next(sure, None)):
        message = f"这里说没有，别处写{mention.as_told}"
        yield Remark(
            "C4", claim.passage, quoted(claim.sentence), message, "核对哪一句是对的", None, mention.quantity.value
        )


def _all_closed(book: Reckoning, claim: Claim) -> Iterator[Remark]:
    """`均已办结` where the form has no carry-over: as many closed as received."""
    received, closed = book.ways(book.words.figures("intake")), book.ways(book.words.figures("closed"))
    came = book.value(received[0]) if received else None
    done = book.value(closed[0]) if closed else None
    if came is None or done is None or came <= done:
        return
    message = f"文字说全部办结，{book.label(received[0])}是{number_text(came)}件，{book.label(closed[0])}是{number_text(done)}件"
    advice = "核对办结数；确有没办结的，改这句话"
    yield Remark("C3", claim.passage, quoted(claim.sentence), message, advice, came, done, closed[0].first)


def _parts(mentions: list[Mention]) -> Iterator[Remark]:
    """Parts told in one sentence after their whole may not come to more than it."""
    by_sentence: dict[tuple[int, str], list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault((id(mention.passage), mention.sentence), []).append(mention)
    for told in by_sentence.values():
        whole = next((m for m in told if m.has("intake") and m.quantity.told == "exact"), None)
        for group in ("channel", "person"):
            parts = [m for m in told if m.told.group == group and not m.doubtful]
            total = sum((m.quantity.value for m in parts), Decimal(0))
            if whole and len(parts) > 1 and total > whole.quantity.value and len({m.key for m in parts}) == len(parts):
                said = f"{whole.quantity.words}{whole.quantity.unit}"
                message = f"文字写收到{said}，后面各项相加是{number_text(total)}"
                yield _remark("C1", whole, message, "重新相加各项")._replace(right=total)


def fee_notices(reading: Reading) -> Iterator[Remark]:
    """Applications dropped for unpaid fees need a word on fees in the last chapter (C5)."""
    manuscript = reading.manuscript
    figure = manuscript.standard.file.means.fee_unpaid
    unpaid = manuscript.report.told(figure)
    last = [p for p in manuscript.passages if reading.stands_in(p, "other")]
    if unpaid and last and not any(re.search("费", p.text) for p in last):
        lacking = f"“{last[0].chapter}”没有写发出收费通知和收取信息处理费的情况"
        yield Remark("C5", last[0], "", f"表内有{unpaid}件因未缴费不再处理的申请，{lacking}", figure=figure)
