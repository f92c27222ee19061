"""Results kept by content: what a file gave is taken again as long as the file, last year's, the program and the standards are the same.

They lie as data in the user's own folder, where nobody else may write. Whatever is wrong with them costs time, never a result: it is worked out again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.batch.engine import POOL_PAYS, Engine, Outcome, attempt
from generator.batch.journal import key_of, stamp_of
from generator.batch.plain_data import PlainData
from generator.batch.unit_file import FileTask
from generator.flow.own_folder import own_folder

NAME = "results.sqlite"
DAY, DAYS = 86_400, 100  # what is older goes
_BEGIN = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, day INTEGER, silent INTEGER, value BLOB);
"""
_INSERT, _TOLD = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", "what a file tells"
_SILENT, _VALUE = (f"SELECT {column} FROM kept WHERE key = ?" for column in ("silent", "value"))

T = TypeVar("T", bound=FileTask)
R = TypeVar("R")


class Kept(AbstractContextManager["Kept[R]"], Generic[R]):
    """The results of one kind of work on the files of a folder; of few files, or where none can be kept, all are worked out.

    `silent` tells of a result whether nothing has to be written because of it.
    """

    def __init__(self, kind: type[R], count: int, templates: Path | None, silent: Callable[[R], bool] = bool) -> None:
        self._base = _opened() if count >= POOL_PAYS else None
        self._data, self._silent = PlainData(kind), silent
        self._stamp = stamp_of(templates, kind.__name__) if self._base else ""
        self._day, self._writes = int(time.time()) // DAY, True

    def __exit__(self, *error: object) -> None:
        if self._base:
            with suppress(sqlite3.Error):
                self._base.execute("DELETE FROM kept WHERE day < ?", (self._day - DAYS,))
                self._base.close()

    def map(
        self, working: Engine, function: Callable[[T], R], tasks: Iterable[T], silent: bool = False
    ) -> Iterator[Outcome[T, R]]:
        """The outcomes in the order of the tasks, as `Engine.map` gives them; where `silent` is asked only silent results are kept and taken again,
        for the others something is written anew."""
        if not self._base:
            yield from working.map(function, tasks)
            return
        waiting: deque[tuple[T, str, bool]] = deque()

        def unknown() -> Iterator[T]:
            for task in tasks:
                key = self._key(task)
                known = self._holds(key, silent)
                waiting.append((task, key, known))
                if not known:
                    yield task

        for outcome in working.map(function, unknown()):
            yield from self._known(waiting, function)
            _, key, _ = waiting.popleft()
            if outcome.value is not None and (not silent or self._silent(outcome.value)):
                self._write(key, outcome.value)
            yield outcome
        yield from self._known(waiting, function)

    def _known(self, waiting: deque[tuple[T, str, bool]], function: Callable[[T], R]) -> Iterator[Outcome[T, R]]:
        """The known results that come next; one that is spoilt is worked out after all."""
        while waiting and waiting[0][2]:
            task, key, _ = waiting.popleft()
            value = self._read(key)
            yield attempt(function, task) if value is None else Outcome(task, value)

    def _key(self, task: T) -> str:
        """What a result follows from; blank when it is not to be kept."""
        names = (task.told, task.file.name, task.last_year and task.last_year.name)
        return key_of(f"{self._stamp} {names!r}", (task.file, task.last_year))

    def _holds(self, key: str, silent: bool) -> bool:
        found = self._select(_SILENT, key)
        return found is not None and (not silent or bool(found))

    def _read(self, key: str) -> R | None:
        try:
            return self._data.read(zlib.decompress(self._select(_VALUE, key)))
        except (zlib.error, ValueError, TypeError):
            return None

    def _select(self, query: str, key: str) -> Any:
        try:
            found = self._base.execute(query, (key,)).fetchone() if self._base and key else None
        except sqlite3.Error:
            return None
        return found[0] if found else None

    def _write(self, key: str, value: R) -> None:
        """Keep a result; where that fails once, no other is tried."""
        if not (key and self._base and self._writes):
            return
        row = key, self._day, self._silent(value), zlib.compress(self._data.written(value), 1)
        try:
            self._base.execute(_INSERT, row)
        except sqlite3.Error:
            self._writes = False


def keep_for(file: Path, told: Mapping[str, Sequence[str]]) -> None:
    """Keep what a file that was just written tells, so that it need not be read for it."""
    base = _opened()
    if base is not None:
        with closing(base), suppress(sqlite3.Error):
            packed = zlib.compress(json.dumps(told).encode(), 1)
            base.execute(_INSERT, (key_of(_TOLD, (file,)), int(time.time()) // DAY, False, packed))


def kept_for(file: Path) -> dict[str, tuple[str, ...]]:
    """What was kept for a file, as long as it is as it was written; nothing when it is not."""
    key, base = key_of(_TOLD, (file,)), _opened() if file.is_file() else None
    if base is None or not key:
        return {}
    try:
        with closing(base):
            found = base.execute(_VALUE, (key,)).fetchone()
        told = json.loads(zlib.decompress(found[0])) if found else {}
        return {unit: tuple(texts) for unit, texts in told.items()}
    except (sqlite3.Error, zlib.error, ValueError, TypeError, AttributeError):
        return {}


def _opened() -> sqlite3.Connection | None:
    """The results of this user; None where they cannot be kept, or others could write them."""
    try:
        folder = own_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return None
        file = folder / NAME
        if file.is_symlink():
            return None
        file.touch(mode=0o600)
        base = sqlite3.connect(file, timeout=1, isolation_level=None)
        base.executescript(_BEGIN)
    except (OSError, RuntimeError, sqlite3.Error):
        return None
    return base


def _is_ours(folder: Path) -> bool:
    """Whether a folder is no link, and nobody else may write to it."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    return not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)
