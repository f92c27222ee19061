"""The journal of a folder of reports: the files of each unit done, so that an interrupted run goes on where it stopped.

It is written after the files of a unit have taken their places. Its key is made of everything the files follow from:
the input, last year's file, the program, the standards and the options. SQLite keeps it whole and locks it on every system.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path

from generator.errors import OutputError
from generator.standard.library import templates_folder
from generator.writers.publishing import free_name

NAME = ".nianbao-done.sqlite"
_TEMPORARY = ".nianbao-*.tmp"
_LEFT = 3600  # seconds after which a temporary file is nobody's
# One run at a time, from the first statement to the end; what a killed run or a power cut left is whole or rolled back.
_TABLE = "CREATE TABLE made (key TEXT, file TEXT, digest BLOB, PRIMARY KEY (key, file))"
_BEGIN = f"""
PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
BEGIN EXCLUSIVE; {_TABLE.replace("TABLE", "TABLE IF NOT EXISTS")}; COMMIT;
"""
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


class Journal:
    """The journal of one folder, open for writing; `damaged` is where one that could not be read was set aside."""

    def __init__(self, folder: Path, base: sqlite3.Connection, damaged: Path | None) -> None:
        self.folder, self.base, self.damaged = folder, base, damaged

    def made(self, key: str) -> tuple[str, ...]:
        """The names of the files made from these inputs, when all are still there as they were written."""
        found = self.base.execute("SELECT file, digest FROM made WHERE key = ? ORDER BY rowid", (key,)).fetchall()
        return tuple(name for name, _ in found) if all(self._stands(*entry) for entry in found) else ()

    def _stands(self, name: object, digest: object) -> bool:
        """Whether a file has a plain name, is no link, and holds what was written."""
        if not isinstance(name, str) or not name or Path(name).name != name:
            return False
        file = self.folder / name
        return not file.is_symlink() and _digest(file) == digest

    def add(self, key: str, names: Iterable[str]) -> None:
        """One more unit."""
        with self.base:
            self.base.executemany(
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?)",
                ((key, name, _digest(self.folder / name)) for name in names),
            )


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
            _clear(folder)
            yield Journal(folder, base, damaged)
        finally:
            _clear(folder)
            base.close()
    except sqlite3.Error as problem:
        if _kind(problem) == sqlite3.SQLITE_BUSY:
            told = "另一个 nianbao 正在往这个文件夹里写（或者这个位置不能加锁）。请等它做完，或用 -o 换一个文件夹。"
        else:
            told = f"写不进去（{problem}）。请用 -o 换一个文件夹。"
        raise OutputError(f"{folder}：{told}") from None


def _clear(folder: Path) -> None:
    """Remove what killed runs left, but nothing a process is writing now."""
    for left in folder.glob(_TEMPORARY):
        with suppress(OSError):
            if _abandoned(left):
                left.unlink()


def _abandoned(left: Path) -> bool:
    """Whether the process that a temporary file is named for has ended; where that cannot be told, whether it is old."""
    writer = left.name.split("-")[1]
    if writer.isdecimal() and sys.platform != "win32":
        try:
            os.kill(int(writer), 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            pass
    return time.time() - left.lstat().st_mtime > _LEFT


def _opened(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """The journal, locked; one that is damaged, a link or none of ours is set aside and a new one begun, for all it could save is work."""
    base = _whole(path) if path.is_file() and not path.is_symlink() else None
    if base or not os.path.lexists(path):
        return base or _new(path), None
    damaged = free_name(path)
    for ending in ("", *_BESIDE):
        beside = path.with_name(f"{path.name}{ending}")
        if os.path.lexists(beside):
            beside.rename(damaged.with_name(f"{damaged.name}{ending}"))
    return _new(path), damaged


def _new(path: Path) -> sqlite3.Connection:
    base = _whole(path)
    if base is None:
        raise sqlite3.DatabaseError("文件不能锁，或者马上又坏了")
    return base


def _whole(path: Path) -> sqlite3.Connection | None:
    """The journal in this file, locked, a new one where there is none; None where it is damaged or holds anything but ours."""
    base = sqlite3.connect(path, timeout=0)
    base.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        base.executescript(_BEGIN)
        found = base.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        if found == [("table", "made", _TABLE)] and base.execute("PRAGMA integrity_check").fetchone() == ("ok",):
            return base
    except UnicodeDecodeError:  # Python cannot tell what SQLite says of it
        pass
    except sqlite3.Error as problem:
        if _kind(problem) not in _DAMAGED:
            base.close()
            raise
    base.close()
    return None


def _kind(problem: sqlite3.Error) -> int:
    """The primary code of an error of SQLite; 0 for one of Python's own."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


def key_of(stamp: str, files: Iterable[Path | None]) -> str:
    """The key of what follows from these files under a stamp; blank when one cannot be read."""
    digest = hashlib.sha256(stamp.encode())
    for file in files:
        found = _digest(file) if file else b"-"
        if not found:
            return ""
        digest.update(found)
    return digest.hexdigest()


def _digest(file: Path) -> bytes:
    """The SHA-256 of a regular file; empty when there is none, or it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b""
    except OSError:
        return b""


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
