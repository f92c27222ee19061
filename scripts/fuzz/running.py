"""One input after the other, each through one door, until the bound; and what was met, counted and told."""

from __future__ import annotations

import collections
import gc
import hashlib
import os
import random
import re
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.command import main as command_line
from scripts.fuzz.doors import TEMPLATE, Door, Given, command_of, drawn, templates_with
from scripts.fuzz.figures import wrong_figure
from scripts.fuzz.meeting import MEGABYTES, Met, apart, met, peak_alone
from scripts.fuzz.mutation import mutated
from scripts.fuzz.seeds import Seeds


class Bound(NamedTuple):
    """When to stop: after so many inputs, or after so many seconds."""

    inputs: int | None
    seconds: float | None


class Tally:
    """What was met: inputs and exit codes by door, and the faults."""

    def __init__(self, finds: Path) -> None:
        self.codes = collections.Counter[tuple[str, int | None]]()
        self.seconds = collections.Counter[str]()
        self.faults = collections.Counter[str]()
        self.peak = 0
        self._finds = finds

    def take(self, door: Door, one: Met, seconds: float) -> str:
        """Count an input; the fault that is known without what was written."""
        self.codes[door.command, one.code] += 1
        self.seconds[door.command] += seconds
        grown = one.peak > max(self.peak, MEGABYTES)
        self.peak = max(self.peak, one.peak)
        return one.fault or (f"{one.peak} MB" if grown else "")

    def keep(self, door: Door, fault: str, given: Given, data: bytes) -> None:
        """Count a fault, and write the input to the folder of finds."""
        self.faults[f"{door.command}: {re.sub(r'nianbao-fuzz-[^/]*', '', fault)[:200]}"] += 1
        self._finds.mkdir(parents=True, exist_ok=True)
        door_name = re.sub(r"[^\w-]+", "-", door.command)[:40].strip("-")
        (self._finds / f"{door_name}-{hashlib.sha256(data).hexdigest()[:10]}{given.file.suffix}").write_bytes(data)

    def lines(self) -> list[str]:
        """A line a door: inputs, of these accepted (exit 0 or 1) and refused (2), milliseconds each; then the faults."""
        found = []
        for command in sorted(self.seconds):
            count = sum(number for (name, _), number in self.codes.items() if name == command)
            accepted = self.codes[command, 0] + self.codes[command, 1]
            each = self.seconds[command] / count * 1000
            found.append(
                f"{count:7} {accepted:7} accepted {self.codes[command, 2]:7} refused {each:6.0f} ms  {command}"
            )
        return [*found, *(f"{times:5} {fault!r}" for fault, times in self.faults.most_common())]


def run(bound: Bound, seed: int, finds: Path) -> int:
    """Feed inputs until the bound; the number of different faults met."""
    _quicken()
    chance, seeds, tally = random.Random(seed), Seeds(), Tally(finds)
    began, count = time.monotonic(), 0
    while count != bound.inputs and not (bound.seconds and time.monotonic() - began > bound.seconds):
        _one(chance, seeds, tally)
        count += 1
    seconds = time.monotonic() - began
    head = f"seed {seed}: {count} inputs in {seconds:.0f} s ({count / seconds:.1f} a second), peak {tally.peak} MB"
    print("\n".join([f"{head}, {tally.faults.total()} findings", *tally.lines()]))
    return len(tally.faults)


def _one(chance: random.Random, seeds: Seeds, tally: Tally) -> None:
    """One input through one door."""
    door = drawn(chance)
    source = seeds.drawn(door.takes, chance)
    data = mutated(source.data, source.path.suffix, chance) if chance.random() < 0.97 else source.data
    with tempfile.TemporaryDirectory(prefix="nianbao-fuzz-") as work:
        given = Given(Path(work), Path(work, "in", f"x{source.path.suffix}"), year=source.year)
        given.file.parent.mkdir()
        if door.takes == TEMPLATE:
            given = templates_with(given, source.path, data)
        else:
            given.file.write_bytes(data)
        started = time.perf_counter()
        command = command_of(door, given)
        one = (apart if door.apart else met)(command)
        if door.apart and one.peak > MEGABYTES:
            one = one._replace(peak=peak_alone(command))
        told = tally.take(door, one, time.perf_counter() - started)
        if fault := told or (wrong_figure(door, given) if one.code in (0, 1) else ""):
            tally.keep(door, fault, given, data)


def _quicken() -> None:
    """What every command does anew is done once: the parser made; nothing need survive a power cut."""
    command_line.parser = cache(command_line.parser)
    os.fsync = lambda _: None
    gc.set_threshold(50_000, 20, 20)
