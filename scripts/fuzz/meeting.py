"""How one command takes its input, and what is wrong with that."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import time
from subprocess import DEVNULL
from typing import NamedTuple

from generator.command import main as command_line
from generator.flow.time_limit import TakesTooLong, time_limit

SECONDS, WAITED, MEGABYTES = 10.5, 60.0, 250  # at work, by the clock, and of memory
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


class Met(NamedTuple):
    """How a command took its input: its exit code, what is wrong with that (empty when nothing is), the most memory the process has had
    in MB, its seconds at work, and the last line that was told.
    """

    code: int | None
    fault: str = ""
    peak: int = 0
    worked: float = 0.0
    told: str = ""


def met(command: list[str]) -> Met:
    """How a command takes its input."""
    out, started, unseen = io.StringIO(), time.process_time(), list[str]()
    sys.unraisablehook = lambda one: unseen.append(f"{one.err_msg or 'ignored'}: {one.exc_value!r}")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), time_limit(WAITED):
            code = command_line.main(command)
    except SystemExit as left:
        code = int(left.code or 0)
    except TakesTooLong:
        return Met(None, f"over {WAITED:.0f} s")
    except BaseException as bug:
        if isinstance(bug, KeyboardInterrupt):
            raise
        return Met(None, f"{type(bug).__name__}: {bug}")
    finally:
        sys.unraisablehook = sys.__unraisablehook__
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    worked, lines = time.process_time() - started, out.getvalue().strip().split("\n")
    return Met(code, next(iter(unseen), "") or _fault(code, out.getvalue(), worked), peak, worked, lines[-1])


def apart(command: list[str]) -> Met:
    """The same in a process of its own; the library that draws must not have been used in this one, it does not stand a fork."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    forked = multiprocessing.get_context("fork").Process(target=lambda: theirs.send(met(command)))
    forked.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(2 * WAITED) else Met(None, f"over {2 * WAITED:.0f} s")
    except EOFError:
        return Met(None, "the process ended")
    finally:
        forked.kill()
        forked.join()


def peak_alone(command: list[str]) -> int:
    """The most memory in MB that a command takes in a fresh process; one that was forked counts what its parent held."""
    child = subprocess.Popen([sys.executable, "-m", "generator", *command], stdout=DEVNULL, stderr=DEVNULL)
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    return used.ru_maxrss // 1024


def _fault(code: int, told: str, worked: float) -> str:
    if "这是程序的错误" in told:
        return told[max(0, told.find("程序处理") - 20) :][:160]
    if STEERING.search(told):
        return f"control characters: {STEERING.findall(told)[:3]!r}"
    if worked > SECONDS:
        return f"over {SECONDS} s at work"
    return "" if code in (0, 1, 2) else f"exit {code}"
