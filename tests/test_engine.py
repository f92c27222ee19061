"""The engine: order, bounds, and workers that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator.batch.engine import POOL_PAYS, Engine, Pool, engine
from generator.errors import InputError


def double(task: int) -> int:
    return task * 2


def deadly(task: int) -> int:
    """Ends its process for one task, always."""
    if task == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * 2


def deadly_once(task: tuple[int, Path]) -> int:
    """Ends its process for one task, the first time."""
    number, mark = task
    if number == 13 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def lost(task: object) -> int:
    return -1


def test_few_files_are_done_in_this_process() -> None:
    with engine(POOL_PAYS - 1) as working:
        assert working.backend is None
        assert list(working.map(double, range(5), lost)) == [0, 2, 4, 6, 8]


def test_tasks_are_taken_only_a_few_chunks_ahead() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    with Engine(Pool(2), 1000) as working:
        results = working.map(double, tasks(), lost)
        assert [next(results) for _ in range(3)] == [0, 2, 4]
        assert taken <= working.chunk * (working.window + 1)


def test_a_task_that_ends_its_worker_costs_only_itself() -> None:
    with Engine(Pool(2), 40) as working:
        assert list(working.map(deadly, range(40), lost)) == [-1 if n == 13 else n * 2 for n in range(40)]


class NoPool(Pool):
    """Processes that end before they begin."""

    def start(self) -> Executor:
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=os._exit, initargs=(1,))


def test_where_no_process_can_be_started_the_work_is_done_here() -> None:
    with Engine(NoPool(2), 40) as working:
        assert list(working.map(double, range(5), lost)) == [0, 2, 4, 6, 8]


def test_work_of_a_worker_killed_once_is_done_again(tmp_path: Path) -> None:
    tasks = [(number, tmp_path / "mark") for number in range(40)]
    with Engine(Pool(2), 40) as working:
        assert list(working.map(deadly_once, tasks, lost)) == [n * 2 for n in range(40)]


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, sys, time\n"
        "from generator.batch.engine import Engine, Pool\n"
        "def pid(task):\n    time.sleep(0.05)\n    return os.getpid()\n"
        "if __name__ == '__main__':\n"
        "    with Engine(Pool(2), 1000) as working:\n"
        "        for found in working.map(pid, range(1000), None):\n"
        "            print(found, flush=True)\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    ) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(50):
        time.sleep(0.1)
        if not alive(worker):
            return
    pytest.fail("the worker lives on")


def alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return False
    return status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.batch.cluster.PATIENCE", 0.5)
    with pytest.raises(InputError, match="连不上调度器"):
        engine(10, None, "tcp://127.0.0.1:9")
    with pytest.raises(InputError, match="连不上调度器"):
        engine(10, None, "不是地址")
