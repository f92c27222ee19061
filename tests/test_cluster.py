"""A real Dask scheduler with two workers, one of which is killed during the run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.command.main import main
from tests.conftest import ROOT
from tests.many import county

pytest.importorskip("distributed")
UNITS = 60


class LocalDask:
    """A scheduler and its workers as processes of this machine."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[str]] = []
        scheduler = self._start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard")
        assert scheduler.stderr
        self.address = ""
        while not self.address:
            line = scheduler.stderr.readline()
            assert line, "the scheduler has gone"
            found = re.search(r"Scheduler at:\s*(tcp://\S+)", line)
            self.address = found[1] if found else ""
        for _ in range(2):
            self._start("distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stderr=subprocess.PIPE if not self.processes else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            text=True,
            env=environment,
            cwd=ROOT,
        )
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()


@pytest.fixture
def local_dask() -> Iterator[LocalDask]:
    found = LocalDask()
    yield found
    found.close()


@pytest.mark.scale
def test_a_killed_worker_costs_no_report_and_doubles_none(tmp_path: Path, local_dask: LocalDask) -> None:
    folder, out = county(tmp_path / "in", *(f"第{n}局" for n in range(UNITS))), tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        str(folder),
        "-o",
        str(out),
        "--scheduler",
        local_dask.address,
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        deadline = time.monotonic() + 300
        while not (out.exists() and len(list(out.glob("*.docx"))) >= 5) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(list(out.glob("*.docx"))) < UNITS
        local_dask.processes[-1].kill()
        told, complained = run.communicate(timeout=600)
    assert run.returncode == 0, complained
    names = [Path(line).name for line in told.splitlines()]
    assert len(names) == len(set(names)) == UNITS * 2
    assert sorted(p.name for p in out.iterdir() if not p.name.startswith(".")) == sorted(names)
    clean = tmp_path / "clean"
    assert main(["build", str(folder), "-o", str(clean), "--jobs", "1"]) == 0
    assert all((clean / name).read_bytes() == (out / name).read_bytes() for name in names)
