"""Rule I: blanks never filled, slips of the pen, exclamations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.proofreading.catalogue import Doubling
from generator.proofreading.manuscript import Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily
from generator.words.sentences import sentences, unquoted

_PLACEHOLDER = lazily(
    r"[×xX]{1,4}(?=年|件|条|次|篇|%|％|月|日|县|市|局|镇|同志|党|民政|本单位|共)|20[xX×]{2}(?=年)|[×]{2,}|XX+"
    r"|[*＊]{2,}(?=[年件条次篇月日县市局镇个项人名])|[（(【〔](?:此处|请在?此处?|这里)(?:填写|填入|插入|补充|写明)[^）)】〕]{0,12}[）)】〕]|_{3,}(?=[年件条次篇])"
)
_LONG_TWICE = lazily(r"([\u4e00-\u9fff]{3,8})\1")
_TWICE = lazily(r"([\u4e00-\u9fff]{2})\1")
_SAID_TWICE = (  # the same verb after the same auxiliary: `可通过可以通过`, and two verbs with one object
    lazily(r"(?:可以?|能够?)([\u4e00-\u9fff]{2,4})(?:可以?|能够?)\1"),
    lazily(r"应[当该]?([\u4e00-\u9fff]{2,4})应[当该]\1|(?<!必)须([\u4e00-\u9fff]{2,4})必须\2"),
    lazily(
        r"(?P<verb>制定|成立|建立|完善|健全|印发|召开|组织|开展|举办|修订|编制|发布)了"
        r"(?!(?P=verb))(?:制定|成立|建立|完善|健全|印发|召开|组织|开展|举办|修订|编制|发布)了"
    ),
)
_COUNTING = "一二两三四五六七八九十百千万第"
_GOES_ON = lazily(r"[\u4e00-\u9fff]")
_ENDS = lazily("[的了和及与等为是有将已在被由对把从并也均共]")
_ITEM = lazily("[；;、：:，。]")
_WORDS = lazily(r"[\u4e00-\u9fff]+")
_LINK = lazily(
    r"https?(?:[:：]/(?!/)|[:：]?//(?=[\s，。；、）)]|$)|//|[:：]//https?[:：])|(?<![a-z])www(?:[，。]|\.\.)"
    r"|(?<=[a-z\d])[，。](?:gov|com|org|net|cn)(?![a-z])|网址(?:为|是|[:：])+\s*(?=[，。；）)])"
)
_UNITLESS = lazily(r"(?<![\d.])\d+余(?=[，。；、）)]|$)")
_EXCLAIMED = lazily(r"(?<=[\u4e00-\u9fff])[！!](?!=)")
_ENDED = lazily("[。！!？]")


def placeholders(reading: Reading) -> Iterator[Remark]:
    """Blanks of a sample that were never filled, told once (I1)."""
    held = [(p, found) for p in reading.manuscript.own() if (found := _PLACEHOLDER.search(p.text))]
    for passage, found in held[:1]:
        more = f"，一共{len(held)}处" if len(held) > 1 else ""
        yield Remark("I1", passage, quoted(passage.text, found[0]), f"“{found[0]}”没有换成实际内容{more}")


def slips(reading: Reading) -> Iterator[Remark]:
    """Known slips, numbers that are not there or have no unit, words written twice, links that lead nowhere (I1)."""
    for passage in (*reading.manuscript.own(), *reading.manuscript.tables):
        yield from _known(reading, passage)
    for passage in reading.manuscript.own():
        yield from _unfinished(reading, passage)
        if twice := _written_twice(passage.text, reading.words.doubling):
            word, found = twice
            yield Remark("I1", passage, quoted(passage.text, found), f"“{word}”写了两遍")
        yield from _listed_twice(passage)


def _known(reading: Reading, passage: Passage) -> Iterator[Remark]:
    if not _any(tuple(reading.words.typos)).search(passage.text):
        return
    wrong, right = _slips(tuple(reading.words.typos.items()))
    for found in wrong.finditer(passage.text):
        meant = right[int(found.lastindex or 1) - 1]
        yield Remark("I1", passage, quoted(passage.text, found[0]), f"“{found[0]}”可能是“{meant}”之误")


@lru_cache(maxsize=8)
def _any(sayings: tuple[str, ...]) -> re.Pattern[str]:
    """All of some sayings without groups of their own, which is found much faster."""
    return re.compile("|".join(sayings))


@lru_cache(maxsize=4)
def _slips(typos: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], list[str]]:
    """All known slips as one pattern, a group each, and what is right for each."""
    return re.compile("|".join(f"({wrong})" for wrong, _ in typos)), [right for _, right in typos]


def _unfinished(reading: Reading, passage: Passage) -> Iterator[Remark]:
    text = passage.text
    if found := _any(tuple(reading.words.missing_numbers)).search(text):
        yield Remark("I1", passage, quoted(text, found[0]), f"“{found[0]}”里少了数字")
    if found := _UNITLESS.search(text):
        yield Remark("I1", passage, quoted(text, found[0]), f"“{found[0]}”后面少了单位（条、件、次……）")
    if found := _LINK.search(text):
        near = text[max(found.start() - 8, 0) : found.end() + 8]
        yield Remark("I1", passage, quoted(text, near), f"“{near.strip()}”里的网址不完整，打不开", "补全网址")


def _written_twice(text: str, doubling: Doubling) -> tuple[str, str] | None:
    """The words that stand twice in a row, and where; words that may end one phrase and begin the next are left alone."""
    for found in _LONG_TWICE.finditer(text):
        if len(set(found[1])) > 1:
            return found[1], found[0]
    for found in _TWICE.finditer(text):
        if not _may_stand_twice(found, doubling):
            return found[1], found[0]
    for pattern in _SAID_TWICE:
        if said := pattern.search(text):
            return said[0], said[0]
    return None


def _may_stand_twice(found: re.Match[str], doubling: Doubling) -> bool:
    """`信息公开公开栏`, `人民政府政府信息`, `一件一件`, `研究研究`."""
    word, text = found[1], found.string
    if word[0] == word[1] or any(letter in _COUNTING for letter in word) or re.fullmatch(doubling.always, word):
        return True
    if re.search(rf"(?:{doubling.after})$", text[: found.start()][-6:]):
        return True
    after = text[found.end() : found.end() + 1]
    goes_on = bool(_GOES_ON.match(after)) and not _ENDS.match(after)
    return bool(re.fullmatch(doubling.compound, word)) and goes_on


def _listed_twice(passage: Passage) -> Iterator[Remark]:
    """A thing that a list in one sentence names twice."""
    listing = passage.text.count("；") > 1 or passage.text.count("、") > 2
    for sentence in sentences(passage.text.replace("；", "、")) if listing else ():
        seen: set[str] = set()
        for item in (piece.strip("。 ") for piece in _ITEM.split(sentence)):
            if len(item) >= 8 and item in seen and _WORDS.fullmatch(item):
                yield Remark("I1", passage, quoted(passage.text, item), f"“{item}”列了两遍", "删去重复的一项")
                return
            seen.add(item)


def overlong(reading: Reading) -> Iterator[Remark]:
    """Sentences that are too long to be judged, told once (I8)."""
    unread = [passage for passage in reading.manuscript.own() if passage.kind == "unread"]
    if unread:
        length, longest = len(unread[0].text), reading.words.longest_sentence
        more = f"，一共{len(unread)}句" if len(unread) > 1 else ""
        yield Remark("I8", unread[0], quoted(unread[0].text), f"这一句有{length}字，超过{longest}字，没有核对{more}")


def exclamations(reading: Reading) -> Iterator[Remark]:
    """Exclamation marks outside quotations (I4)."""
    for passage in reading.manuscript.own():
        text = unquoted(passage.text)
        if found := _EXCLAIMED.search(text):
            sentence = _ENDED.split(text[: found.start()])[-1]
            yield Remark("I4", passage, quoted(sentence + found[0]), "年度报告用平实的公文语言，不用感叹号")
