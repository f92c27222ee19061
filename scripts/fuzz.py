"""Mutated inputs through every door: `python -m scripts.fuzz SECONDS [SEED] [FINDS]`, exit 1 when anything is found.

Each input is an example or a past find (`tests/corpus/`), changed at a few places, and is given to one command in this process.
Right is: exit 0, 1 or 2, no exception, no control character on any output, within the limits of time and memory below.
What breaks this is written to the folder FINDS, under the command it was met at. The same seed gives the same inputs.
"""

from __future__ import annotations

import collections
import contextlib
import hashlib
import io
import random
import re
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from generator.command.main import main as nianbao
from generator.flow.time_limit import TakesTooLong, time_limit

ROOT = Path(__file__).resolve().parents[1]
SECONDS, MEGABYTES = 10.0, 250
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
NASTY = [
    "",
    "-1",
    "1e400",
    "NaN",
    "１２",
    "3.5",
    "9" * 400,
    "#REF!",
    "=1+1",
    "{{7*7}}",
    "@table applications",
    "\x1b[2J",
    "\x00",
]
NASTY += [
    "\u202e",
    "\ufeff",
    "&e;",
    "<a>",
    "]]>",
    "\r",
    "\n",
    '"',
    ": ",
    "字" * 3000,
    "2024-13-45",
    "_x001B_",
    "%s",
    "*x",
    "[" * 300,
]
SUFFIXES = (".xlsx", ".docx", ".yaml", ".json", ".txt", ".html", ".csv", ".pdf")
GOOD = ROOT / "example_inputs/national-2021/suqian-2023.xlsx"


def doors(file: Path, out: Path) -> list[list[str]]:
    """The commands a file of this kind may be given to."""
    name, folder, good = str(file), str(file.parent), str(GOOD)
    if file.suffix == ".csv":
        return [["form", "--year", "2024", "--units", name, "-o", str(out)], ["check", folder, "--units", name]]
    more = ["--annotate", str(out / "back"), "--report", str(out / "r.xlsx")]
    found = [["check", name], ["check", folder, *more], ["answers", name, "-o", str(out / "a.yaml")]]
    found += [["build", folder, "-o", str(out)], ["build", name, "--draft", "-o", str(out)], ["compare", name, good]]
    found += [["check", good, "--last-year", name], ["merge", folder, "-o", str(out / "m.xlsx"), "--agency", "某县"]]
    found += [["form", "--year", "2024", "--last-year", name, "-o", str(out / "f.xlsx")]]
    return [*found, ["build", good, "-o", str(out), "--layout", name]] if file.suffix == ".docx" else found


def seeds() -> list[Path]:
    """Examples and past finds of every kind, small ones."""
    places = [*(ROOT / "tests/corpus").iterdir(), *(ROOT / "example_inputs").rglob("*"), ROOT / "templates/layout.docx"]
    return sorted(path for path in places if path.suffix in SUFFIXES and path.stat().st_size < 300_000)


def mutated(data: bytes, suffix: str, chance: random.Random) -> bytes:
    """The bytes changed: as they are, or within one part of a package."""
    if suffix in (".xlsx", ".docx") and chance.random() < 0.85:
        with contextlib.suppress(Exception):
            return _with_a_part_mutated(data, chance)
    return _bytes_mutated(data, chance)


def _with_a_part_mutated(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = _bytes_mutated(parts[name], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for part, content in parts.items():
            if part != name or chance.random() < 0.95:
                written.writestr(part, content)
    return stream.getvalue()


def _bytes_mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randint(0, len(changed)), chance.choice([0, 1, 1, 4, 40])
        other = chance.randint(0, len(changed))
        filler = [chance.choice(NASTY).encode(), chance.randbytes(2), bytes(changed[other : other + 40])]
        changed[at : at + length] = chance.choice(filler)
    return bytes(changed)


def met(command: list[str]) -> str:
    """What is wrong with how a command took its input; empty when nothing is."""
    out, started = io.StringIO(), time.monotonic()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), time_limit(SECONDS):
            code = nianbao(command)
    except SystemExit as left:
        code = int(left.code or 0)
    except TakesTooLong:
        return f"over {SECONDS:.0f} s"
    except BaseException as bug:
        if isinstance(bug, KeyboardInterrupt):
            raise
        return f"{type(bug).__name__}: {bug}"
    told = out.getvalue()
    if "这是程序的错误" in told:
        return told[max(0, told.find("程序处理") - 20) :][:160]
    if STEERING.search(told):
        return f"control characters: {STEERING.findall(told)[:3]!r}"
    return "" if code in (0, 1, 2) and time.monotonic() - started < SECONDS else f"exit {code}"


def run(seconds: float, seed: int, finds: Path) -> int:
    """Feed inputs until the time is over; the number of different faults met."""
    chance, found, count = random.Random(seed), collections.Counter[str](), 0
    known, end = seeds(), time.monotonic() + seconds
    while time.monotonic() < end:
        source = chance.choice(known)
        data = source.read_bytes()
        if chance.random() < 0.98:
            data = mutated(data, source.suffix, chance)
        pick = chance.random()
        with tempfile.TemporaryDirectory(prefix="nianbao-fuzz-") as work:
            file = Path(work, "in", f"x{source.suffix}")
            file.parent.mkdir()
            file.write_bytes(data)
            commands = doors(file, Path(work, "out"))
            command = commands[int(pick * len(commands))]
            fault = met(command)
        count += 1
        if fault:
            found[f"{command[0]}: {re.sub(r'nianbao-fuzz-[^/]*', '', fault)[:200]}"] += 1
            finds.mkdir(parents=True, exist_ok=True)
            (finds / f"{command[0]}-{hashlib.sha256(data).hexdigest()[:10]}{source.suffix}").write_bytes(data)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"seed {seed}: {count} inputs in {seconds:.0f} s, peak {peak} MB, {sum(found.values())} findings")
    for fault, times in found.most_common():
        print(f"{times:5} {fault!r}")
    return len(found) + (peak > MEGABYTES)


if __name__ == "__main__":
    arguments = [*sys.argv[1:], *("60", "1", "build/fuzz")[len(sys.argv) - 1 :]]
    sys.exit(1 if run(float(arguments[0]), int(arguments[1]), Path(arguments[2])) else 0)
