"""The doors: every command that takes a file from outside, how often it is tried, and what of its output must hold the same figures."""

from __future__ import annotations

import random
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "example_inputs"
GOOD = EXAMPLES / "national-2021/suqian-2023.xlsx"
NEXT_GOOD = GOOD.parent / "nil-2024.xlsx"
TEMPLATES = ROOT / "templates"
UNIT, OF_2023, LIST, LAYOUT, TEMPLATE = "unit", "unit of 2023", "list", "layout", "template"
LISTS = (".csv", ".txt", ".xlsx")


class Door(NamedTuple):
    """A command; `weight` is how many of a hundred inputs it gets, `back` what it wrote of the figures of FILE,
    `figures` how they stand there. `apart` runs it in a process of its own, for what the library that draws keeps in memory.
    """

    command: str
    weight: float
    takes: str = UNIT
    back: str = ""
    figures: Literal["same", "last", "added"] = "same"
    apart: bool = False


DOORS = [
    Door("check FILE", 16),
    Door("check FILE --proof OUT/p.html", 4),
    Door("check FILE --annotate OUT/b.xlsx", 4, back="OUT/b.xlsx"),
    Door("check FOLDER --annotate OUT/back --report OUT/r.xlsx", 5, back="OUT/back/x.xlsx"),
    Door("check FOLDER --report OUT/r.html --units NAMES", 2.5),
    Door("check NEXT_GOOD --last-year FILE", 6, OF_2023),
    Door("check FILE --against GOODS", 1.5, OF_2023),
    Door("answers FILE -o OUT/a.yaml", 10, back="OUT/a.yaml"),
    Door("answers FILE -o OUT/a.json", 5, back="OUT/a.json"),
    Door("build FILE --draft -o OUT", 5, back="OUT/*.docx"),
    Door("build FOLDER -o OUT --last-year GOODS", 4, back="OUT/*.txt"),
    Door("build FILE --format html,cms,picture -o OUT", 1, back="OUT/*告.html", apart=True),
    Door("build FILE --format pdf -o OUT", 1, apart=True),
    Door("merge FOLDER -o OUT/m.yaml --agency 某县", 2.5, back="OUT/m.yaml", figures="added"),
    Door("merge FOLDER -o OUT/m.xlsx --agency 某县 --with-errors", 1, back="OUT/m.xlsx", figures="added"),
    Door("collect FOLDER --units NAMES -o OUT", 2),
    Door("years FILE GOOD -o OUT/y.xlsx", 3),
    Door("compare FILE GOOD", 4),
    Door("compare GOOD FILE", 3),
    Door("form --year NEXT --last-year FILE -o OUT/f.xlsx", 1.5, back="OUT/f.xlsx", figures="last"),
    Door("form --fill FILE -o OUT/f.xlsx", 1.5, back="OUT/f.xlsx"),
    Door("form --fill FOLDER -o OUT/f.xlsx", 1),
    Door("form --year 2024 --units NAMES --last-year FOLDER -o OUT", 1),
    Door("form --year 2024 --units FILE -o OUT", 1, LIST),
    Door("check GOODS --units FILE", 2, LIST),
    Door("merge GOODS --units FILE -o OUT/m.yaml --agency 某县 --with-errors", 1, LIST),
    Door("collect GOODS --units FILE -o OUT", 1, LIST),
    Door("build GOOD -o OUT --layout FILE", 4, LAYOUT),
    Door("build GOOD -o OUT --templates COPY", 2, TEMPLATE),
    Door("check GOOD --templates COPY", 1.5, TEMPLATE),
]


def doors_of(suffix: str) -> list[Door]:
    """The doors that a file of this kind may be given to."""
    lists = [LIST] if suffix in LISTS else []
    takes = [LIST] if suffix == ".csv" else [UNIT, OF_2023, *lists, *([LAYOUT] if suffix == ".docx" else [])]
    return [door for door in DOORS if door.takes in takes]


class Given(NamedTuple):
    """An input in a folder of its own: `good` is a form that it stands beside, `year` that of the input as far as its name tells it."""

    work: Path
    file: Path
    good: Path = GOOD
    year: int = 2023

    @property
    def out(self) -> Path:
        return self.work / "out"


def command_of(door: Door, given: Given) -> list[str]:
    """The command's words for an input, with the files that it stands beside."""
    names, goods = given.work / "名单.csv", given.work / "goods"
    if "NAMES" in door.command:
        names.write_text("单位名称\n宿迁市\n", encoding="utf-8")
    if "GOODS" in door.command:
        goods.mkdir()
        for agency, text in _goods():
            (goods / f"{agency}.yaml").write_text(text, encoding="utf-8")
    words = {"FILE": given.file, "FOLDER": given.file.parent, "GOOD": given.good, "GOODS": goods, "NAMES": names}
    words |= {"COPY": given.work / "templates", "NEXT_GOOD": NEXT_GOOD}
    told = {key: str(path) for key, path in words.items()} | {"NEXT": str(given.year + 1)}
    return [told.get(word, word.replace("OUT", str(given.out))) for word in door.command.split()]


@cache
def _goods() -> list[tuple[str, str]]:
    """Two units' answers, by agency."""
    text = GOOD.with_suffix(".yaml").read_text(encoding="utf-8")
    return [(agency, re.sub("(?m)^  agency: .*", f"  agency: {agency}", text)) for agency in ("甲局", "乙局")]


def templates_with(given: Given, changed: Path, data: bytes) -> Given:
    """A copy of a standard in which one of its files is this; the form of the command is of this standard."""
    standard = changed.relative_to(TEMPLATES).parts[0]
    copy = given.work / "templates" / standard
    shutil.copytree(TEMPLATES / standard, copy)
    (given.work / "templates" / changed.relative_to(TEMPLATES)).write_bytes(data)
    return given._replace(good=min((EXAMPLES / standard).glob("*.xlsx")))


def drawn(chance: random.Random) -> Door:
    """A door by its weight."""
    return chance.choices(DOORS, [door.weight for door in DOORS])[0]
