"""The journal of a folder of reports: a line for each unit done, so that an interrupted run goes on where it stopped.

A line is written after the files of a unit have taken their places. Its key is made of everything the files follow from:
the input, last year's file, the program, the standards and the options.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

from generator.errors import OutputError
from generator.standard.library import templates_folder

NAME = ".nianbao-done.jsonl"
_TEMPORARY = ".nianbao-*.tmp"


class Done(NamedTuple):
    """A unit whose report is made: the key of its inputs, its agency, its files' names and counts of findings."""

    key: str
    agency: str
    files: tuple[str, ...]
    counts: tuple[int, int, int]


class Journal:
    """The journal of one folder, open for writing; only one run at a time may have it."""

    def __init__(self, folder: Path, stream: IO[str], known: dict[str, Done]) -> None:
        self.folder, self.stream, self.known = folder, stream, known

    def done(self, key: str) -> Done | None:
        """What was made from these inputs, when its files are still there."""
        found = self.known.get(key)
        return found if found and all((self.folder / name).is_file() for name in found.files) else None

    def add(self, done: Done) -> None:
        """One more unit, on the disk when this returns."""
        self.stream.write(json.dumps(done, ensure_ascii=False) + "\n")
        self.stream.flush()


@contextmanager
def journal(folder: Path) -> Iterator[Journal]:
    """Open the journal of a folder, clearing away what a killed run left; raises OutputError when another run has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / NAME).open("a+", encoding="utf-8")
    except OSError as problem:
        raise OutputError(f"{folder}：写不进去（{problem.strerror or problem}）。请用 -o 换一个文件夹。") from None
    with stream:
        _lock(folder, stream)
        for left in folder.glob(_TEMPORARY):
            with suppress(OSError):
                left.unlink()
        stream.seek(0)
        known, whole = _read(stream)
        if not whole:
            stream.write("\n")  # the line that a killed run was writing ends here
        yield Journal(folder, stream, known)


def _lock(folder: Path, stream: IO[str]) -> None:
    try:
        import fcntl
    except ImportError:  # where there are no such locks, one person runs one command
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(
            f"{folder}：另一个 nianbao 正在往这个文件夹里写。请等它做完，或用 -o 换一个文件夹。"
        ) from None
    except OSError:  # shared storage without locks
        return


def _read(stream: IO[str]) -> tuple[dict[str, Done], bool]:
    """What is known, and whether the last line is whole; lines that cannot be read were never finished."""
    known, line = {}, "\n"
    for line in stream:
        with suppress(ValueError, TypeError):
            key, agency, files, counts = json.loads(line)
            known[key] = Done(key, agency, tuple(files), tuple(counts))
    return known, line.endswith("\n")


def key_of(stamp: str, files: Iterable[Path | None]) -> str:
    """The key of what follows from these files under a stamp; blank when one cannot be read."""
    digest = hashlib.sha256(stamp.encode())
    for file in files:
        try:
            digest.update(hashlib.sha256(file.read_bytes()).digest() if file else b"-")
        except OSError:
            return ""
    return digest.hexdigest()


def stamp_of(templates: Path | None, *options: object) -> str:
    """The stamp of the program, the standards and the options of a run."""
    return f"{program_digest()} {folder_digest(templates or templates_folder())} {options!r}"


@cache
def program_digest() -> str:
    """A digest of this program."""
    return folder_digest(Path(__file__).resolve().parents[1], "*.py")


@cache
def folder_digest(folder: Path, pattern: str = "*") -> str:
    """A digest of the names and contents of the files under a folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob(pattern)):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(os.fsencode(file.relative_to(folder)) + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
