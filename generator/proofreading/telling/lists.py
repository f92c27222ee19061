"""Wholes and their parts as a text tells them: `收到5件，其中网络申请2件、信函申请3件`, whatever they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.proofreading.telling.quantities import NUMBER, Quantity, quantity
from generator.words.patterns import lazily

_UNITS = "件次|人次|[件宗份条起次例篇期场人名个则]|部(?![门委队分级])"
_TOKEN = lazily(rf"{NUMBER}(?P<unit>{_UNITS}|[%％])")
_MARKS = "，。；：、（）,;:()"
_SAME = str.maketrans(
    {"宗": "件", "份": "件", "条": "件", "起": "件", "例": "件", "篇": "件", "则": "件", "部": "件", "名": "人"}
)
_INTO = lazily(r"^中[，：,:]|^[^。；]{0,4}[，：。；（]?\s*(?:其中|分别(?:为|是)|按[^，。；\d]{2,14}分)")
_SOME = lazily(
    "[，、；]?(?:[两三四五六]|前[两三四])(?:项|类|者)?(?:合计|共计|之和|相加|共占|占)"
)  # what follows tells that these are not all
_OPEN = lazily("等|主要|以及其他|另有|另外|余|包括|涉及|含")
_SHARED = lazily(r"(?![^。；、]{0,4}(?:其中|[两三四五六]项|合计))[^。；、分]{0,4}占[^。；、]{0,18}|\s*[（(]")
_WHOLE_AGAIN = lazily("共|总|合计|收到|受理|办结|实际|正在|尚|结转|比上年|同比|去年|上年|累计")
_WHOLE = lazily("共|总|合计|收到|受理|办结|答复|主动公开")
_REST = lazily("^(?:其他|其它|其余|其他(?:类|方面|渠道|方式|情形)(?:信息)?)$")
_OPINIONS = lazily("(?:意见|建议)(?:建议)?$")
_SUMMED = lazily("^(?:一?共计?|合计|总计|总共)$")
_REFUSED = lazily("不予|不同意|未予")
_OUTCOME = lazily(
    "(?:办理结果(?:为|是)?|答复(?:结果)?(?:为|是)?)?(?:其中)?"
    "(?:(?:予以|同意)?部分公开|予以公开|同意公开|不予公开|不同意公开|无法提供|不予处理|(?:作)?其他处理|结转(?:至|到)?下(?:一)?年度?(?:继续)?(?:办理)?)"
)
_LEAST_OUTCOMES = 4
_BEYOND = 8  # letters behind the last part that tell whether these are all
_CLASSES = {
    "channel": lazily("当面|现场|传真|网络|网上|在线|邮件|信函|来信|邮寄|电话|窗口|来访|来电"),
    "person": lazily("自然人|法人|组织|企业|公民|个人"),
    "outcome": lazily("公开|提供|处理|不存在|不属于|不予|更正"),
    "kind": lazily("类(?:信息|文件)?$"),
    "adopted": lazily("采纳|吸收"),
}
POSTED = lazily("网站|门户|微博|微信|公众号|公报|新媒体|平台|渠道|媒体|广播|电视|公开栏|客户端|抖音")


class Item(NamedTuple):
    """A number with its unit: the words of its clause before it, where it stands, and the percentage told of it."""

    label: str
    quantity: Quantity
    start: int
    end: int
    share: str = ""

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def kind(self) -> str:
        """Its unit, where several mean the same."""
        return self.quantity.unit.translate(_SAME)[:1]

    @property
    def said(self) -> str:
        return f"{self.label}{self.quantity.words}{self.quantity.unit}"


class PartsTold(NamedTuple):
    """A whole and the parts told behind it; `closed` says of which class all of them are, where nothing can be missing.

    `before` are the numbers told before the parts: they may be of another whole.
    """

    whole: Item
    parts: tuple[Item, ...]
    before: tuple[Item, ...] = ()
    closed: str = ""

    @property
    def total(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))


class Counts(NamedTuple):
    """The counts of a paragraph in order, and the wholes among them that are followed by their parts."""

    items: tuple[Item, ...] = ()
    parts: tuple[PartsTold, ...] = ()


def counts_in(text: str) -> Counts:
    """What a paragraph counts."""
    items = items_in(text)
    return Counts(tuple(items), tuple(parts_in(text, items)) if len(items) > 1 else ())


def items_in(text: str) -> list[Item]:
    """The counts of a paragraph in order, each with the percentage that follows it."""
    found: list[Item] = []
    for token in _TOKEN.finditer(text):
        number = quantity(token)
        if number is None:
            continue
        if number.unit in "%％":
            gap = text[found[-1].end : token.start()] if found else ""
            if found and not found[-1].share and _SHARED.fullmatch(gap):
                found[-1] = found[-1]._replace(share=token["n"])
            continue
        first = _clause_start(text, token.start())
        label = re.sub(r"^\s*(?:其中|分别为|分别是)", "", text[first : token.start()]).strip()
        found.append(Item(label, number, token.start(), token.end()))
    return found


def _clause_start(text: str, at: int) -> int:
    """Where the clause of a number begins; names joined by 、 before it, and words in brackets right before it, belong to it."""
    if at and text[at - 1] in "）)" and (opened := max(text.rfind("（", 0, at), text.rfind("(", 0, at))) > 0:
        return _clause_start(text, opened)
    first = max(text.rfind(mark, 0, at) for mark in _MARKS) + 1
    while first and text[first - 1] == "、":
        before = max(text.rfind(mark, 0, first - 1) for mark in _MARKS) + 1
        if any(letter.isdecimal() for letter in text[before:first]):
            break
        first = before
    return first


def summed(text: str, items: Sequence[Item]) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """A sum told behind its list, with the items of the list: `建议15件、提案22件，共37件`."""
    for number, one in enumerate(items):
        if not _SUMMED.search(one.label) or one.quantity.told != "exact":
            continue
        listed: list[Item] = []
        for before in reversed(items[:number]):
            after = text[before.end : listed[-1].start if listed else one.start]
            joined = after.startswith("、") or (not listed and after[:1] in "，、")
            if before.kind != one.kind or before.quantity.told != "exact" or not joined or "。" in after:
                break
            listed.append(before)
        if len(listed) > 1:
            yield one, tuple(reversed(listed))


def outcomes_in(text: str, items: Sequence[Item]) -> list[Item]:
    """The outcomes of applications that a paragraph lists one behind the other, with what is carried forward; the first such list."""
    found: list[Item] = []
    for item in items:
        apart = bool(found) and "。" in text[found[-1].end : item.start]
        if _OUTCOME.fullmatch(item.label) and item.quantity.told == "exact" and not apart:
            found.append(item)
        elif len(found) >= _LEAST_OUTCOMES:
            break
        else:
            found = []
    return found if len(found) >= _LEAST_OUTCOMES else []


def may_be_whole(item: Item) -> bool:
    """Whether a number may be the whole that percentages are of."""
    return not item.share and item.quantity.told == "exact" and bool(_WHOLE.search(item.label))


def parts_in(text: str, items: Sequence[Item]) -> Iterator[PartsTold]:
    """Every whole of a paragraph that is followed by its parts."""
    for number, whole in enumerate(items[:-1]):
        gap, first = text[whole.end : items[number + 1].start], items[number + 1]
        heads = _INTO.search(gap) or (_OPINIONS.search(whole.label) and _CLASSES["adopted"].search(first.label))
        if whole.quantity.told != "exact" or not heads:
            continue
        parts = list(_following(text, whole, items[number + 1 :]))
        if parts:
            words = text[whole.end : parts[-1].end + _BEYOND]
            yield PartsTold(whole, tuple(parts), tuple(items[:number]), _closed(words, parts))


def _following(text: str, whole: Item, items: Sequence[Item]) -> Iterator[Item]:
    """The parts of a whole: counts of its kind up to the end of the sentence they stand in, or to another whole."""
    before = whole
    for item in items:
        gap = text[before.end : item.start]
        if before is not whole and ("。" in gap or ("；" in gap and "占" not in gap)):
            return
        inside = text[whole.end : item.start]
        if before is not whole and inside.count("（") > inside.count("）"):
            continue  # parts of a part
        exact = item.kind == whole.kind and item.quantity.told == "exact"
        if not exact or not item.label or _WHOLE_AGAIN.search(item.label):
            return
        yield item
        before = item


def _closed(words: str, parts: Sequence[Item]) -> str:
    """The class of all parts when none can be missing: they are of one class and nothing says that there are more."""
    if _OPEN.search(words) or _SOME.search(words) or any(POSTED.search(part.label) for part in parts):
        return ""
    shares = [Decimal(part.share) for part in parts if part.share]
    if len(shares) == len(parts) and abs(sum(shares, Decimal(-100))) < 2:
        return "shared"
    if len(parts) > 2 and _REST.search(parts[-1].label):
        return "rest"
    for name, pattern in _CLASSES.items():
        if len(parts) >= (3 if name == "kind" else 2) and all(pattern.search(part.label) for part in parts):
            both = len(parts) > 2 or {bool(_REFUSED.search(part.label)) for part in parts} == {True, False}
            return name if name != "outcome" or both else ""
    return ""
