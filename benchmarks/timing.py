"""Medians of contestants that run in turn, so that a slow moment of the machine meets all of them."""

from __future__ import annotations

import gc
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

_ROOT = Path(__file__).parents[1]


class Medians(NamedTuple):
    """Seconds for one run of ours and of theirs."""

    ours: float
    theirs: float


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], rounds: int, batch: int = 1) -> Medians:
    """Run both once to warm up, then in turn; a sample is a batch, after a collection so that none pays for another."""
    ours(), theirs()
    samples: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 else (1, 0):
            samples[which].append(_seconds((ours, theirs)[which], batch))
    return Medians(median(samples[0]), median(samples[1]))


def fastest(*contestants: Callable[[], object], rounds: int = 15) -> list[float]:
    """Processor seconds of the fastest run of each, run in turn, which other work on the machine can hardly change."""
    taken: list[list[float]] = [[] for _ in contestants]
    for _ in range(rounds):
        for contestant, seconds in zip(contestants, taken, strict=True):
            gc.collect()
            start = time.process_time()
            contestant()
            seconds.append(time.process_time() - start)
    return [min(seconds) for seconds in taken]


def _seconds(contestant: Callable[[], object], batch: int) -> float:
    gc.collect()
    start = time.perf_counter()
    for _ in range(batch):
        contestant()
    return (time.perf_counter() - start) / batch


def process(command: Sequence[str | Path]) -> Callable[[], str]:
    """A contestant that is a whole process; raises RuntimeError with what it said when it fails.

    It keeps its bytecode, as on any user's machine: installed packages have theirs, a checkout gains it when warmed up.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    words = [str(word) for word in command]

    def run() -> str:
        done = subprocess.run(words, capture_output=True, text=True, env=environment, cwd=_ROOT)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}\n{done.stderr}")
        return done.stdout

    return run
