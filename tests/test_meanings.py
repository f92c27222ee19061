"""A rule finds its chapter, question and figure in every form by their meaning, whatever they are called there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.answers.answer import Answer, Answers
from generator.document.places import Place
from generator.drafting.drafting import draft
from generator.drafting.unwritten import unwritten
from generator.examination import examine
from generator.proofreading import LastYear, Manuscript, of_document, proofread
from generator.standard import load_standard
from generator.standard.library import standard_ids
from tests.conftest import answers_of

COPIED = (
    "政务公开栏目更新不够及时，部分信息发布以后没有解读。业务科室对公开范围的理解不一致，审核的时间偏长。"
    "基层站所的公开目录没有细化，群众查找办事信息不方便。"
)
PROBLEMS = [(name, slot) for name in standard_ids() for slot in load_standard(name).file.means.problems]


def written(name: str, year: int, slot: str, text: str) -> tuple[Answers, Manuscript]:
    """A report without figures whose office wrote one text."""
    standard = load_standard(name)
    answers = replace(answers_of(standard, year, {}), texts={slot: Answer(text, Place(file="test"))})
    report = examine(standard, answers).report
    return answers, of_document(standard, answers, report, draft(standard, report))


def codes_told(name: str, slot: str, text: str, before: str = "") -> set[str]:
    year = load_standard(name).file.span[0]
    _, now = written(name, year + 1, slot, text)
    _, old = written(name, year, slot, before or text)
    return {finding.code for finding in proofread(now, LastYear(old.report, old)).findings}


def test_every_form_says_which_chapter_is_on_problems() -> None:
    assert {name for name, _ in PROBLEMS} == set(standard_ids())


@pytest.mark.parametrize(("name", "slot"), PROBLEMS)
def test_problems_copied_from_last_year_are_found_in_every_form(name: str, slot: str) -> None:
    parts = load_standard(name).file.chapters[slot].parts
    for place in (slot, *(f"{slot}.{part}" for part in parts)):
        assert {"D3"} == codes_told(name, place, COPIED) & {"D1", "D3"}, place


@pytest.mark.parametrize(("name", "slot"), PROBLEMS)
def test_a_chapter_on_problems_without_any_is_found_in_every_form(name: str, slot: str) -> None:
    assert "D5" in codes_told(name, slot, "无。")


def test_a_first_chapter_without_a_fact_is_found_whatever_its_title() -> None:
    assert "D7" in codes_told("sample-2009", "overview", "各科室认真学习有关精神，统一思想，提高认识，明确责任。" * 25)
    assert "D7" not in codes_told(
        "sample-2009", "disclosure", "各科室认真学习有关精神，统一思想，提高认识，明确责任。" * 25
    )


@pytest.mark.parametrize("name", ["national-2021", "national-2014", "fujian-2009", "university-2018"])
def test_what_the_opening_lacks_is_asked_at_the_first_question_on_whom_to_ask(name: str) -> None:
    standard = load_standard(name)
    answers, _ = written(name, standard.file.span[0], next(iter(standard.slots)), "")
    missing = unwritten(answers, draft(standard, examine(standard, answers).report), [])
    assert "cover.office" in {finding.about for finding in missing}
