"""Commands where nothing can be written, without a home, in other encodings, and killed: one sentence, and no half file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("resource")

from scripts.hard_places import PLACES, Place, Work, in_place, killed

HERE = {place.name: place for place in PLACES}


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("nothing can be written", "form --year 2024 --units LIST -o OUT"),
        ("full after 3 kB", "years FILE NEXT -o OUT/y.xlsx"),
        ("full after 3 kB", "form --year 2024 --units LIST -o OUT"),
        ("full after 12 kB", "build FOLDER -o OUT"),
        ("no HOME", "answers FILE -o OUT/a.yaml"),
        ("a system without Chinese file names", "collect FOLDER --units LIST -o OUT"),
        ("GBK console", "check FOLDER"),
    ],
)
def test_a_hard_place_is_told_and_leaves_no_half_file(place: str, command: str, tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.clear()
    work.start(command, Place("usual")).communicate()
    assert in_place(work, command, HERE[place], work.files()) == []


def test_a_run_that_was_killed_is_made_good_by_the_next(tmp_path: Path) -> None:
    work, command = Work(tmp_path), "merge FOLDER -o OUT/m.yaml --agency 某县"
    work.clear()
    work.start(command, Place("usual")).communicate()
    assert killed(work, command, work.files(), random.Random(7)) == []
