"""Provenance: what an office writes is proofread alike wherever it stands, and every finding points at where it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.answers.answer import Answer, Answers
from generator.answers.answers_writing import write_answers_yaml
from generator.document.blocks import Heading, Statistics, text_of
from generator.document.places import Place
from generator.examination.carrying import filled
from generator.flow.case import Case, open_case
from generator.form.writing import write_form
from generator.standard import Standard, load_standard, standard_ids

# A sentence with a fault that no form has of itself, whatever the year: an identity number (the one printed in GB 11643).
FAULT = "咨询时请带证件11010519491231002X。"
INVISIBLE = "\u00ad\u200b\u200f\u202a\u202d\u2060\u2066\u2069\ufeff"


def year_of(standard: Standard) -> int:
    return standard.file.span[0]


def with_texts(standard: Standard, texts: dict[str, str], rewrites: dict[str, str] | None = None) -> Answers:
    """Answers with nothing but texts, each on a line of its own."""
    lines = {slot: number for number, slot in enumerate([*texts, *(rewrites or {})], 10)}
    given = [
        {slot: Answer(text, Place(file="a.yaml", line=lines[slot])) for slot, text in (part or {}).items()}
        for part in (texts, rewrites)
    ]
    places = {f"text.{slot}": answer.place for slot, answer in given[0].items()}
    places |= {f"rewrite.{slot}": answer.place for slot, answer in given[1].items()}
    cover = {"agency": Answer("示例县教育局", Place(file="a.yaml", line=3))}
    return Answers(standard.id, year_of(standard), "a.yaml", {}, cover, given[0], given[1], places)


def personal(case: Case) -> list[tuple[str, Place]]:
    return [(finding.about, finding.place) for finding in case.findings if finding.code == "H1"]


@pytest.mark.parametrize("standard_id", standard_ids())
def test_a_fault_in_any_slot_is_told_at_its_answer(standard_id: str) -> None:
    standard = load_standard(standard_id)
    for slot in standard.slots:
        case = Case(with_texts(standard, {slot: FAULT}))
        assert personal(case) == [(f"text.{slot}", Place(file="a.yaml", line=10))], slot
        if standard.rewritable(slot):
            rewritten = Case(with_texts(standard, {}, {slot: FAULT}))
            assert personal(rewritten) == [(f"rewrite.{slot}", Place(file="a.yaml", line=10))], slot


@pytest.mark.parametrize("standard_id", standard_ids())
def test_a_fault_in_any_slot_of_an_answers_file_is_told_at_its_line(standard_id: str, tmp_path: Path) -> None:
    standard = load_standard(standard_id)
    given = {slot: f"{FAULT}{number}" for number, slot in enumerate(standard.slots)}
    file = tmp_path / "answers.yaml"
    file.write_text(write_answers_yaml(standard, with_texts(standard, given)), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").split("\n")
    told = {finding.about: finding.place.line for finding in open_case(file).findings if finding.code == "H1"}
    assert set(told) == {f"text.{slot}" for slot in standard.slots}
    assert all(lines[line - 1].startswith(f"  {about[5:]}: ") for about, line in told.items())


@pytest.mark.parametrize("standard_id", standard_ids())
def test_a_fault_in_any_slot_of_the_form_is_told_at_its_cell(standard_id: str, tmp_path: Path) -> None:
    standard = load_standard(standard_id)
    texts = {slot: FAULT.replace("证件", f"证件（{slot}）") for slot in standard.slots}
    form = tmp_path / "form.xlsx"
    form.write_bytes(write_form(standard, year_of(standard), filled(standard, with_texts(standard, texts))))
    case = open_case(form)
    # one number told in every slot is one finding each: they stand in different cells
    told = {finding.about: finding.place.cell for finding in case.findings if finding.code == "H1"}
    assert set(told) == {f"text.{slot}" for slot in standard.slots}
    assert len(set(told.values())) == len(standard.slots)


@pytest.mark.parametrize("standard_id", standard_ids())
def test_a_fault_in_any_answer_printed_in_a_sentence_is_told_at_that_answer(standard_id: str) -> None:
    standard = load_standard(standard_id)
    shown = {text_of(block) for block in Case(with_texts(standard, {})).document.blocks}
    for key, question in standard.questions.items():
        if question.kind != "text" or key == "agency":
            continue
        answers = with_texts(standard, {})
        place = Place(file="a.yaml", line=5)
        cover = {**answers.questions, key: Answer(FAULT, place)}
        case = Case(Answers(standard.id, answers.year, "a.yaml", {}, cover, {}, {}, {f"cover.{key}": place}))
        if any(FAULT[:-1] in text_of(block) for block in case.document.blocks):
            assert personal(case) == [(f"cover.{key}", place)], key
        else:
            assert {text_of(block) for block in case.document.blocks} == shown, key


@pytest.mark.parametrize("letter", INVISIBLE)
def test_invisible_characters_hide_nothing(letter: str, national_2021: Standard) -> None:
    for fault in (
        FAULT.replace("证件", f"证{letter}件"),
        FAULT.replace("1101", f"{letter}1101").replace("。", f"{letter}。"),
    ):
        case = Case(with_texts(national_2021, {"overview": fault}))
        assert [about for about, _ in personal(case)] == ["text.overview"]


def test_lines_below_a_pasted_heading_are_the_offices_own(national_2021: Standard) -> None:
    case = Case(with_texts(national_2021, {"overview.proactive": f"（二）依申请公开\n{FAULT}"}))
    assert [about for about, _ in personal(case)] == ["text.overview.proactive"]


def test_no_drafted_sentence_is_taken_for_the_offices_words(national_2021: Standard) -> None:
    answers = with_texts(national_2021, {})
    cover = {**answers.questions, "office": Answer("示例县教育局办公室信息公开科", Place())}
    case = Case(Answers("national-2021", year_of(national_2021), "a.yaml", {}, cover, {}, {}))
    assert list(case.manuscript.paragraphs())
    assert not list(case.manuscript.prose())


def test_every_block_knows_its_slot_and_every_typed_line_its_answer(national_2021: Standard) -> None:
    answers = with_texts(national_2021, {"overview": "一\n二", "other": "三"}, {"overview.requests": "四"})
    document = Case(answers).document
    typed = [(text_of(b), b.origin.answer) for b in document.blocks if b.origin.answer]
    assert typed == [
        ("四", "rewrite.overview.requests"),
        ("一", "text.overview"),
        ("二", "text.overview"),
        ("三", "text.other"),
    ]
    chapter = ""
    for block in document.blocks[2:]:
        if isinstance(block, Heading) and block.level == 1:
            chapter = block.origin.slot
        if chapter and not isinstance(block, Statistics) and block.origin.slot:
            assert block.origin.slot.partition(".")[0] == chapter


def test_placeholders_of_blanks_know_their_answer(national_2021: Standard) -> None:
    case = Case(with_texts(national_2021, {}))
    told = {finding.label: finding.about for finding in case.unwritten}
    assert told["成文日期"] == "cover.date"
    assert not [about for about in told.values() if about.count(".") == 2 and not about.startswith("text.")]
