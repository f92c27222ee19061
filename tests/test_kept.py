"""Results kept by content: a second run over a folder tells the same, and works out only what changed."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.batch.engine import Engine
from generator.batch.kept import NAME, Kept
from generator.batch.unit_file import FileTask, UnitFile
from generator.errors import InputError

MANY = 64


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "nianbao"


@pytest.fixture
def tasks(tmp_path: Path) -> list[FileTask]:
    files = [tmp_path / f"{number:03}.txt" for number in range(MANY)]
    for number, file in enumerate(files):
        file.write_text(str(number), encoding="utf-8")
    return [FileTask(file, file.name) for file in files]


class Worker:
    """Work on a file that counts how often it is done; a file that says 坏 cannot be used."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def __call__(self, task: FileTask) -> UnitFile:
        text = task.file.read_text(encoding="utf-8")
        self.done.append(task.told)
        if text == "坏":
            raise InputError("坏了")
        return UnitFile(task.told, agency=text, counts=(int(text) % 2, 0, 0))


def run(tasks: list[FileTask], silent: bool = False) -> tuple[list[str], list[str]]:
    """What the tasks gave, and which of them were worked out."""
    worker = Worker()
    with Kept(UnitFile, len(tasks), None, lambda one: not one.counts[0]) as kept:
        outcomes = kept.map(Engine(None, len(tasks)), worker, tasks, silent)
        return [one.value.agency if one.value else one.problem for one in outcomes], worker.done


@pytest.mark.usefixtures("cache")
def test_only_what_changed_is_worked_out_again(tasks: list[FileTask]) -> None:
    first, done = run(tasks)
    assert (first, len(done)) == ([str(number) for number in range(MANY)], MANY)
    tasks[7].file.write_text("700", encoding="utf-8")
    second, done = run(tasks)
    assert (second[7], second[:7] + second[8:], done) == ("700", first[:7] + first[8:], ["007.txt"])
    assert run(tasks)[1] == []


@pytest.mark.usefixtures("cache")
def test_what_could_not_be_used_is_looked_at_again(tasks: list[FileTask]) -> None:
    tasks[0].file.write_text("坏", encoding="utf-8")
    assert run(tasks)[0][0] == "坏了"
    assert run(tasks)[1] == ["000.txt"]


@pytest.mark.usefixtures("cache")
def test_last_years_file_and_the_name_count_too(tasks: list[FileTask]) -> None:
    run(tasks)
    last = [FileTask(one.file, one.told, last_year=tasks[0].file) for one in tasks]
    assert len(run(last)[1]) == MANY
    renamed = [FileTask(one.file, f"甲/{one.told}") for one in tasks]
    assert len(run(renamed)[1]) == MANY


@pytest.mark.usefixtures("cache")
def test_where_something_is_to_be_written_only_silent_results_are_taken(tasks: list[FileTask]) -> None:
    run(tasks)
    assert len(run(tasks, silent=True)[1]) == MANY // 2


@pytest.mark.usefixtures("cache")
def test_a_result_that_tells_what_was_written_because_of_it_is_not_kept(tasks: list[FileTask]) -> None:
    run(tasks, silent=True)
    assert len(run(tasks)[1]) == MANY // 2


def test_few_files_leave_nothing_behind(cache: Path, tasks: list[FileTask]) -> None:
    run(tasks[:5])
    assert not cache.exists()


def test_damaged_results_cost_only_work(cache: Path, tasks: list[FileTask]) -> None:
    first, _ = run(tasks)
    with sqlite3.connect(cache / NAME) as base:
        base.execute("UPDATE kept SET value = 'x'")
    assert run(tasks)[0] == first
    (cache / NAME).write_bytes(b"no database at all")
    assert run(tasks) == (first, [one.told for one in tasks])


def unusable(cache: Path) -> Iterator[None]:
    """The ways in which a folder for results may not be the user's own."""
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    yield
    cache.rmdir()
    cache.symlink_to(cache.parent)
    yield
    cache.unlink()
    cache.write_bytes(b"")
    yield


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder of a user is nobody else's")
def test_nothing_is_kept_where_others_could_write_it(cache: Path, tasks: list[FileTask]) -> None:
    for _ in unusable(cache):
        assert len(run(tasks)[1]) == MANY
        assert not (cache.is_dir() and NAME in os.listdir(cache))


def test_a_user_without_a_home_goes_without(tasks: list[FileTask], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def homeless(_: Path) -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "expanduser", homeless)
    assert len(run(tasks)[1]) == MANY


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_results_are_for_the_user_alone(cache: Path, tasks: list[FileTask]) -> None:
    run(tasks)
    assert (cache / NAME).stat().st_mode & 0o077 == 0
