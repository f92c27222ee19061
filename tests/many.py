"""What the tests of many units share: small folders of answers files."""

from __future__ import annotations

from pathlib import Path

from generator.answers.answer import Answer, Answers
from generator.answers.answers_writing import write_answers_yaml
from generator.document.places import Place
from generator.standard import load_standard


def unit(
    name: str, figures: dict[str, object] | None = None, texts: dict[str, str] | None = None, year: int = 2024
) -> str:
    """An answers file of a unit with every figure 0 but those given; None leaves one blank."""
    standard, place = load_standard("national-2021"), Place()
    given: dict[str, object] = {a: 0 for a, f in standard.figures.items() if not f.is_total}
    given |= figures or {}
    answers = Answers(
        standard.id,
        year,
        "",
        {address: Answer(str(value), place) for address, value in given.items() if value is not None},
        {"agency": Answer(name, place), "date": Answer(f"{year + 1}-01-15", place)},
        {slot: Answer(text, place) for slot, text in (texts or {}).items()},
        {},
    )
    return write_answers_yaml(standard, answers)


def county(folder: Path, *names: str) -> Path:
    """A folder with a faultless answers file for each name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.yaml").write_text(unit(name), encoding="utf-8")
    return folder


WRONG: dict[str, object] = {"applications.new.natural_person": 5}
