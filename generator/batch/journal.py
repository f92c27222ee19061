"""The journal of a folder of reports: the files of each unit done, so that an interrupted run goes on where it stopped.

It is written after the files of a unit have taken their places. Its key is made of everything the files follow from:
the input, last year's file, the program, the standards and the options. SQLite keeps it whole and locks it on every system.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from generator.errors import OutputError
from generator.standard.library import templates_folder
from generator.writers.publishing import free_name

NAME = ".nianbao-done.sqlite"
_TEMPORARY = ".nianbao-*.tmp"
# One run at a time, from the first statement to the end; what a killed run or a power cut left is whole or rolled back.
_BEGIN = """
PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS done (key TEXT, file TEXT, PRIMARY KEY (key, file)); COMMIT;
"""
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


class Journal:
    """The journal of one folder, open for writing; `damaged` is where one that could not be read was set aside."""

    def __init__(self, folder: Path, base: sqlite3.Connection, damaged: Path | None) -> None:
        self.folder, self.base, self.damaged = folder, base, damaged

    def made(self, key: str) -> tuple[str, ...]:
        """The names of the files made from these inputs, when they are all still there."""
        names = tuple(
            name for (name,) in self.base.execute("SELECT file FROM done WHERE key = ? ORDER BY rowid", (key,))
        )
        return names if all((self.folder / name).is_file() for name in names) else ()

    def add(self, key: str, names: Iterable[str]) -> None:
        """One more unit."""
        with self.base:
            self.base.executemany("INSERT OR REPLACE INTO done VALUES (?, ?)", ((key, name) for name in names))


@contextmanager
def journal(folder: Path) -> Iterator[Journal]:
    """Open the journal of a folder, clearing away what a killed run left; raises OutputError when another run has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(f"{folder}：写不进去（{problem.strerror or problem}）。请用 -o 换一个文件夹。") from None
    try:
        base, damaged = _opened(folder / NAME)
        try:
            for left in folder.glob(_TEMPORARY):
                with suppress(OSError):
                    left.unlink()
            yield Journal(folder, base, damaged)
        finally:
            base.close()
    except sqlite3.Error as problem:
        if _kind(problem) == sqlite3.SQLITE_BUSY:
            told = "另一个 nianbao 正在往这个文件夹里写（或者这个位置不能加锁）。请等它做完，或用 -o 换一个文件夹。"
        else:
            told = f"写不进去（{problem}）。请用 -o 换一个文件夹。"
        raise OutputError(f"{folder}：{told}") from None


def _opened(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """The journal, locked; a damaged one is set aside, and a new one begun, for all it could save is work."""
    base = sqlite3.connect(path, timeout=0)
    try:
        base.executescript(_BEGIN)
        if base.execute("PRAGMA quick_check").fetchone() == ("ok",):
            base.execute("SELECT key, file FROM done")
            return base, None
    except sqlite3.Error as problem:
        if _kind(problem) not in _DAMAGED:
            base.close()
            raise
    base.close()
    damaged = free_name(path)
    path.rename(damaged)
    return _opened(path)[0], damaged


def _kind(problem: sqlite3.Error) -> int:
    """The primary code of an error of SQLite; 0 for one of Python's own."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


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
