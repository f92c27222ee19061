"""Files as they are through every door they belong to, a line each: `python -m scripts.fuzz.replay FOLDER`; exit 1 when one is not taken right.

Each command has a process of its own, so that its time at work and its memory are its own; `!` marks what is not right.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.fuzz.doors import Door, Given, command_of, doors_of
from scripts.fuzz.meeting import MEGABYTES, Met, apart
from scripts.fuzz.seeds import Seeds


def replayed(file: Path) -> Iterator[tuple[Door, Met]]:
    """How every door takes a file."""
    for door in doors_of(file.suffix):
        with tempfile.TemporaryDirectory(prefix="nianbao-fuzz-") as work:
            given = Given(Path(work), Path(work, "in", file.name))
            given.file.parent.mkdir()
            given.file.write_bytes(file.read_bytes())
            yield door, apart(command_of(door, given))


def main(folder: Path) -> int:
    """Print a line for each file and door; 1 when one is not right."""
    wrong = 0
    Seeds()  # what most commands load is loaded once, here
    for file in sorted(path for path in folder.iterdir() if path.is_file()):
        for door, met in replayed(file):
            bad = bool(met.fault) or met.peak > MEGABYTES
            wrong += bad
            told = (met.fault or met.told)[:90]
            print(
                f"{'!' if bad else ' '} {file.name:22} {met.code} {met.worked:5.1f} s {met.peak:5} MB  {door.command:62} {told!r}",
                flush=True,
            )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
