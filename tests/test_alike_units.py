"""Units alike (D2): copied words are found whatever names and figures were changed in them."""

from __future__ import annotations

from random import Random

import pytest

from generator.answers.answer import Answer, Answers
from generator.batch.alike_units import UnitTexts, alike_finding
from generator.batch.own_words import own_words
from generator.document.places import Place
from generator.standard import load_standard
from generator.standard.library import standard_ids

PROBLEMS = (
    "一是{n}类办事指南还是前年的版本，窗口反映有{m}家企业因此跑了两趟，{name}没有及时更新。"
    "二是新进工作人员不熟悉公开的范围，全年退回修改{m}次，答复用满了期限的有{n}件。"
    "三是栏目分散，群众查找要点开四五层，县长信箱收到{m}封来信说起此事。"
)
WORDS = [chr(0x4E00 + n) for n in range(3000)]


def answers(texts: dict[str, str]) -> Answers:
    typed = {slot: Answer(text, Place("各章文字", "C5")) for slot, text in texts.items()}
    return Answers(
        "national-2021", 2024, "", {}, {}, typed, {}, {f"text.{slot}": Place("各章文字", "C5") for slot in texts}
    )


def texts_of_units(*units: tuple[str, dict[str, str]]) -> UnitTexts:
    found = UnitTexts()
    for name, texts in units:
        found.add(own_words(load_standard("national-2021"), answers(texts), name))
    return found


def invented(chance: Random, length: int = 300) -> str:
    return "。".join("".join(chance.choices(WORDS, k=25)) for _ in range(length // 25))


def problem_texts(name: str, n: int, m: int) -> dict[str, str]:
    return {"problems.shortcomings": PROBLEMS.format(name=name, n=n, m=m)}


def test_chapter_five_copied_with_other_figures_is_found_for_both() -> None:
    found = list(
        texts_of_units(
            ("甲县教育局", problem_texts("甲县教育局", 3, 7)), ("甲县水务局", problem_texts("水务局", 12, 90))
        ).alike()
    )
    assert {(one.unit, one.other, one.problems) for one in found} == {(0, 1, True), (1, 0, True)}
    finding = alike_finding(found[0], "甲县水务局")
    assert (finding.code, finding.severity, str(finding.place)) == ("D2", "warning", "各章文字!C5")
    assert "与“甲县水务局”的几乎相同，如“" in finding.message


@pytest.mark.parametrize("name", standard_ids())
def test_problems_copied_from_another_unit_are_found_in_every_form(name: str) -> None:
    standard, units = load_standard(name), UnitTexts()
    slot = standard.file.means.problems[0]
    for unit, n in (("甲县教育局", 3), ("甲县水务局", 12)):
        text = PROBLEMS.format(name=unit, n=n, m=n + 4)
        units.add(own_words(standard, answers({slot: text}), unit))
    assert {(one.unit, one.problems) for one in units.alike()} == {(0, True), (1, True)}


def test_a_text_slightly_reworded_throughout_is_found() -> None:
    text = problem_texts("甲局", 3, 7)["problems.shortcomings"]
    reworded = text.replace("跑了两趟", "多跑两次").replace("不熟悉", "不清楚").replace("栏目分散", "栏目太散")
    found = texts_of_units(
        ("甲局", {"problems.shortcomings": text}), ("乙局", {"problems.shortcomings": reworded})
    ).alike()
    assert {one.unit for one in found} == {0, 1}


def test_different_and_short_texts_are_left_alone() -> None:
    chance = Random(1)
    short = {"problems.shortcomings": "一是人手不足，二是经验不多，三是宣传不够广泛。"}
    units = [(f"第{n}局", {"overview.management": invented(chance)}) for n in range(50)]
    assert list(texts_of_units(*units, ("甲局", short), ("乙局", short)).alike()) == []


def test_one_text_used_by_all_is_found_for_all() -> None:
    units = [(f"甲县第{n}局", problem_texts(f"甲县第{n}局", n, n + 3)) for n in range(80)]
    assert {one.unit for one in texts_of_units(*units).alike()} == set(range(80))


def test_a_copied_text_is_found_among_many_that_share_a_phrase() -> None:
    chance = Random(2)
    phrase = "。本机关无其他需要报告的事项。"
    units = [(f"第{n}局", {"overview.management": invented(chance) + phrase}) for n in range(2000)]
    copied = {"overview.management": units[7][1]["overview.management"].replace("。本机关", "。再说一句别的。本机关")}
    found = list(texts_of_units(*units, ("抄写局", copied)).alike())
    assert {(one.unit, one.other) for one in found} == {(7, 2000), (2000, 7)}
