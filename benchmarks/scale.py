"""`python -m benchmarks.scale [COUNT …]`: folders of forms and of Word reports checked, built and added up on one core, two cores, a cluster.

Each run is the command as a user gives it, a process of its own. Beside it, in the same run, openpyxl reads and docxtpl
renders some of the same reports. With `--cluster` a local Dask scheduler with two workers takes part.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks import peer
from benchmarks.sample import ANSWERS, Sample, prepare
from scripts.county.filling import fill_form

ROOT = Path(__file__).parents[1]
COUNTS = (1000,)
PEERS = 12
ROUNDS = 3


class Run(NamedTuple):
    """Seconds of a whole run and the peak memory of its main process in megabytes."""

    seconds: float
    megabytes: float


def forms(base: Path, folder: Path, count: int) -> Path:
    """A folder with so many filled forms, each of another agency."""
    for number in range(count):
        fill_form(base, folder / f"{number:06}.xlsx", {"cover.agency": f"示例市第{number}局"})
    return folder


def timed(*arguments: str | Path) -> Run:
    """Run the command to its end; raises RuntimeError with what it said when it fails."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as said, open(os.devnull, "w") as nothing:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=nothing, stderr=said)
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(0.02)
        seconds = time.perf_counter() - start
        if process.returncode > 1:  # 1: there are findings; the same report a thousand times is alike
            said.seek(0)
            raise RuntimeError(said.read())
    return Run(seconds, peak / 1024)


def memory_of(process: int) -> int:
    """The peak of a running process in kilobytes; 0 where that cannot be known."""
    try:
        found = re.search(r"^VmHWM:\s*(\d+)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def peer_seconds(sample: Sample, count: int = PEERS) -> float:
    """Seconds a report takes openpyxl to read and docxtpl to render."""
    start = time.perf_counter()
    for _ in range(count):
        peer.read_cells(sample.form)
        (sample.folder / "peer.docx").write_bytes(peer.render(sample.template, sample.context))
    return (time.perf_counter() - start) / count


@contextmanager
def cluster() -> Iterator[str]:
    """A scheduler and two workers of one thread each on this machine; its address."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    scheduler = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    started = [scheduler]
    try:
        assert scheduler.stderr
        found = next(m for line in scheduler.stderr if (m := re.search(r"Scheduler at:\s*(tcp://\S+)", line)))
        work = [sys.executable, "-m", "distributed.cli.dask_worker", found[1], "--nthreads", "1", "--no-dashboard"]
        started += [subprocess.Popen(work, stderr=subprocess.DEVNULL, env=environment) for _ in range(2)]
        yield found[1]
    finally:
        for process in started:
            process.terminate()
            process.wait()


def measured(sample: Sample, folder: Path, count: int, ways: dict[str, list[str]]) -> None:
    """One row for each command and way of working, the ways in turn."""
    given = forms(sample.form, folder / f"in-{count}", count)
    reports = folder / f"reports-{count}"
    timed("build", given, "-o", reports, "--format", "docx")
    commands = {
        "check --json": ["check", given, "--json"],
        "merge": ["merge", given],
        "build": ["build", given],
        "check --json of Word reports": ["check", reports, "--json"],
    }
    rounds = ROUNDS if count <= 1000 else 1
    for name, arguments in commands.items():
        runs: dict[str, list[Run]] = {way: [] for way in ways}
        theirs: list[float] = []
        for number in range(rounds):
            theirs.append(peer_seconds(sample))
            for way, options in ways.items():
                out = folder / f"out-{count}-{number}"
                target = {"merge": ["-o", out / "sum.yaml", "--with-errors"], "build": ["-o", out]}.get(
                    arguments[0], []
                )
                runs[way].append(timed(*arguments, *target, *options))
                shutil.rmtree(out, ignore_errors=True)
        one = min(run.seconds for run in runs["1 core"])
        for way, found in runs.items():
            best = min(found, key=lambda run: run.seconds)
            print(
                f"| {count:,} | {name} | {way} | {best.seconds:.1f} | {count / best.seconds:.0f} | {one / best.seconds:.2f} "
                f"| {best.seconds / count / min(theirs):.3f} | {best.megabytes:.0f} |",
                flush=True,
            )


def main(arguments: list[str]) -> None:
    """Print the table as Markdown."""
    counts = [int(one) for one in arguments if one.isdecimal()] or COUNTS
    ways: dict[str, list[str]] = {"1 core": ["--jobs", "1"], "2 cores": ["--jobs", "2"]}
    print("| files | command | on | seconds | a second | times one core | of openpyxl + docxtpl | main process, MB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="nianbao-scale-") as name:
        folder = Path(name)
        sample = prepare(ANSWERS, folder)
        for count in counts:
            if "--cluster" in arguments:
                with cluster() as address:
                    measured(sample, folder, count, {**ways, "Dask, 2 workers": ["--scheduler", address]})
            else:
                measured(sample, folder, count, ways)


if __name__ == "__main__":
    main(sys.argv[1:])
