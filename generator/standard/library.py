"""Where the standards lie, and the loading of one: YAML to a checked Standard, every mistake at file:line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, reduce
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.errors import DefinitionError, InputError
from generator.standard.binding import Binder, Instance
from generator.standard.compiled import compiled_definitions, compiled_folder
from generator.standard.conditions import Conditional, wrong_conditions
from generator.standard.definition import AGENCY, DATE, YEAR, StandardFile
from generator.standard.equation import EquationError
from generator.standard.figures import column_groups, columns_at, row_groups, rows_at
from generator.standard.meanings import wrong_meanings, wrong_pictures, wrong_words
from generator.standard.model import Draft, Standard
from generator.standard.strict_definition import Definition
from generator.standard.table_definition import Table

if TYPE_CHECKING:
    from generator.standard.yaml_source import KeyPath, YamlSource

Model = TypeVar("Model", bound=Definition)
MARK = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_SCHOOL = re.compile("(?:大学|学院|高等专科学校|职业学校)$")
_SERVICE = re.compile(
    "(?:医院|卫生院|卫生服务中心|疾病预防控制中心|中学|小学|幼儿园|学校|自来水(?:公司|厂)|(?:供水|供电|供气|供热|燃气|热力|水务|电力|公交|公共交通|排水)[^局]{0,10}公司)$"
)
_FIRST_REPORTS = {
    "行政机关": (
        2008,
        "{year}年还没有编制政府信息公开工作年度报告的义务：《中华人民共和国政府信息公开条例》自2008年5月1日起施行，最早的一份是2008年度报告。",
    ),
    "公共企事业单位": (
        2008,
        "{year}年还没有公共企事业单位信息公开的规定：《中华人民共和国政府信息公开条例》自2008年5月1日起施行，最早的一份是2008年度报告。",
    ),
    "高校": (
        2010,
        "{year}年还没有编制高校信息公开年度报告的义务：《高等学校信息公开办法》自2010年9月1日起施行，最早的一份是2010-2011学年报告。",
    ),
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
        raise InputError(f"没有名为“{_one_line(name)}”的年报格式。现有：{'、'.join(standard_ids(home))}。")
    return _compiled(home / name) or read_standard(home / name)


def program() -> list[Path]:
    """The modules that check a standard."""
    return sorted(Path(__file__).parent.glob("*.py"))


def read_standard(source: Path) -> Standard:
    """One standard from its sources; raises DefinitionError with every mistake at its line."""
    return _Loader(source).load()


def _compiled(source: Path) -> Standard | None:
    """A bundled standard as it was checked when the program was installed; None when it has changed since."""
    found = compiled_definitions(source, templates_folder(), program())
    if not found:
        return None
    drafts = {key: draft._replace(compiled=compiled_folder(source)) for key, draft in found["drafts"].items()}
    return Standard(source.name, source, found["file"], found["tables"], drafts)


def all_standards(folder: Path | None = None) -> list[Standard]:
    """Every standard, by the first year it was in force."""
    return list(_all(folder))


@lru_cache(maxsize=8)
def _all(folder: Path | None) -> tuple[Standard, ...]:
    found = [load_standard(name, folder) for name in standard_ids(folder)]
    return tuple(sorted(found, key=lambda standard: (standard.file.span, standard.id)))


def standard_for_year(year: int, kind: str = "行政机关", region: str = "", folder: Path | None = None) -> Standard:
    """The standard that a report on this year follows by itself; raises InputError with a reason when there is none.

    For 高校 the year is the one in which the academic year begins. With a region its own form is taken.
    """
    first, no_duty = _FIRST_REPORTS[kind]
    if year < first:
        raise InputError(no_duty.format(year=year))
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


def kind_by_name(agency: str) -> str:
    """What kind of unit a name is of: 高校, 公共企事业单位, or 行政机关."""
    if _SCHOOL.search(agency):
        return "高校"
    return "公共企事业单位" if _SERVICE.search(agency) else "行政机关"


class _Loader:
    """The mistakes of one folder, each file with the lines of its words."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.sources: dict[str, YamlSource] = {}

    def load(self) -> Standard:
        from generator.standard.drafts import check_drafts, read_drafts  # no draft is checked in most runs

        file = self._read("standard.yaml", StandardFile)
        self._stop()
        tables = {name: self._read(f"tables/{name}.yaml", Table) for name in file.tables}
        self._stop()
        drafts: dict[str, Draft] = {}
        standard = Standard(self.folder.name, self.folder, file, tables, drafts)
        self._questions(file)
        for name, table in tables.items():
            self._keys(f"tables/{name}.yaml", table, file)
        self._stop()
        self._checks(standard)
        self._stop()
        drafts |= read_drafts(self.folder, file, self.problems)
        self._stop()
        for meaning, problem in wrong_meanings(standard):
            self._say("standard.yaml", f"means.{meaning}: {problem}", "means", meaning)
        for keys, problem in (*wrong_pictures(standard), *wrong_words(standard)):
            self._say("standard.yaml", f"{'.'.join(keys)}: {problem}", *keys)
        self.problems += check_drafts(standard)
        self._stop()
        return standard

    def _stop(self) -> None:
        if self.problems:
            raise DefinitionError(self.problems)

    def _say(self, name: str, problem: str, *keys: str | int) -> None:
        """Note a problem at the first path of a file that ends with these keys."""
        lines = self.sources[name].lines.items()
        line = next((line for path, line in lines if keys and path[-len(keys) :] == keys), 1)
        self.problems.append(f"{self.folder.name}/{name}:{line}: {problem}")

    def _read(self, name: str, model: type[Model]) -> Model:
        """One file; when it is wrong nothing that is read is used."""
        from generator.standard.definition_file import read_definition  # with pydantic, which only sources need

        try:
            found, self.sources[name] = read_definition(self.folder / name, f"{self.folder.name}/{name}", model)
        except DefinitionError as error:
            self.problems += error.problems
            return None  # type: ignore[return-value]
        return found

    def _questions(self, file: StandardFile) -> None:
        for key in (AGENCY, YEAR, DATE):
            if key not in file.questions:
                self._say("standard.yaml", f"questions 里要有 {key}", "questions")
        for mark in MARK.findall(file.report_title):
            if mark not in (AGENCY, YEAR, "next_year"):
                self._say("standard.yaml", f"标题里不能写 {{{{{mark}}}}}", "report_title")
        for key, question in file.questions.items():
            if question.nothing_without and question.nothing_without not in file.questions:
                self._say(
                    "standard.yaml", f"没有 {question.nothing_without} 这个问题", "questions", key, "nothing_without"
                )
            if key in file.tables:
                self._say("standard.yaml", f"问题 {key} 与表重名", "questions", key)
        parts = {key: part for chapter in file.chapters.values() for key, part in chapter.parts.items()}
        for told in (file.questions, file.chapters, parts, file.wanted):
            self._conditions("standard.yaml", told, file)

    def _conditions(self, where: str, told: Mapping[str, Conditional], file: StandardFile) -> None:
        for key, problem in wrong_conditions(told, file.questions):
            self._say(where, f"{key}: {problem}", key)

    def _keys(self, where: str, table: Table, file: StandardFile) -> None:
        """Keys are unique in a table; sums name rows and columns that exist; stubs show what the rows have."""
        seen: set[str] = set()
        for band in table.stacked:
            self._conditions(where, {getattr(r.row, "of", r.key): r.row for r in rows_at(band.rows)}, file)
            self._conditions(where, {c.key: c.column for c in columns_at(band.columns)}, file)
            rows = {r.key: r.row.sum for r in rows_at(band.rows)}
            columns = {c.key: c.column.sum for c in columns_at(band.columns)}
            for row in rows_at(band.rows):
                if row.key in seen:
                    self._say(where, f"{row.key} 在这张表里用了两次", row.key)
                seen.add(row.key)
            for sums, known in (
                (rows, {*rows, *row_groups(band.rows)}),
                (columns, {*columns, *column_groups(band.columns)}),
            ):
                for key, part in ((key, part) for key, parts in sums.items() for part in parts):
                    if part not in known or part == key:
                        self._say(where, f"{key} 的 sum 里没有 {part} 这一项可加", key, "sum")
            if both := sorted(rows.keys() & columns.keys()):
                self._say(where, f"行和列重名：{'、'.join(both)}")

    def _checks(self, standard: Standard) -> None:
        binder = Binder(standard.tables, standard.figures, standard.questions)
        instances: list[Instance] = []
        codes: set[str] = set()
        for table, code, check in standard.checks:
            where = f"tables/{table}.yaml" if table else "standard.yaml"
            if code in codes:
                self._say(where, f"代码 {code} 用了两次", "checks", code)
            codes.add(code)
            try:
                instances += binder.bind(code, check, table)
            except EquationError as problem:
                path = _word_in_check(self.sources[where], code, str(problem))
                self._say(where, f"checks.{code}: {problem}", *path)
        checked = {(i.total, tuple(o.refs[0] for o in i.equation.right)) for i in instances if i.total}
        for address, figure in standard.figures.items():
            if not checked >= {(address, parts) for parts in figure.sums}:
                self._say(f"tables/{figure.table}.yaml", f"合计 {address} 没有 checks 里的代码（total: …）")
                return


def _word_in_check(source: YamlSource, code: str, problem: str) -> KeyPath:
    """The path in a check that holds a word of the problem; else that of its rule."""
    words = set(problem.split())
    for path in source.lines:
        if path[:2] == ("checks", code) and len(path) > 2:
            value = reduce(getitem, path, source.values)
            if isinstance(value, str) and words & set(value.replace(".", " ").split()):
                return path
    rule = ("checks", code, "rule")
    return rule if rule in source.lines else rule[:2]


def _one_line(name: str) -> str:
    """A name from a file as it stands in a sentence."""
    line = " ".join(name.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
