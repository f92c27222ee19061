"""The engine: one function over many tasks, in this process, in a pool of processes, or on a Dask cluster.

Each task gives a value or a problem, so that no file stops the others. Outcomes come in the order of the tasks while the work goes on, and only a few chunks are under way at a time, so that
memory does not grow with the number of files. A worker that dies costs nothing but time: its chunk is done again.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import Generic, NamedTuple, Protocol, TypeVar

from generator.errors import NianbaoError, unwritable
from generator.flow.time_limit import TakesTooLong, time_limit

POOL_PAYS = 64  # files; below, starting processes costs more than they save
LARGEST_CHUNK = 20
AHEAD = 3  # chunks under way for each worker
TRIES = 2
SECONDS = 90.0  # for one file, however busy the machine; a child LibreOffice has a limit of its own
WORKING = 20.0  # the same, at work in this process
MEMORY = 2_000_000_000  # bytes of address space of a worker
SLOW = "处理这一份用了太长时间还没有完，已跳过。请检查文件里是否有特别长的文字或特别多的格子，改好后单独处理。"
LARGE = "处理这一份需要的内存太多，已跳过。请检查文件里是否有特别长的文字或特别多的格子，改好后单独处理。"
LOST = "处理这一份时程序两次意外中断（可能内存不够），已跳过。请单独处理这一份，或者重新生成表格，把数抄过去。"

T = TypeVar("T")
R = TypeVar("R")


class Outcome(NamedTuple, Generic[T, R]):
    """What came of a task: a value, or the problem why there is none, in Chinese."""

    task: T
    value: R | None
    problem: str = ""


def attempt(function: Callable[[T], R], task: T) -> Outcome[T, R]:
    """The outcome of a task; a mistake of ours is told so that it can be reported, without stopping the others."""
    try:
        with time_limit(SECONDS), time_limit(WORKING, working=True):
            return Outcome(task, function(task))
    except NianbaoError as problem:
        return Outcome(task, None, str(problem))
    except TakesTooLong:
        return Outcome(task, None, SLOW)
    except MemoryError:
        return Outcome(task, None, LARGE)
    except Exception as bug:
        if why := unwritable(bug):
            return Outcome(task, None, f"结果写不出去：{why}。")
        told = f"程序处理这个文件时出错（{type(bug).__name__}：{bug}）。这是程序的错误，请把文件和这句话告诉开发者。"
        return Outcome(task, None, told)


class Backend(Protocol):
    """Where the work is done: an executor that can be made anew, and the errors that mean a worker is gone."""

    workers: int
    gone: tuple[type[BaseException], ...]

    def start(self) -> Executor: ...

    def stop(self, executor: Executor) -> None: ...

    def close(self) -> None: ...


class Pool:
    """Processes on this machine, started fresh (spawn), each of which ends with us."""

    gone: tuple[type[BaseException], ...] = (
        BrokenExecutor,
        OSError,
    )  # a pool that is just breaking has closed its pipes

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def start(self) -> Executor:
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=_begin)

    def stop(self, executor: Executor) -> None:
        executor.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Nothing is left open."""


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000, 20, 20)
    _bound_memory()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _bound_memory() -> None:
    """Let a file that asks for too much fail in its worker, where the system knows such a limit."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def engine(count: int, jobs: int | None = None, scheduler: str = "") -> Engine:
    """The engine for so many files: `scheduler` names a Dask cluster, `jobs` a number of processes; else what pays."""
    if scheduler:
        from generator.batch.cluster import Cluster

        return Engine(Cluster(scheduler), count)
    workers = jobs if jobs is not None else cores() if count >= POOL_PAYS else 1
    return Engine(Pool(workers) if workers > 1 else None, count)


class Engine(AbstractContextManager["Engine"]):
    """Maps functions over tasks; use it in a `with` statement."""

    def __init__(self, backend: Backend | None, count: int) -> None:
        self.backend = backend
        self.executor: Executor | None = None
        workers = backend.workers if backend else 1
        self.chunk = max(1, min(LARGEST_CHUNK, count // (workers * 4)))
        self.window = workers * AHEAD

    def __exit__(self, *error: object) -> None:
        if self.backend:
            self._restart()
            self.backend.close()

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """The outcomes in the order of the tasks, also of those that end their worker every time."""
        waiting = iter(tasks)
        if not (first := list(islice(waiting, 1))):
            return
        waiting = chain(first, waiting)
        if self.backend is None or not self._starts():
            yield from _attempts(function, waiting)
            return
        pending: deque[tuple[list[T], Future[list[Outcome[T, R]]]]] = deque()
        while True:
            while len(pending) < self.window and (chunk := list(islice(waiting, self.chunk))):
                pending.append((chunk, self._submit(function, chunk)))
            if not pending:
                return
            chunk, future = pending.popleft()
            try:
                outcomes = future.result()
            except self.backend.gone:
                self._restart()
                outcomes = [self._alone(function, task) for task in chunk]
                pending = deque((other, self._submit(function, other)) for other, _ in pending)
            yield from outcomes

    def _starts(self) -> bool:
        """Whether a worker can be started at all; where none can, the work is done in this process."""
        assert self.backend
        if self.executor is None:
            self.executor = self.backend.start()
            try:
                self.executor.submit(os.getpid).result()
            except self.backend.gone:
                self._restart()
                self.backend = None
        return self.backend is not None

    def _submit(self, function: Callable[[T], R], chunk: list[T]) -> Future[list[Outcome[T, R]]]:
        """The work of a chunk under way; where the workers are gone already, the future tells it."""
        assert self.backend
        self.executor = self.executor or self.backend.start()
        try:
            return self.executor.submit(_all, function, chunk)
        except self.backend.gone as lost:
            future: Future[list[Outcome[T, R]]] = Future()
            future.set_exception(lost)
            return future

    def _alone(self, function: Callable[[T], R], task: T) -> Outcome[T, R]:
        """One task by itself, so that it is known which one ends its worker."""
        assert self.backend
        for _ in range(TRIES):
            try:
                return self._submit(function, [task]).result()[0]
            except self.backend.gone:
                self._restart()
        return Outcome(task, None, LOST)

    def _restart(self) -> None:
        assert self.backend
        if self.executor:
            self.backend.stop(self.executor)
        self.executor = None


def _all(function: Callable[[T], R], chunk: list[T]) -> list[Outcome[T, R]]:
    """The work of one chunk, in a worker."""
    return list(_attempts(function, chunk))


def _attempts(function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
    """The outcomes, with what documents leave behind (cycles of references) cleared away now and then."""
    for number, task in enumerate(tasks, 1):
        yield attempt(function, task)
        _settle()
        if number % LARGEST_CHUNK == 0:
            gc.collect()


@cache
def _settle() -> None:
    """Once: what the first file needed loaded, all need; it is not searched for garbage again."""
    gc.collect()
    gc.freeze()
