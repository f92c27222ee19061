"""Rule C: what the text tells about numbers against the tables and the cover, and against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.examination.findings import number_text
from generator.examination.report import Report
from generator.proofreading.cells import Book, Cells
from generator.proofreading.manuscript import Manuscript
from generator.proofreading.remarks import Remark, quoted
from generator.proofreading.shares import share_told
from generator.proofreading.spans import may_be_elses, pieces
from generator.proofreading.told import Claim, Mention, Told
from generator.proofreading.vocabulary import Vocabulary


def figures_told(manuscript: Manuscript, words: Vocabulary, told: Told, last: Report | None = None) -> Iterator[Remark]:
    """Every contradiction between the numbers of the text and the cells, and among the numbers of the text."""
    book = Book(manuscript, words, last)
    known: dict[str, list[Mention]] = {}
    apart = pieces(book, told.mentions)
    for mention in (mention for mention in told.mentions if id(mention) not in apart):
        ways = book.ways(mention.told.figures)
        if any(book.value(cells) is not None or book.is_blank(cells) for cells in ways):
            yield from _against_cells(book, mention, ways)
        else:
            known.setdefault(mention.key, []).append(mention)
    yield from _against_itself(known)
    for claim in told.claims:
        yield from _claim(book, claim)
    yield from _parts(
        [mention for mention in told.mentions if not book.ways(mention.told.figures) or mention.has("intake")]
    )
    for share in told.shares:
        yield from share_told(book, share)


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
    if may_be_elses(book, mention, cells, value):
        return
    unit = mention.quantity.unit if mention.quantity.unit in ("元", "万元", "亿元") else book.unit(cells)
    covered = cells.terms[0][1].startswith("cover.")
    yield Remark(
        "C4" if covered else mention.told.rule,
        mention.passage,
        quoted(mention.sentence, mention.quantity.words),
        f"文字写{mention.as_told}，{book.label(cells)}是{number_text(value)}{unit}",
        advice="核对哪一个是对的，把另一个改过来；如果说的不是同一件事，请在文字里写明范围",
        left=mention.quantity.value,
        right=value,
        figure=cells.terms[0][1],
    )


def _blank(book: Book, mention: Mention, cells: Cells) -> Iterator[Remark]:
    """A number in the text whose cell a published table shows empty."""
    address = cells.terms[0][1]
    if book.is_blank(cells) and mention.quantity.value:
        yield Remark(
            mention.told.rule,
            mention.passage,
            quoted(mention.sentence, mention.quantity.words),
            f"文字写{mention.as_told}，{book.label(cells)}空着没有填",
            advice="把数填进表里，或者改文字",
            figure=address,
        )


# One of several accounts, posts or offices: its number is not the number of all.
_NAMED = re.compile(r"”(?:的)?(?:政务|官方)?(?:微信|微博|公众号|抖音|网站)|人员负责|各级|各部门|每个|各(?:科|股|处)室")


def _against_itself(known: dict[str, list[Mention]]) -> Iterator[Remark]:
    """Numbers that no cell holds, told twice."""
    for mentions in known.values():
        sure = [m for m in mentions if not (m.doubtful or m.cumulative or m.among or _NAMED.search(m.sentence))]
        for first, mention in ((sure[0], later) for later in sure[1:] if later.sentence != sure[0].sentence):
            if not mention.quantity.agrees(first.quantity.value) and not first.quantity.agrees(mention.quantity.value):
                yield Remark(
                    "C4",
                    mention.passage,
                    quoted(mention.sentence, mention.quantity.words),
                    f"这里写{mention.as_told}，前面“{quoted(first.sentence, first.quantity.words)}”写的是{first.quantity.words}{first.quantity.unit}",
                    advice="核对是不是同一个数；是的，前后改成一样",
                    left=mention.quantity.value,
                    right=first.quantity.value,
                )


def _claim(book: Book, claim: Claim) -> Iterator[Remark]:
    """None, all: the cell should be nought."""
    ways = book.ways(book.words.file.mentions[claim.claimed.of].figures)
    values = [(cells, value) for cells in ways if (value := book.value(cells)) is not None]
    if not ways and "办结" in claim.claimed.cue:
        yield from _all_closed(book, claim)
    if not values or any(value == 0 for _, value in values):
        return
    cells, value = values[0]
    yield Remark(
        claim.claimed.rule,
        claim.passage,
        quoted(claim.sentence),
        f"文字这样说，{book.label(cells)}应是0，现在是{number_text(value)}{book.unit(cells)}",
        advice="核对表内的数；数是对的，就改这句话",
        right=value,
        figure=cells.terms[0][1],
    )


def _all_closed(book: Book, claim: Claim) -> Iterator[Remark]:
    """`均已办结` where the form has no carry-over: as many closed as received."""
    received, closed = book.ways(book.words.figures("intake")), book.ways(book.words.figures("closed"))
    came = book.value(received[0]) if received else None
    done = book.value(closed[0]) if closed else None
    if came is None or done is None or came <= done:
        return
    message = f"文字说全部办结，{book.label(received[0])}是{number_text(came)}件，{book.label(closed[0])}是{number_text(done)}件"
    advice = "核对办结数；确有没办结的，改这句话"
    yield Remark("C3", claim.passage, quoted(claim.sentence), message, advice, came, done, closed[0].terms[0][1])


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
                yield Remark(
                    "C1",
                    whole.passage,
                    quoted(whole.sentence, whole.quantity.words),
                    f"文字写收到{whole.quantity.words}{whole.quantity.unit}，后面各项相加是{number_text(total)}",
                    advice="重新相加各项",
                    left=whole.quantity.value,
                    right=total,
                )
