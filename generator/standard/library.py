"""Where the standards lie, and the loading of one: YAML to a checked Standard, every mistake at file:line."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.errors import DefinitionError, InputError
from generator.standard.binding import Binder, Instance
from generator.standard.compiled import compiled_definitions, compiled_folder
from generator.standard.definition import AGENCY, DATE, YEAR, Check, Definition, StandardFile, Table
from generator.standard.equation import EquationError
from generator.standard.figures import column_groups, columns_at, row_groups, rows_at
from generator.standard.meanings import wrong_meanings
from generator.standard.model import Standard

if TYPE_CHECKING:
    from generator.standard.yaml_source import Source

Model = TypeVar("Model", bound=Definition)
MARK = re.compile(r"\{\{\s*(.*?)\s*\}\}")
FIRST_YEARS = {"行政机关": 2008, "高校": 2010}
_NO_DUTY = {
    "行政机关": "{year}年还没有编制政府信息公开工作年度报告的义务：《中华人民共和国政府信息公开条例》自2008年5月1日起施行，最早的一份是2008年度报告。",
    "高校": "{year}年还没有编制高校信息公开年度报告的义务：《高等学校信息公开办法》自2010年9月1日起施行，最早的一份是2010-2011学年报告。",
}


def templates_folder() -> Path:
    """The bundled standards: inside an installed package, or at the top of the repository."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def standard_ids(folder: Path | None = None) -> list[str]:
    """The names of all standards in a folder of standards."""
    home = folder or templates_folder()
    return sorted(entry.parent.name for entry in home.glob("*/standard.yaml"))


def load_standard(name: str, folder: Path | None = None) -> Standard:
    """Load and check one standard; raises InputError for an unknown name, DefinitionError for a wrong definition."""
    return _loaded(name, folder or templates_folder())


@lru_cache(maxsize=64)
def _loaded(name: str, home: Path) -> Standard:
    if name not in standard_ids(home):
        raise InputError(f"没有名为“{name}”的年报格式。现有：{'、'.join(standard_ids(home))}。")
    return _compiled(home / name) or read_standard(home / name)


def program() -> list[Path]:
    """The modules that check a standard."""
    return sorted(Path(__file__).parent.glob("*.py"))


def read_standard(source: Path) -> Standard:
    """One standard from its sources; raises DefinitionError with every mistake at its line."""
    return _Loader(source).load()


def _compiled(source: Path) -> Standard | None:
    """A bundled standard as it was checked when the program was installed; None when it has changed since."""
    folder = compiled_folder(source, templates_folder())
    found = compiled_definitions(folder, source, program()) if folder else None
    if not found:
        return None
    drafts = {key: draft._replace(compiled=folder) for key, draft in found["drafts"].items()}
    return Standard(source.name, source, found["file"], found["tables"], drafts)


def all_standards(folder: Path | None = None) -> list[Standard]:
    """Every standard, by the first year it was in force."""
    found = [load_standard(name, folder) for name in standard_ids(folder)]
    return sorted(found, key=lambda standard: (standard.file.span, standard.id))


def standard_for_year(year: int, kind: str = "行政机关", region: str = "", folder: Path | None = None) -> Standard:
    """The standard that a report on this year follows by itself; raises InputError with a reason when there is none.

    For 高校 the year is the one in which the academic year begins. With a region its own form is taken.
    """
    if year < FIRST_YEARS[kind]:
        raise InputError(_NO_DUTY[kind].format(year=year))
    fitting = [s for s in all_standards(folder) if s.file.kind == kind and s.covers(year)]
    if region:
        named = [s for s in fitting if s.file.region == region] or [s for s in fitting if region in s.file.region]
        if len(named) == 1:
            return named[0]
        known = "、".join(f"{s.file.region}（{s.id}）" for s in named or fitting if s.file.region) or "没有"
        found = f"“{region}”有几种格式" if named else f"{year}年度没有“{region}”的地方格式"
        raise InputError(f"{found}。{year}年度的地方格式：{known}。请写明格式名称，或者不写 --region。")
    for standard in fitting:
        if standard.file.default:
            return standard
    known = "、".join(s.id for s in fitting) or "没有"
    raise InputError(f"没有{kind}{year}年度自动选用的年报格式。这一年度可用的格式：{known}。请写明格式名称。")


def alternatives(standard: Standard, year: int, folder: Path | None = None) -> list[Standard]:
    """The other forms of the same kind of unit that a report on this year may follow."""
    known = all_standards(folder)
    return [s for s in known if s.id != standard.id and s.file.kind == standard.file.kind and s.covers(year)]


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []

    def load(self) -> Standard:
        from generator.standard.drafts import check_drafts, read_drafts  # no draft is checked in most runs

        file, source = self._read("standard.yaml", StandardFile)
        self._stop()
        assert file is not None
        loaded = {name: self._read(f"tables/{name}.yaml", Table) for name in file.tables}
        self._stop()
        tables = {name: table for name, (table, _) in loaded.items() if table is not None}
        self._questions(file, source)
        for name, table in tables.items():
            self._keys(name, table, loaded[name][1])
        self._stop()
        self._bind(file, source, tables, {name: found for name, (_, found) in loaded.items()})
        self._stop()
        drafts = read_drafts(self.folder, file, self.problems)
        self._stop()
        standard = Standard(self.folder.name, self.folder, file, tables, drafts)
        for meaning, problem in wrong_meanings(standard):
            self._say("standard.yaml", source.line(("means", meaning)), f"means.{meaning}: {problem}")
        self.problems += check_drafts(standard)
        self._stop()
        return standard

    def _stop(self) -> None:
        if self.problems:
            raise DefinitionError(self.problems)

    def _say(self, name: str, line: int, problem: str) -> None:
        self.problems.append(f"{self.folder.name}/{name}:{line}: {problem}")

    def _read(self, name: str, model: type[Model]) -> tuple[Model | None, Source]:
        from generator.standard.definition_file import read_definition  # with pydantic, which only sources need
        from generator.standard.yaml_source import Source

        try:
            return read_definition(self.folder / name, f"{self.folder.name}/{name}", model)
        except DefinitionError as error:
            self.problems += error.problems
            return None, Source()

    def _questions(self, file: StandardFile, source: Source) -> None:
        for key in (AGENCY, YEAR, DATE):
            if key not in file.questions:
                self._say("standard.yaml", source.line(("questions",)), f"questions 里要有 {key}")
        for mark in MARK.findall(file.report_title):
            if mark not in (AGENCY, YEAR, "next_year"):
                self._say("standard.yaml", source.line(("report_title",)), f"标题里不能写 {{{{{mark}}}}}")
        for key in file.questions:
            if key in file.tables:
                self._say("standard.yaml", source.line(("questions", key)), f"问题 {key} 与表重名")

    def _keys(self, name: str, table: Table, source: Source) -> None:
        """Keys are unique in a table; sums name rows and columns that exist; stubs show what the rows have."""
        where, seen = f"tables/{name}.yaml", set()
        for band in table.stacked:
            rows, columns = [r.key for r in rows_at(band.rows)], [c.key for c in columns_at(band.columns)]
            spanners, groups = column_groups(band.columns), row_groups(band.rows)
            for key in rows:
                if key in seen:
                    self._say(where, _line_of(source, key), f"{key} 在这张表里用了两次")
                seen.add(key)
            known_rows, known_columns = {*rows, *groups}, {*columns, *spanners}
            sums = [(r.key, key, known_rows) for r in rows_at(band.rows) for key in r.row.sum]
            sums += [(c.key, key, known_columns) for c in columns_at(band.columns) for key in c.column.sum]
            for key, part, known in sums:
                if part not in known or part == key:
                    self._say(where, _line_of(source, key, "sum"), f"{key} 的 sum 里没有 {part} 这一项可加")
            if set(rows) & set(columns):
                self._say(where, 1, f"行和列重名：{'、'.join(sorted(set(rows) & set(columns)))}")

    def _bind(self, file: StandardFile, source: Source, tables: dict[str, Table], sources: dict[str, Source]) -> None:
        binder = Binder(tables, {key: question.kind for key, question in file.questions.items()})
        instances: list[Instance] = []
        codes: set[str] = set()
        places: list[tuple[str, str, dict[str, Check], Source]] = [
            (name, f"tables/{name}.yaml", table.checks, sources[name]) for name, table in tables.items()
        ]
        for name, where, checks, found in [*places, ("", "standard.yaml", file.checks, source)]:
            for code, check in checks.items():
                line = found.line(("checks", code))
                if code in codes:
                    self._say(where, line, f"代码 {code} 用了两次")
                codes.add(code)
                try:
                    instances += binder.bind(code, check, name)
                except EquationError as problem:
                    self._say(where, _line_in_check(found, code, str(problem)), f"checks.{code}: {problem}")
        checked = {(i.total, i.equation.right) for i in instances if i.total}
        for shape in binder.shapes.values():
            for figure in shape.figures.values():
                if figure.is_total and sum(address == figure.address for address, _ in checked) < len(figure.sums):
                    self._say(
                        f"tables/{figure.table}.yaml", 1, f"合计 {figure.address} 没有 checks 里的代码（total: …）"
                    )
                    return


def _line_of(source: Source, *keys: str) -> int:
    """The line of the first path that ends with these keys."""
    for path, line in source.lines.items():
        if path[-len(keys) :] == keys:
            return line
    return 1


def _line_in_check(source: Source, code: str, problem: str) -> int:
    """The line in a check that holds a word of the problem; else the line of its rule."""
    words = set(problem.split())
    for path, line in source.lines.items():
        if path[:2] == ("checks", code) and len(path) > 2:
            value = source.values
            for part in path:
                value = value[part]
            if isinstance(value, str) and words & set(value.replace(".", " ").split()):
                return line
    return source.line(("checks", code, "rule"))
