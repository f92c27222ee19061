"""What the tests share: where things lie, and short ways from figures to answers and to a form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from generator.answers.answer import Answer, Answers
from generator.document.places import Place
from generator.standard import Standard, load_standard

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "example_inputs").glob("*/*.yaml"))
CASES = sorted(p for p in (ROOT / "tests" / "cases").glob("*/*.yaml") if not p.name.endswith(".last.yaml"))

settings.register_profile("fast", max_examples=25, deadline=None)
settings.load_profile("fast")


def answers_of(standard: Standard, year: int, figures: dict[str, object], /, **cover: str) -> Answers:
    """Answers with every entered figure 0 but those given; None leaves one blank."""
    place = Place(file="test")
    given = {a: "0" for a, f in standard.figures.items() if not f.is_total} | figures
    typed = {a: Answer(str(v), place) for a, v in given.items() if v is not None}
    questions = {key: Answer(text, place) for key, text in {"agency": "示例县教育局", **cover}.items()}
    return Answers(standard.id, year, "test", typed, questions, {}, {})


@pytest.fixture(scope="session", autouse=True)
def _folder_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept for a user goes to a folder of the test run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def national_2021() -> Standard:
    return load_standard("national-2021")


@pytest.fixture(scope="session")
def national_2014() -> Standard:
    return load_standard("national-2014")


@pytest.fixture
def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def fast_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk is left out, for speed; what a killed process loses is tested in processes of its own."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test works in a folder of its own and remembers no agency of another."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def rich() -> bytes:
    """The example with all that a clerk may put beside the figures."""
    from tests.workbooks import rich_workbook

    return rich_workbook()
