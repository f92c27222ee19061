"""The public API for programs, and the wheel that carries the standards."""

from __future__ import annotations

from pathlib import Path

import generator
from tests.conftest import ROOT


def test_a_program_goes_the_whole_road_with_the_public_names(tmp_path: Path) -> None:
    answers = generator.read_answers(ROOT / "example_inputs" / "national-2021" / "nil-2024.yaml")
    standard = generator.load_standard(answers.standard)
    document = generator.draft(standard, generator.examine(standard, answers).report)
    assert len(generator.publish(document, tmp_path)) == 2


def test_every_public_name_is_there() -> None:
    assert all(getattr(generator, name) for name in generator.__all__)
