"""An existing Dask cluster as a backend: files are read and written by path on storage that all its workers share."""

from __future__ import annotations

import logging
from concurrent.futures import CancelledError, Executor
from typing import Any

from generator.batch.journal import program_digest
from generator.errors import InputError, OutputError

PATIENCE = 30  # seconds to wait for the scheduler and for the first worker
_HOW = "装好同一版本的 nianbao 和 distributed（pip install 'nianbao[cluster]'）"


class Cluster:
    """The workers of a scheduler such as tcp://host:8786; raises InputError when they cannot be used."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise InputError(
                "--scheduler 要用 distributed，还没有安装。请运行 pip install 'nianbao[cluster]'。"
            ) from None
        for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what goes wrong is told by us, in Chinese
        self.gone: tuple[type[BaseException], ...] = (KilledWorker, CancelledError)
        self.client: Any = None
        try:
            client: Any = distributed.Client
            self.client = client(address, timeout=PATIENCE, set_as_default=False)
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as problem:
            self.close()
            raise InputError(
                f"--scheduler {address}：连不上调度器，或者它没有工作进程（{type(problem).__name__}）。"
                f"请检查地址，如 tcp://主机:8786；每台机器上要有 dask worker 在运行，并{_HOW}。"
            ) from None
        self._same_program(address)
        self.workers = max(1, sum(self.client.nthreads().values()))

    def _same_program(self, address: str) -> None:
        try:
            versions = self.client.run(program_digest, on_error="return")
        except Exception as problem:
            versions = {"": problem}
        other = sorted(where for where, version in versions.items() if version != program_digest())
        if other:
            self.close()
            raise InputError(
                f"--scheduler {address}：工作进程 {'、'.join(other[:3]) or '（全部）'} 上没有这个程序，或版本不同。请在每台机器上{_HOW}。"
            )

    def start(self) -> Executor:
        if self.client.status != "running":
            raise OutputError("与调度器的连接断了，没有做完。恢复以后再运行同样的命令，会接着做。")
        executor: Executor = self.client.get_executor(pure=False, retries=2)
        return executor

    def stop(self, executor: Executor) -> None:
        executor.shutdown(wait=False)

    def close(self) -> None:
        if self.client is not None:
            self.client.close()
