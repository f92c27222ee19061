"""Random years of every standard go the whole road: form, reading, examination, draft, both files, each figure read back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.answers.answer import Answer, Answers
from generator.answers.answers_writing import write_answers_json, write_answers_yaml
from generator.document.places import Place
from generator.drafting import draft
from generator.examination import examine
from generator.examination.carrying import filled
from generator.flow.opening import read_answers
from generator.form.writing import write_form
from generator.standard import Standard, load_standard, standard_ids
from generator.standard.table_definition import Kind
from generator.writers import verify_docx, verify_text, write_docx, write_text

WORDS = [
    "本年没有。",
    "（一）甲\n1.乙\n2.丙丁。",
    "a<b>&“引”——……",
    "{{ x }}",
    "@table statistics",
    "=1+2",
    "一、概述",
    "𠮷野家㐂",
    "　缩进　",
]
TYPED: dict[Kind, list[str]] = {
    "count": ["0", "0", "3", "17", "99999", "12345678"],
    "signed_count": ["0", "-3", "+12", "5000"],
    "money": ["0", "12.5", "59237.2449", "0.000001"],
    "amount": ["0", "251000元", "86.35", "3.20万元"],
    "date": ["2024年1月5日", "2019-12-31"],
    "yes_no": ["是", "否"],
    "year": ["2020"],
}


def typed(kind: Kind, choices: list[str], chance: random.Random) -> str:
    return chance.choice(choices or TYPED.get(kind) or WORDS).split("\n")[0]


def random_answers(standard: Standard, chance: random.Random) -> Answers:
    """Answers of every kind, some left out, some totals given."""
    place, fullness = Place(), chance.choice([0.2, 0.8, 1])
    figures = {
        a: Answer(typed(f.kind, [], chance), place)
        for a, f in standard.figures.items()
        if chance.random() < (0.1 if f.is_total else fullness)
    }
    questions = {
        k: Answer(typed(q.kind, q.choices, chance), place)
        for k, q in standard.questions.items()
        if k != "year" and chance.random() < 0.6
    }
    questions["agency"] = Answer(chance.choice(["示例县教育局", "示例市人民政府", "甲/乙局"]), place)
    texts = {slot: Answer(chance.choice(WORDS), place) for slot in standard.slots if chance.random() < 0.4}
    rewrites = {
        s: Answer(chance.choice(WORDS), place)
        for s in standard.slots
        if standard.rewritable(s) and chance.random() < 0.2
    }
    return Answers(standard.id, standard.file.span[0], "t", figures, questions, texts, rewrites)


@pytest.mark.parametrize("seed", [1])
@pytest.mark.parametrize("name", standard_ids())
def test_a_random_year_goes_the_whole_road(name: str, seed: int, tmp_path: Path) -> None:
    standard = load_standard(name)
    answers = random_answers(standard, random.Random(f"{name}{seed}"))
    report = examine(standard, answers).report
    form = tmp_path / "form.xlsx"
    form.write_bytes(write_form(standard, answers.year, filled(standard, answers)))
    back = examine(standard, read_answers(form)).report
    assert (back.figures, back.given, back.texts, back.rewrites) == (
        report.figures,
        report.given,
        report.texts,
        report.rewrites,
    )
    for ending, write in (("yaml", write_answers_yaml), ("json", write_answers_json)):
        (tmp_path / f"a.{ending}").write_text(write(standard, answers), encoding="utf-8")
        again = examine(standard, read_answers(tmp_path / f"a.{ending}")).report
        assert (again.figures, again.texts) == (report.figures, report.texts)
    document = draft(standard, report)
    assert (
        verify_docx(write_docx(document), document)
        == verify_text(write_text(document), document)
        == len(standard.figures)
    )
