"""One wizard a file: a second one is told, and what a killed one held is free again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from generator.errors import InputError


@contextlib.contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Hold a file for as long as it is filled in; raises InputError when another window does."""
    held = path.with_name(f".{path.name}.lock")
    try:
        stream = held.open("a+b")
    except OSError:  # a folder where nothing can be written is told when the first answer is saved
        yield
        return
    with stream:
        if not _locked(stream):
            raise InputError(f"{path.name} 正在另一个窗口里填。请回到那个窗口，或者先关掉它。")
        try:
            yield
        finally:
            held.unlink(missing_ok=True)


def _locked(stream: IO[bytes]) -> bool:
    """Lock an open file until it is closed; False when another process has."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            return True
        return False
    with contextlib.suppress(OSError):
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
