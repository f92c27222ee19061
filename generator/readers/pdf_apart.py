"""A PDF that is not plain, opened in a process of its own: whatever it does there ends with that process."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

from generator.errors import InputError
from generator.readers.pdf_document import INSTEAD, pages_seen
from generator.readers.pdf_prospect import is_plain
from generator.readers.pdf_sight import Sight

MAX_SECONDS = 7.0
MAX_BYTES = 260_000_000  # of address space


def sights(name: str, data: bytes) -> list[Sight]:
    """What is seen on each page of a PDF; raises InputError, with the name of the file."""
    return pages_seen(name, data) if is_plain(data) else _seen_apart(name, data)


def _seen_apart(name: str, data: bytes) -> list[Sight]:
    command = [sys.executable, "-P", "-m", "generator.readers.pdf_apart"]
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}
    question = pickle.dumps((name, data))
    try:
        done = subprocess.run(command, input=question, capture_output=True, timeout=MAX_SECONDS, env=paths, check=True)
        answer: list[Sight] | str = pickle.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, pickle.UnpicklingError, EOFError):
        raise InputError(f"{name}：这份 PDF 里的内容多得反常，或者已损坏，没有读出来。{INSTEAD}。") from None
    if isinstance(answer, str):
        raise InputError(answer)
    return answer


def _answer() -> None:
    """Answer the question on the standard input: with the pages, or with the sentence why there are none."""
    _bound_memory()
    name, data = pickle.load(sys.stdin.buffer)
    try:
        answer: list[Sight] | str = pages_seen(name, data)
    except InputError as problem:
        answer = str(problem)
    pickle.dump(answer, sys.stdout.buffer)


def _bound_memory() -> None:
    """Where the system knows bounds; Windows knows none that a process can set itself."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))


if __name__ == "__main__":
    _answer()
