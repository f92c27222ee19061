"""Commands in hard places, and killed at random moments: `python -m scripts.hard_places [SEED] [KILLS]`; exit 1 when one is not taken right.

Right is: exit 0, 1 or 2, no traceback, and every file that lies there whole: as an undisturbed run writes it, or as it was before.
After a kill the same command, run again, gives what an undisturbed run gives.
"""

from __future__ import annotations

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.fuzz.doors import GOOD, NEXT_GOOD, ROOT

Files = dict[str, bytes]
COMMANDS = [
    "check FILE --annotate OUT/b.xlsx --proof OUT/p.html",
    "check FOLDER --annotate OUT/back --report OUT/r.xlsx",
    "check FOLDER --report OUT/r.html",
    "answers FILE -o OUT/a.yaml",
    "build FILE -o OUT",
    "build FOLDER -o OUT",
    "merge FOLDER -o OUT/m.xlsx --agency 某县",
    "collect FOLDER --units LIST -o OUT --date 2025-01-20",
    "form --year 2024 --last-year FILE -o OUT/f.xlsx",
    "form --year 2024 --units LIST -o OUT",
    "years FILE NEXT -o OUT/y.xlsx",
    "compare FILE NEXT",
]
KILLED = [one for one in COMMANDS if "FOLDER" in one or "LIST" in one]
_AGENCIES = ("甲局", "乙局", "丙局")
_OWN = re.compile(r"^\.nianbao-.*\.tmp$|\.sqlite(-wal|-shm)?$|登记")  # temporary files, journals, logs of the days


@dataclass(frozen=True)
class Place:
    """Where a command runs: what is set beside the usual environment, left out of it, and done in the process before."""

    name: str
    set: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    before: Callable[[], None] | None = None
    stdout: str = ""
    out: str = ""


def limited(size: int) -> Callable[[], None]:
    """No file of this process may be longer."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


_C = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
PLACES = [
    Place("nothing can be written", before=limited(0)),
    Place("full after 3 kB", before=limited(3_000)),
    Place("full after 12 kB", before=limited(12_000)),
    Place("output full", stdout="/dev/full"),
    Place("a folder that takes nothing", out="/proc/nianbao"),
    Place("no HOME", without=("HOME", "XDG_CACHE_HOME", "TMPDIR", "USER")),
    Place("HOME that is none", {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/dev/null/x"}),
    Place("C locale", {"LC_ALL": "C", "LANG": "C"}),
    Place("a system without Chinese file names", _C),
    Place("GBK console", {"PYTHONIOENCODING": "gbk"}),
    Place("ASCII console", {"PYTHONIOENCODING": "ascii"}),
]


def content(path: Path) -> bytes:
    """What a file holds; of a workbook its parts, without the time of day."""
    try:
        with zipfile.ZipFile(path) as package:
            return b"".join(package.read(name) for name in package.namelist() if name != "docProps/core.xml")
    except zipfile.BadZipFile:
        return path.read_bytes()


class Work:
    """A folder with inputs, and an output folder in which older files stand."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        self.inputs, self.names = folder / "交来", folder / "名单.csv"
        self.inputs.mkdir()
        self.names.write_text("\n".join(("单位名称", *_AGENCIES)), encoding="utf-8")
        text = GOOD.with_suffix(".yaml").read_text(encoding="utf-8").partition("\ntext:")[0]
        for agency in _AGENCIES:
            told = re.sub("(?m)^  agency: .*", f"  agency: {agency}", text)
            (self.inputs / f"{agency}.yaml").write_text(told, encoding="utf-8")

    def arguments(self, command: str, out: str) -> list[str]:
        """The command as the words of a process."""
        words = {"FILE": GOOD, "NEXT": NEXT_GOOD, "FOLDER": self.inputs, "LIST": self.names}
        told = [str(words.get(word, word)).replace("OUT", out) for word in command.split()]
        return [sys.executable, "-m", "generator", *told]

    def start(self, command: str, place: Place) -> subprocess.Popen[str]:
        """The command under way in a place."""
        env = {key: value for key, value in os.environ.items() if key not in place.without} | dict(place.set)
        return subprocess.Popen(
            self.arguments(command, place.out or str(self.out)),
            cwd=ROOT,
            env=env,
            stdout=open(place.stdout, "w") if place.stdout else subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            preexec_fn=place.before,
        )

    def files(self) -> Files:
        """What lies in the output folder, our own records left out."""
        found = sorted(path for path in self.out.rglob("*") if path.is_file() and not _OWN.search(path.name))
        return {str(path.relative_to(self.out)): content(path) for path in found}

    def clear(self) -> None:
        """An output folder as it was in the beginning."""
        subprocess.run(["rm", "-rf", str(self.out)], check=True)
        self.out.mkdir()


def told_of(run: subprocess.Popen[str], usual: Files, there: Callable[[], Files]) -> Iterator[str]:
    """What is wrong with how a command ended, and with the files it left."""
    told = "".join(part or "" for part in run.communicate(timeout=300))
    if run.returncode not in (0, 1, 2):
        yield f"exit {run.returncode}"
    if "Traceback" in told or "这是程序的错误" in told:
        yield told.strip().split("\n")[-1]
    for name, data in there().items():
        if usual and data not in usual.values():
            yield f"{name} is not whole"


def in_place(work: Work, command: str, place: Place, usual: Files) -> list[str]:
    """What is wrong with a command in a place."""
    work.clear()
    return list(told_of(work.start(command, place), {} if place.set is _C else usual, work.files))


def killed(work: Work, command: str, usual: Files, chance: random.Random) -> list[str]:
    """What is wrong after a command was killed at some moment and run again."""
    work.clear()
    run = work.start(command, Place("killed"))
    time.sleep(chance.uniform(0.1, 1.6))
    run.kill()
    run.communicate()
    half = [f"{name} is not whole" for name, data in work.files().items() if data not in usual.values()]
    again = list(told_of(work.start(command, Place("again")), usual, work.files))
    return [*half, *again, *(f"{name} is missing" for name in usual if name not in work.files())]


def faults(work: Work, chance: random.Random, kills: int) -> Iterator[tuple[str, str, list[str]]]:
    """Every command in every place, then killed; what is wrong, nothing where all is right."""
    for command in COMMANDS:
        work.clear()
        work.start(command, Place("usual")).communicate()
        usual = work.files()
        for place in PLACES:
            yield place.name, command, in_place(work, command, place, usual)
        for _ in range(kills if command in KILLED else 0):
            yield "killed", command, killed(work, command, usual, chance)


def main(seed: int, kills: int) -> int:
    """Print what is wrong and how much was tried; 1 when anything is."""
    wrong = count = 0
    with tempfile.TemporaryDirectory(prefix="nianbao-places-") as folder:
        for place, command, found in faults(Work(Path(folder)), random.Random(seed), kills):
            count, wrong = count + 1, wrong + bool(found)
            for one in found[:3]:
                print(f"{place}: {command}: {one}", flush=True)
    print(f"seed {seed}: {count} runs, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    options = [*map(int, sys.argv[1:]), *(1, 6)[len(sys.argv) - 1 :]]
    sys.exit(main(*options))
