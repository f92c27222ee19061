"""What is mutated: the examples, what the program writes of some of them, and past finds; held in memory."""

from __future__ import annotations

import contextlib
import io
import random
import re
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.command.main import main as nianbao
from scripts.fuzz.doors import EXAMPLES, GOOD, LAYOUT, LIST, LISTS, OF_2023, ROOT, TEMPLATE, TEMPLATES, UNIT
from scripts.fuzz.meeting import apart

LARGEST = 300_000
# How often a file of a kind is taken where a door takes several: reading a page is slow, and a PDF has a process of its own.
OFTEN = {
    ".xlsx": 12,
    ".yaml": 8,
    ".json": 5,
    ".docx": 1,
    ".txt": 0.8,
    ".html": 0.6,
    ".zip": 0.7,
    ".csv": 6,
    ".pdf": 0.15,
}
_WRITTEN = ["national-2021/suqian-2023.xlsx", "national-2014/suixian-2016.xlsx", "township-2010/xiangzhen-2010.xlsx"]


class Seed(NamedTuple):
    """An input before it is changed; `path` is where it came from."""

    path: Path
    data: bytes

    @property
    def year(self) -> int:
        found = re.search(r"(20[0-2]\d)", self.path.name)
        return int(found[1]) if found else 2023


class Seeds:
    """The inputs by what takes them, each kind drawn as often as it is worth."""

    def __init__(self) -> None:
        places = [*(ROOT / "tests/corpus").iterdir(), *EXAMPLES.rglob("*"), TEMPLATES / "layout.docx"]
        known = [Seed(path, path.read_bytes()) for path in sorted(places) if path.suffix in OFTEN]
        known = [seed for seed in known if len(seed.data) < LARGEST]
        found = [*known, *_written()]
        templates = sorted(path for path in TEMPLATES.glob("*-*/**/*") if path.suffix in (".yaml", ".j2"))
        listed = [Seed(Path("名单.csv"), "单位名称,级别\n甲局,县级\n乙局,县级\n".encode())]
        self._kinds = {
            UNIT: _by_suffix(seed for seed in found if seed.path.suffix != ".csv"),
            OF_2023: _by_suffix(seed for seed in found if "suqian-2023" in str(seed.path)),
            LIST: _by_suffix(s for s in [*known, *listed] if s.path.suffix in LISTS and EXAMPLES not in s.path.parents),
            LAYOUT: _by_suffix(seed for seed in known if seed.path.suffix == ".docx"),
            TEMPLATE: {"": [Seed(path, path.read_bytes()) for path in templates]},
        }

    def drawn(self, takes: str, chance: random.Random) -> Seed:
        """A seed for a door that takes this."""
        kinds = self._kinds[takes]
        return chance.choice(kinds[chance.choices(list(kinds), [OFTEN.get(kind, 1) for kind in kinds])[0]])


def _by_suffix(seeds: Iterable[Seed]) -> dict[str, list[Seed]]:
    kinds: dict[str, list[Seed]] = {}
    for seed in seeds:
        kinds.setdefault(seed.path.suffix, []).append(seed)
    return kinds


def _written() -> list[Seed]:
    """Examples as answers in JSON and as published reports, and two of them in a zip."""
    with tempfile.TemporaryDirectory(prefix="nianbao-fuzz-") as work, contextlib.redirect_stdout(io.StringIO()):
        with contextlib.redirect_stderr(io.StringIO()):
            for name in _WRITTEN:
                file, stem = EXAMPLES / name, Path(name).stem
                nianbao(["build", str(file), "--draft", "-o", f"{work}/{stem}", "--format", "docx,txt,html"])
                nianbao(["answers", str(file), "-o", f"{work}/{stem}.json"])
            apart(["build", str(GOOD), "-o", work, "--format", "pdf"])
        return [*(_seed(path, work) for path in sorted(Path(work).rglob("*.*"))), _zip()]


def _seed(path: Path, work: str) -> Seed:
    return Seed(Path(*path.relative_to(work).parts), path.read_bytes())


def _zip() -> Seed:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in _WRITTEN[:2]:
            package.writestr(zipfile.ZipInfo(Path(name).name), (EXAMPLES / name).read_bytes())
    return Seed(Path("交来.zip"), stream.getvalue())
