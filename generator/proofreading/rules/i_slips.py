"""Rule I: blanks never filled, slips of the pen, exclamations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily
from generator.words.sentences import unquoted

_PLACEHOLDER = lazily(
    r"[×xX]{1,4}(?=年|件|条|次|篇|%|％|月|日|县|市|局|镇|同志|党|民政|本单位|共)|20[xX×]{2}(?=年)|[×]{2,}|XX+"
)
_DOUBLED = lazily(r"([\u4e00-\u9fff]{3,8})\1")
_EXCLAIMED = lazily(r"(?<=[\u4e00-\u9fff])[！!](?!=)")
_ENDED = lazily("[。！!？]")


def placeholders(reading: Reading) -> Iterator[Remark]:
    """Blanks of a sample that were never filled, told once (I1)."""
    held = [(p, found) for p in reading.manuscript.prose() if (found := _PLACEHOLDER.search(p.text))]
    for passage, found in held[:1]:
        more = f"，一共{len(held)}处" if len(held) > 1 else ""
        yield Remark("I1", passage, quoted(passage.text, found[0]), f"“{found[0]}”没有换成实际内容{more}")


def slips(reading: Reading) -> Iterator[Remark]:
    """Known slips, sentences without their number, words written twice (I1)."""
    for passage in reading.manuscript.own():
        for wrong, right in reading.words.typos.items():
            if wrong in passage.text:
                yield Remark("I1", passage, quoted(passage.text, wrong), f"“{wrong}”可能是“{right}”之误")
        lacking = (found for saying in reading.words.missing_numbers if (found := re.search(saying, passage.text)))
        for found in islice(lacking, 1):
            yield Remark("I1", passage, quoted(passage.text, found[0]), f"“{found[0]}”里少了数字")
        doubled = _DOUBLED.search(passage.text)
        if doubled and len(set(doubled[1])) > 1:
            yield Remark("I1", passage, quoted(passage.text, doubled[0]), f"“{doubled[1]}”写了两遍")


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
