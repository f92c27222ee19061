"""What a standard says that its chapters, questions and figures mean, checked: what it names must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from generator.standard.definition import ASKED, DEPARTMENT, GOVERNMENT, ChapterMeaning
from generator.standard.model import Standard
from generator.standard.table_definition import NUMBERS


def wrong_pictures(standard: Standard) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each address of the picture that does not stand in the standard, with the keys it stands under and what is wrong."""
    asked = {f"{ASKED}{key}" for key, question in standard.questions.items() if question.kind in NUMBERS}
    for name, panel in standard.file.picture.items():
        for key, shown in panel.shows.items():
            for address in shown.sum:
                if address not in standard.figures and address not in standard.details and address not in asked:
                    yield ("picture", name, "shows", key), f"没有 {address} 这个数（写 表.行.列，或者 cover.问题）"


def wrong_words(standard: Standard) -> Iterator[tuple[tuple[str, ...], str]]:
    """What the sayings and wanted words of a standard name that does not stand in it."""
    rows = {name for address in (*standard.figures, *standard.details) for name in address.split(".")[1:]}
    known = rows | standard.questions.keys()
    for key, saying in standard.file.sayings.items():
        for name in saying.figures:
            for word in re.findall(r"[a-z_][a-z0-9_]*", name):
                if word not in known:
                    yield ("sayings", key, "figures"), f"没有 {word} 这一行、列或问题"
        if not all(re.search(r"(?<![A-Za-z])N(?![A-Za-z])", said) for said in saying.says):
            yield ("sayings", key, "says"), "每种说法里要有 N（数和量词的位置）"
        if not any(cue and cue in said for cue in saying.cue.split("|") for said in (*saying.says, saying.unit)):
            yield ("sayings", key, "cue"), f"{saying.cue} 不在哪一种说法里，也不是量词"
    for key, wanted in standard.file.wanted.items():
        if wanted.where and wanted.where not in standard.slots:
            yield ("wanted", key, "where"), f"没有 {wanted.where} 这一章，也没有这一节（写 章 或者 章.节）"


def wrong_meanings(standard: Standard) -> Iterator[tuple[str, str]]:
    """Each meaning whose address does not stand in the standard, with what is wrong."""
    means = standard.file.means
    for meaning in get_args(ChapterMeaning):
        strange = [slot for slot in getattr(means, meaning) if slot not in standard.slots]
        yield from ((meaning, f"没有 {slot} 这一章，也没有这一节（写 章 或者 章.节）") for slot in strange)
    if means.unit_kind and means.unit_kind not in standard.questions:
        yield "unit_kind", f"没有 {means.unit_kind} 这个问题"
    kind = standard.questions.get(means.unit_kind)
    if kind and not {GOVERNMENT, DEPARTMENT} <= set(kind.choices):
        yield "unit_kind", f"{means.unit_kind} 的 choices 里要有 {GOVERNMENT}、{DEPARTMENT}"
    if means.fee_unpaid and means.fee_unpaid not in standard.figures:
        yield "fee_unpaid", f"没有 {means.fee_unpaid} 这个数（写 表.行.列）"
