"""What a place asks of the reports on a year beyond the form: templates/requirements/*.yaml."""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from generator.errors import DefinitionError, InputError
from generator.standard.compiled import compiled_definitions
from generator.standard.definition import AGENCY, REGION, Wanted
from generator.standard.equation import EquationError, parse_years
from generator.standard.library import load_standard, templates_folder
from generator.standard.model import Standard
from generator.standard.strict_definition import Asked, Definition, Key, Label, Pattern, Years

FOLDER = "requirements"


class Requirements(Definition):
    """What a place asks for, of those who report by one standard in some years.

    `agencies` is how the names of its offices begin, where they do not begin with the place. `longest` says how many
    characters a chapter may have at most, `deadline` the last day as month and day of the year after. `guidance` is what a
    person is told beside a chapter or part, a question, or a row of a table.
    """

    name: Label
    place: Label
    standard: Label
    years: Years
    source: Label
    agencies: Pattern = ""
    deadline: Annotated[str, Asked(pattern=r"^(\d\d-\d\d)?$")] = ""
    longest: dict[Key, int] = field(default_factory=dict)
    wanted: dict[Key, Wanted] = field(default_factory=dict)
    guidance: dict[str, Label] = field(default_factory=dict)

    def concern(self, standard: str, year: int) -> bool:
        """Whether they are for reports by this standard on this year."""
        first, last = parse_years(self.years)
        return self.standard == standard and first <= year <= last

    def bind(self, region: str, agency: str) -> bool:
        """Whether an office is of the place: as it says itself, else by its name."""
        if region.strip():
            bare = re.sub(r"[省市县区州盟]$", "", self.place)
            return bare in region
        return re.match(self.agencies or re.escape(self.place), agency) is not None


def checking_modules() -> list[Path]:
    """The modules that check requirements."""
    home = Path(__file__).parent
    return [home / "definition.py", Path(__file__)]


def requirements_of(standard: Standard, year: int, region: str, agency: str) -> list[Requirements]:
    """What the place of an office asks of its report; raises DefinitionError when a file is wrong."""
    known = all_requirements(standard.folder.parent).values()
    return [one for one in known if one.concern(standard.id, year) and one.bind(region, agency)]


def guidance_of(standard: Standard, year: int, questions: dict[str, str]) -> dict[str, str]:
    """What the place of an office says beside chapters, questions and rows, by their names."""
    found: dict[str, str] = {}
    for one in requirements_of(standard, year, questions.get(REGION, ""), questions.get(AGENCY, "")):
        for name, words in one.guidance.items():
            found[name] = f"{found.get(name, '')}{one.place}的要求：{words}"
    return found


@lru_cache(maxsize=4)
def all_requirements(home: Path) -> dict[str, Requirements]:
    """All requirements of a folder of templates by the name of their file."""
    folder = home / FOLDER
    if not folder.is_dir():
        return {}
    found = compiled_definitions(folder, templates_folder(), checking_modules())
    return found if found is not None else read_requirements(folder)


def read_requirements(folder: Path) -> dict[str, Requirements]:
    """The requirements from their sources; raises DefinitionError with every mistake at its line."""
    from generator.standard.definition_file import read_definition  # with pydantic, which only sources need

    found, problems = {}, []
    for path in sorted(folder.glob("*.yaml")):
        where = f"{FOLDER}/{path.name}"
        try:
            one, source = read_definition(path, where, Requirements)
        except DefinitionError as error:
            problems += error.problems
            continue
        found[path.stem] = one
        problems += [f"{where}:{source.line(keys)}: {told}" for keys, told in _wrong(one, folder.parent)]
    if problems:
        raise DefinitionError(problems)
    return found


def _wrong(one: Requirements, home: Path) -> list[tuple[tuple[str, ...], str]]:
    """What of the requirements has no place in the standard they are for."""
    try:
        standard = load_standard(one.standard, home)
        parse_years(one.years)
    except EquationError as error:
        return [(("years",), str(error))]
    except (DefinitionError, InputError) as error:
        return [(("standard",), str(error))]
    rows = {address.rpartition(".")[0] for address in standard.figures}
    known = {*standard.slots, *standard.questions, *rows}
    wrong = [(("longest", key), f"没有 {key} 这一章、这一节") for key in one.longest if key not in standard.slots]
    wrong += [(("guidance", key), f"没有 {key} 这一章、这一问、这一行") for key in one.guidance if key not in known]
    return wrong + [
        (("wanted", key, "where"), f"没有 {wanted.where} 这一章、这一节")
        for key, wanted in one.wanted.items()
        if wanted.where and wanted.where not in standard.slots
    ]
