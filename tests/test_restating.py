"""A finished report as the answers it can be made again of, from its Word file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.answers.answer import Answers
from generator.document.blocks import text_of
from generator.flow.case import Case, open_case
from generator.writers import write_docx
from tests.conftest import EXAMPLES


def published_from(example: Path, folder: Path) -> tuple[Case, Case]:
    """The case of an example, and that of its report read back from a Word file."""
    drafted = open_case(example)
    path = folder / "报告.docx"
    path.write_bytes(write_docx(drafted.document))
    return drafted, open_case(path)


def lines_of(case: Case) -> list[str]:
    return ["".join(text_of(block).split()) for block in case.document.blocks]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_answers_of_a_report_make_the_same_report(example: Path, tmp_path: Path) -> None:
    drafted, found = published_from(example, tmp_path)
    assert (found.standard.id, found.answers.year) == (drafted.standard.id, drafted.answers.year)
    assert lines_of(Case(found.restated)) == lines_of(drafted)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_figure_of_a_report_is_read_and_none_is_told_wrongly(example: Path, tmp_path: Path) -> None:
    drafted, found = published_from(example, tmp_path)
    given = {address: value for address, value in drafted.report.figures.items() if value is not None}
    assert {address: value for address, value in found.report.figures.items() if value is not None} == given
    assert found.unread == 0


def test_a_figure_changed_in_the_answers_changes_its_sentence(tmp_path: Path) -> None:
    example = next(path for path in EXAMPLES if path.stem == "suqian-2023")
    _, found = published_from(example, tmp_path)
    answers: Answers = found.restated
    address = "disclosure.normative.made"
    changed = replace(answers, figures={**answers.figures, address: answers.figures[address]._replace(text="777")})
    before, after = lines_of(Case(answers)), lines_of(Case(changed))
    told = [line for line in after if line not in before]
    assert any("行政规范性文件777件" in line for line in told), told
    assert not answers.rewrites
