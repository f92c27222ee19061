"""A limit of time for a piece of work, so that nobody waits for ever for one file."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class TakesTooLong(BaseException):
    """A task has passed its time; no handler of errors on the way catches it."""


@contextmanager
def time_limit(seconds: float, working: bool = False) -> Iterator[None]:
    """Raise TakesTooLong in the block after so many seconds, or seconds of this process at work; no limit in a thread or where there are no timers.

    A limit around it goes on afterwards with what is left of it.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TakesTooLong

    timer, told = (signal.ITIMER_PROF, signal.SIGPROF) if working else (signal.ITIMER_REAL, signal.SIGALRM)
    clock = time.process_time if working else time.monotonic
    before, began = signal.signal(told, stop), clock()
    left, _ = signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(told, before)
        if left:
            signal.setitimer(timer, max(left - (clock() - began), 0.001))
