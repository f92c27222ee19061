"""What is going on, on the terminal's error stream: a bar, or a line that counts seconds; without a terminal there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from generator.words.characters import shown

T = TypeVar("T")
_STEP = 1.0  # seconds


def tracked(items: Iterable[T], told: str, total: int) -> Iterator[T]:
    """The items, counted on the terminal as they come."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=told)


@contextmanager
def waiting(told: str) -> Iterator[None]:
    """Tell what is being done once that takes over a second, and for how long; the line goes when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Event, Thread

    done = Event()

    def tell() -> None:
        seconds = 0
        while not done.wait(_STEP):
            seconds += 1
            print(f"\r正在{shown(told)}……{seconds} 秒", end="", file=sys.stderr, flush=True)
        if seconds:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
