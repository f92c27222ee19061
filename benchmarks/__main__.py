"""`python -m benchmarks [answers file]`: every measure in turn, one table; exit 1 when a bound is missed."""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path

from benchmarks.measures import MEASURES
from benchmarks.sample import ANSWERS, prepare
from benchmarks.verdicts import HEAD, line


def main(arguments: list[str]) -> int:
    """Measure, print each ratio as soon as it is known, and tell whether all bounds hold."""
    answers = Path(arguments[0]) if arguments else ANSWERS
    missed = 0
    gc.set_threshold(100_000, 20, 20)  # as the command does; the peer gains by it too
    with tempfile.TemporaryDirectory(prefix="nianbao-bench-") as folder:
        sample = prepare(answers, Path(folder))
        print(f"{answers.name}: {sample.told}\n\n{HEAD}", flush=True)
        for measure in MEASURES:
            verdict = measure(sample)
            if verdict is None:
                print(f"{measure.__name__}: not measured, LibreOffice or Chromium is not installed", flush=True)
                continue
            missed += not verdict.holds
            print(line(verdict), flush=True)
    print(f"\n{missed} missed" if missed else "\nall ok")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
