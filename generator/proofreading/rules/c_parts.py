"""Rules C9 and A8 on what a text counts itself: parts against their whole, and percentages of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from generator.examination.findings import number_text
from generator.proofreading.manuscript import Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.proofreading.telling.lists import POSTED, Counts, Item, PartsTold, may_be_whole, outcomes_in, summed
from generator.proofreading.telling.quantities import percentage
from generator.words.numerals import number_of
from generator.words.patterns import lazily

_ELSES = lazily("部门|街镇|街道|乡镇|各级|各地|区县|县区|全[省市县区]")
_RECEIVED = lazily("(?:收到|受理|接到|新收)[^，。；]{0,12}申请$|申请(?:共)?$")
_CARRIED = lazily("上年|去年|上一年|上学年|结转(?!下|至下|到下)|转结|历年|累计")
_OF_ALL = lazily(  # a share told without its number: 其中网络申请占30%, 占30%的为网络申请
    r"(?<=[，。；：、（])(?:其中)?(?:[^，。；：、（）\d占]{2,10}(?:的)?)?占(?:比)?(?:为|达|到|是)?(?:(?:全部|申请|收到)*(?:总数|总量|件数)(?:的)?(?:比例为)?)?(?P<n>\d{1,2}(?:\.\d)?)[%％]"
)
_RATE = lazily(
    r"(?P<rate>(?:答复|办结|回复|办理|公开|解读|满意|覆盖|更新|回应|按时|准确|合格|知晓|电子化)率)(?:均|都)?(?:达到?|为|是)?(?:10[1-9]|1[1-9]\d|[2-9]\d\d)(?:\.\d+)?[%％]"
)
_ABOVE = lazily(r"(?:上述|以上)(?P<n>\d+)件(?=(?:政府信息公开)?申请)")
_CAME = lazily("(?:收到|受理|接到|接收)[^，。；]{0,12}(?:留言|来信|咨询|投诉|建议|工单|意见|诉求)$")
_DONE = lazily("(?:共|已|全部)?(?:回复|办结|答复|办复)")
_HUNDRED = 100
_NAMED_SHARE = lazily(r"(?<=[，。；：、])(?P<label>[\u4e00-\u9fff]{4,12})占(?:比(?:为)?)?(?P<n>\d{1,2}(?:\.\d+)?)[%％]")
_BOTH = lazily(r"(?P<number>[两三四])项(?:合计|共计|共|之和)?占[^，。；\d]{0,12}(?P<n>\d{1,2}(?:\.\d+)?)[%％]")
_SHARES = lazily(r"(?:[^，。；：、（）]{2,14}?占(?:比)?(?:为|达)?\d{1,2}(?:\.\d+)?[%％][，、；]?(?:和|及)?){3,}")
_PERCENTS = lazily(r"(\d{1,2}(?:\.\d+)?)[%％]")
_BEYOND = 2  # digits that a share is reckoned with beyond its own


def parts_told(reading: Reading) -> Iterator[Remark]:
    """Parts that come to more than their whole, or to less where none can be missing (C9)."""
    for passage, counts in reading.counts:
        for told in counts.parts:
            total, whole = told.total, told.whole.value
            if total == whole or _may_differ(told):
                continue
            way = f"多{number_text(total - whole)}" if total > whole else f"少{number_text(whole - total)}"
            message = f"文字写{told.whole.said}，后面{_sum(told)}，{way}"
            remark = Remark(
                "C9", passage, quoted(passage.text, told.whole.said), message, "重新相加，看是写错了还是漏了一项"
            )
            yield remark._replace(left=whole, right=total)


def sums_told(reading: Reading) -> Iterator[Remark]:
    """A sum told behind its list that is not that of the list, nor of the last of it (C9)."""
    for passage, counts in reading.counts:
        for whole, parts in summed(passage.text, counts.items):
            sums = [sum((part.value for part in parts[n:]), Decimal(0)) for n in range(len(parts) - 1)]
            if whole.value not in sums:
                listed = "+".join(number_text(part.value) for part in parts)
                message = f"文字写{whole.said}，前面各项相加{listed}={number_text(sums[0])}"
                remark = Remark("C9", passage, quoted(passage.text, whole.said), message, "重新相加前面各项")
                yield remark._replace(left=whole.value, right=sums[0])


def rates_beyond(reading: Reading) -> Iterator[Remark]:
    """Rates of what is done above all of it: `按期答复率达108%` (A8)."""
    for passage in reading.manuscript.prose():
        for found in _RATE.finditer(passage.text) if "率" in passage.text else ():
            message = f"{found['rate']}不会超过100%"
            yield Remark("A8", passage, quoted(passage.text, found[0]), message, "核对这个百分比")


def above_said(reading: Reading) -> Iterator[Remark]:
    """`上述32件申请` where no number above is 32, nor two of them together (C4)."""
    for passage, counts in reading.counts:
        for found in _ABOVE.finditer(passage.text):
            before = [one for one in counts.items if one.end <= found.start()]
            known = {*_wholes(before), sum((one.value for one in before), Decimal(0))}
            if Decimal(found["n"]) not in known and any(one.kind == "件" for one in before):
                message = f"前面没有{found['n']}件，这里写“{found[0]}”"
                yield Remark("C4", passage, quoted(passage.text, found[0]), message, "核对前后的件数")


def told_twice(reading: Reading) -> Iterator[Remark]:
    """The same words of the whole year with two numbers (C4)."""
    opens = re.compile(rf"(?:全年|本年度?|今年|{reading.year}年)(?:共|累计)?[\u4e00-\u9fff]{{5,}}")
    first: dict[tuple[str, str], Item] = {}
    for passage, counts in reading.counts:
        for item in counts.items:
            before_it = passage.text[: item.start].removesuffix(item.label)
            starts = not before_it or before_it.endswith("。")
            if item.quantity.told != "exact" or not starts or not opens.fullmatch(item.label):
                continue
            before = first.setdefault((item.label, item.kind), item)
            if before.value != item.value:
                message = f"这里写{item.said}，前面写的是{before.said}"
                remark = Remark(
                    "C4", passage, quoted(passage.text, item.said), message, "核对是不是同一个数；是的，前后改成一样"
                )
                yield remark._replace(left=item.value, right=before.value)


def outcomes_told(reading: Reading) -> Iterator[Remark]:
    """Outcomes listed one by one that do not come to the applications received, with those carried over (C9)."""
    for passage, counts in reading.counts:
        outcomes = outcomes_in(passage.text, counts.items)
        before = [one for one in counts.items if outcomes and one.start < outcomes[0].start]
        received = next((one for one in before if _RECEIVED.search(one.label) and one.quantity.told == "exact"), None)
        if received is None or any(_CARRIED.search(one.label) for one in before):
            continue
        total = sum((one.value for one in outcomes), Decimal(0))
        known = {one.value for one in before}
        if total not in known and received.value <= total * 2 and not _CARRIED.search(reading.manuscript.text):
            listed = "+".join(number_text(one.value) for one in outcomes)
            message = f"文字写{received.said}，各类办理结果相加{listed}={number_text(total)}，也没有写上年结转"
            remark = Remark(
                "C9", passage, quoted(passage.text, outcomes[0].said), message, "核对收到、结转和各类办理结果"
            )
            yield remark._replace(left=received.value, right=total)


def closed_told(reading: Reading) -> Iterator[Remark]:
    """More applications closed than received, in a text that knows of none from the year before (C9)."""
    for passage, counts in reading.counts:
        yield from _replied(passage, counts) if not _CARRIED.search(passage.text) else ()
    if _CARRIED.search(reading.manuscript.text):
        return
    sure = [m for m in reading.told.mentions if not (m.doubtful or m.cumulative) and m.quantity.told == "exact"]
    received = next((m for m in sure if m.has("intake")), None)
    for closed in (m for m in sure if received and m.has("closed") and m.quantity.value > received.quantity.value):
        assert received is not None
        message = f"文字写{closed.as_told}，多于{received.as_told}，也没有写上年结转"
        yield Remark(
            "C9", closed.passage, quoted(closed.sentence, closed.quantity.words), message, "核对收到数和办结数"
        )
        return


def _replied(passage: Passage, counts: Counts) -> Iterator[Remark]:
    """More messages answered than came: `收到网民留言86条，回复91条`."""
    for came, done in pairwise(counts.items):
        between = passage.text[came.end : done.start]
        again = passage.text[done.end : done.end + 2].startswith(("次", "（含", "(含"))
        apt = not again and _CAME.search(came.label) and _DONE.fullmatch(done.label) and "。" not in between
        if apt and came.kind == done.kind and done.value > came.value and came.quantity.told == done.quantity.told:
            message = f"文字写{done.said}，多于{came.said}"
            remark = Remark("C9", passage, quoted(passage.text, done.said), message, "核对收到数和回复数")
            yield remark._replace(left=done.value, right=came.value)


def _may_differ(told: PartsTold) -> bool:
    """Whether parts may well not come to their whole: they overlap, some are not told, or they are those of another number."""
    total, whole = told.total, told.whole.value
    several = len(POSTED.findall(told.whole.label)) > 1  # 网站、微信共…: the whole is their sum
    if total > whole and len(told.parts) > 1 and not several and any(POSTED.search(p.label) for p in told.parts):
        return True
    if total < whole and (not told.closed or total * 2 < whole or _ELSES.search(told.whole.label)):
        return True
    if total > whole and any(sum(part.value for part in told.parts[:n]) == whole for n in range(2, len(told.parts))):
        return True  # cut in one way and then in another
    same = [one.value for one in told.before if one.kind == told.whole.kind]
    return total in same or (total > whole and any(value >= total for value in same))


def _sum(told: PartsTold) -> str:
    listed = "、".join(part.said for part in told.parts[:6])
    if len(told.parts) == 1:
        return f"是{listed}"
    numbers = "+".join(number_text(part.value) for part in told.parts)
    return f"各项相加{numbers}={number_text(told.total)}（{listed}）"


def shares_told(reading: Reading) -> Iterator[Remark]:
    """Percentages that are no share of any whole they may be of (A8)."""
    book = reading.reckoning
    cells = [value for _, value in book.known(book.ways(book.words.file.bases)) if value]
    for passage, (items, parts) in reading.counts:
        listed = {told.whole.start for told in parts}
        for number, item in enumerate(items):
            before = [one for one in items[:number] if one.kind == item.kind and one.value]
            wholes = [one.value for one in before if may_be_whole(one) or one.start in listed]
            if item.share and item.quantity.told == "exact" and item.value and wholes:
                yield from _share(passage, item, wholes, cells)
        yield from _labelled(passage, items, cells)


def _labelled(passage: Passage, items: Sequence[Item], cells: Sequence[Decimal]) -> Iterator[Remark]:
    """`网络申请33件、信函申请18件。网络申请占51.6%，信函申请占38.1%`."""
    by_label = {item.label: item for item in items if len(item.label) > 3 and item.quantity.told == "exact"}
    for found in _NAMED_SHARE.finditer(passage.text) if by_label and "占" in passage.text else ():
        item = by_label.get(found["label"])
        if item and item.end <= found.start() and item.share != found["n"]:
            wholes = [one.value for one in items if one.end <= found.start() and one.value and one is not item]
            if wholes:
                yield from _share(passage, item._replace(share=found["n"]), wholes[:1], [*wholes, *cells])


def shares_possible(reading: Reading) -> Iterator[Remark]:
    """Shares told without their numbers that no whole number of applications can be of those told before them (A8)."""
    book = reading.reckoning
    cells = [value for _, value in book.known(book.ways(book.words.file.bases)) if value]
    for passage, counts in reading.counts:
        received = [one for one in counts.items if _RECEIVED.search(one.label) and one.quantity.told == "exact"]
        for found in _OF_ALL.finditer(passage.text) if received and "占" in passage.text else ():
            whole = max((one for one in received if one.end <= found.start()), key=lambda one: one.end, default=None)
            if whole is None or "。" in passage.text[whole.end : found.start()] or _after_a_count(counts, found):
                continue
            wholes = [*cells, *_wholes(counts.items)]
            if not any(_can_be(found["n"], number) for number in wholes):
                message = f"文字写占{found['n']}%，{whole.said}里没有几件能占{found['n']}%"
                remark = Remark("A8", passage, quoted(passage.text, found["n"]), message, "按件数重新计算百分比")
                yield remark._replace(left=Decimal(found["n"]))


def shares_added(reading: Reading) -> Iterator[Remark]:
    """Shares of one whole listed one by one that come to more than all of it, and the share of several counts together (A8)."""
    for passage, counts in reading.counts:
        yield from _together(passage, counts)
    for passage in reading.manuscript.prose():
        for found in _SHARES.finditer(passage.text) if passage.text.count("占") > 2 else ():
            shares = [Decimal(number) for number in _PERCENTS.findall(found[0])]
            total = sum(shares, Decimal(0))
            apart = re.search("类|其他|其余", found[0])  # classes of one whole, not ways that overlap
            if apart and len(shares) > 2 and total > _HUNDRED + len(shares):
                message = f"各项占比加起来是{number_text(total)}%，超过100%"
                remark = Remark("A8", passage, quoted(passage.text, found[0][:20]), message, "核对各项的占比")
                yield remark._replace(left=total, right=Decimal(_HUNDRED))


def _together(passage: Passage, counts: Counts) -> Iterator[Remark]:
    """`予以公开198件、部分公开42件，两项合计占办结数的42.6%`."""
    for found in _BOTH.finditer(passage.text) if "项" in passage.text else ():
        number = number_of(found["number"]) or 0
        before = [one for one in counts.items if one.end <= found.start()]
        parts, wholes = (
            before[len(before) - number :],
            [one.value for one in before[: len(before) - number] if one.value],
        )
        if len(parts) != number or not wholes or any(one.kind != parts[0].kind for one in parts):
            continue
        total, told = sum((one.value for one in parts), Decimal(0)), Decimal(found["n"])
        places = len(found["n"].partition(".")[2])
        close = (
            abs(percentage(total, whole, places + _BEYOND) - told) <= Decimal(1).scaleb(-places) for whole in wholes
        )
        if not any(close):
            right = percentage(total, wholes[-1], max(places, 1))
            message = f"文字写{found['number']}项合计占{found['n']}%，{number_text(total)}除以{number_text(wholes[-1])}是{right}%"
            yield Remark("A8", passage, quoted(passage.text, found[0]), message, "按件数重新计算百分比", told, right)


def _after_a_count(counts: Counts, found: re.Match[str]) -> bool:
    """Whether the share is of a number told right before it."""
    return any(one.share == found["n"] and one.end <= found.end() for one in counts.items)


def _wholes(items: Sequence[Item]) -> Iterator[Decimal]:
    """What a share may be of: each number of the paragraph, and two of them together."""
    values = sorted({one.value for one in items})
    yield from values
    yield from (one + other for number, one in enumerate(values) for other in values[:number])


def _can_be(share: str, whole: Decimal) -> bool:
    """Whether so many of a whole number are this share, give or take its last digit."""
    places, told = len(share.partition(".")[2]), Decimal(share)
    near = int(told * whole / _HUNDRED)
    return any(
        abs(percentage(Decimal(part), whole, places + _BEYOND) - told) <= Decimal(1).scaleb(-places)
        for part in (near, near + 1)
        if whole
    )


def _share(passage: Passage, item: Item, wholes: Sequence[Decimal], cells: Sequence[Decimal]) -> Iterator[Remark]:
    told, places = Decimal(item.share), len(item.share.partition(".")[2])
    tolerance = Decimal(1).scaleb(-places)
    if any(abs(percentage(item.value, whole, places + _BEYOND) - told) <= tolerance for whole in (*wholes, *cells)):
        return
    right = percentage(item.value, wholes[-1], max(places, 1))
    message = f"文字写{item.said}占{item.share}%，{number_text(item.value)}除以{number_text(wholes[-1])}是{right}%"
    yield Remark("A8", passage, quoted(passage.text, item.share), message, "按件数重新计算百分比", told, right)
