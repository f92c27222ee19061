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
from typing import Any

import pytest

from generator.batch.engine import LOST, POOL_PAYS, Engine, Outcome, Pool, engine
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


def refusing(task: int) -> int:
    """Cannot use one task, and has a mistake that another one shows."""
    if task == 3:
        raise InputError("三不能用。")
    return 1 // (task - 4)


def values_of(outcomes: Iterator[Outcome[Any, int]]) -> list[int | None]:
    return [outcome.value for outcome in outcomes]


def test_few_files_are_done_in_this_process() -> None:
    with engine(POOL_PAYS - 1) as working:
        assert working.backend is None
        assert values_of(working.map(double, range(5))) == [0, 2, 4, 6, 8]


def test_tasks_are_taken_only_a_few_chunks_ahead() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    with Engine(Pool(2), 1000) as working:
        results = working.map(double, tasks())
        assert [next(results).value for _ in range(3)] == [0, 2, 4]
        assert taken <= working.chunk * (working.window + 1)


def test_a_task_that_ends_its_worker_costs_only_itself() -> None:
    with Engine(Pool(2), 40) as working:
        outcomes = list(working.map(deadly, range(40)))
    assert outcomes == [Outcome(n, None, LOST) if n == 13 else Outcome(n, n * 2) for n in range(40)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_task_that_cannot_be_done_gives_its_problem_and_stops_no_other(jobs: int) -> None:
    with engine(6, jobs) as working:
        outcomes = list(working.map(refusing, range(6)))
    assert [(outcome.task, outcome.value) for outcome in outcomes] == [
        *((0, -1), (1, -1), (2, -1), (3, None), (4, None), (5, 1)),
    ]
    assert outcomes[3].problem == "三不能用。"
    assert outcomes[4].problem.startswith("程序处理这个文件时出错（ZeroDivisionError：")


class NoPool(Pool):
    """Processes that end before they begin."""

    def start(self) -> Executor:
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=os._exit, initargs=(1,))


def test_where_no_process_can_be_started_the_work_is_done_here() -> None:
    with Engine(NoPool(2), 40) as working:
        assert values_of(working.map(double, range(5))) == [0, 2, 4, 6, 8]


def test_work_of_a_worker_killed_once_is_done_again(tmp_path: Path) -> None:
    tasks = [(number, tmp_path / "mark") for number in range(40)]
    with Engine(Pool(2), 40) as working:
        assert values_of(working.map(deadly_once, tasks)) == [n * 2 for n in range(40)]


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, sys, time\n"
        "from generator.batch.engine import Engine, Pool\n"
        "def pid(task):\n    time.sleep(0.05)\n    return os.getpid()\n"
        "if __name__ == '__main__':\n"
        "    with Engine(Pool(2), 1000) as working:\n"
        "        for found in working.map(pid, range(1000)):\n"
        "            print(found.value, flush=True)\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    ) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(1200):  # when to give up, however busy the machine is
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
