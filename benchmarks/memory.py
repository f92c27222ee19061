"""Peak memory of one process: `python -m benchmarks.memory FORM FOLDER` prints it after few and after many reports."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

from benchmarks.road import finish_road, of_another_unit
from generator.flow.opening import read_answers

FEW, MANY = 50, 500
_STATUS = Path("/proc/self/status")


def main(form: Path, folder: Path) -> None:
    """Make many reports, each of another agency, and print the two peaks."""
    for number in range(1, MANY + 1):
        finish_road(of_another_unit(read_answers(form), number), folder)
        if number in (FEW, MANY):
            print(_peak())


def _peak() -> int:
    """The peak of this program alone: Linux counts in `ru_maxrss` what the parent held when it started the process."""
    if _STATUS.exists():
        found = re.search(r"^VmHWM:\s*(\d+)", _STATUS.read_text(), re.MULTILINE)
        if found:
            return int(found[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
