"""The answers file, YAML or JSON: the native format, read with the line of every answer and written to be read by people.

    standard: national-2021
    year: 2023
    cover: {agency: …, date: 2024-01-25}
    tables:
      applications:
        new: {natural_person: 3402, business: 99}
    text: {overview.proactive: …}        added to the draft
    rewrite: {other: …}                  in the draft's stead
    titles: {overview: 一、工作概况}       the office's own; `report` is the title of the report
    chapters: [overview, own1, other]    the chapters in its own order; those that are not here are left out
    reasons: {T3-4: …}                   why a warning is left; `T3-4 applications.carried_over.total` for one place
A row with one column may be written `row: 498`, a table with one row as its columns alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.answers.answer import Answer, Answers, Reason
from generator.document.places import Place
from generator.errors import InputError
from generator.package.gate import read_bytes
from generator.standard.definition import YEAR
from generator.standard.library import load_standard
from generator.standard.model import Standard
from generator.standard.yaml_source import KeyPath, YamlSource, read_yaml

_LONGEST_CODE = 300  # characters of a rule's code and the place behind it
_SECTIONS = (
    "standard",
    "year",
    "cover",
    "tables",
    "text",
    "rewrite",
    "titles",
    "chapters",
    "reasons",
    "units",
    "wizard",
)


def read_answers_file(path: Path, templates: Path | None = None) -> Answers:
    """Read an answers file; raises InputError when it is not one."""
    data = read_bytes(path, limit=2_000_000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path.name}：不是 UTF-8 编码的文本，请用记事本等另存为 UTF-8。") from None
    source = _source(path.name, text)
    if source.problems:
        listed = "；".join(f"{path.name}:{line}: {problem}" for line, problem in source.problems[:5])
        raise InputError(f"{listed}。请改正后再试。")
    if not isinstance(source.values, dict) or "standard" not in source.values or "year" not in source.values:
        raise InputError(f"{path.name}：不是填报数据文件，开头要有 standard（年报格式）和 year（报告年度）两项。")
    year = str(source.values["year"])
    if not re.fullmatch(r"\d{4}", year):
        raise InputError(f"{path.name}:{source.line(('year',))}: year 写的是“{year}”，要写四位数字的报告年度。")
    try:
        standard = load_standard(str(source.values["standard"]), templates)
    except InputError as problem:
        raise InputError(f"{path.name}:{source.line(('standard',))}: {problem}") from None
    if not standard.covers(int(year)):
        raise InputError(
            f"{path.name}:{source.line(('year',))}: {standard.out_of_span(int(year))}请改 standard 或 year。"
        )
    return _FileReader(path.name, source, standard, int(year)).read()


def reads_back(name: str, text: str, standard: Standard, year: int) -> Answers | None:
    """What the text of an answers file of this form and year holds; None when it is none."""
    source = _source(name, text)
    if source.problems or not isinstance(source.values, dict):
        return None
    if (source.values.get("standard"), source.values.get("year")) != (standard.id, str(year)):
        return None
    return _FileReader(name, source, standard, year).read()


def _source(name: str, text: str) -> YamlSource:
    return _read_json(text) if name.lower().endswith(".json") else read_yaml(text, typed=False)


def _read_json(text: str) -> YamlSource:
    """JSON with the lines that YAML, its superset, finds in it."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice = [key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number])]
        if twice:
            raise ValueError(f"{twice[0]} 写了两次")
        return dict(pairs)

    try:
        if text.count("[") + text.count("{") > 20_000:
            raise ValueError("嵌套太多")
        values = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=unique)
    except json.JSONDecodeError as problem:
        return YamlSource(problems=[(problem.lineno, "不是合格的 JSON：这里读不懂，检查逗号、冒号、引号和括号")])
    except (ValueError, RecursionError) as problem:
        return YamlSource(problems=[(1, f"不是合格的 JSON：{problem}" if str(problem) else "嵌套太深")])
    lines = read_yaml(text, typed=False)
    return YamlSource(values, {} if lines.problems else lines.lines)


class _FileReader:
    def __init__(self, name: str, source: YamlSource, standard: Standard, year: int) -> None:
        self.name, self.source, self.standard, self.year = name, source, standard, year
        self.strays: list[Answer] = []

    def read(self) -> Answers:
        for key in self.source.values:
            if key not in _SECTIONS:
                self._stray((key,), f"没有 {key} 这一项（只有 {'、'.join(_SECTIONS)}）")
        questions = self._section("cover", self.standard.questions)
        questions.setdefault(YEAR, Answer(str(self.year), self._place(("year",))))
        figures = dict(self._figures())
        titles, chapters = self._section("titles", self.standard.titled), tuple(self._chapters())
        reasons, within = tuple(self._reasons()), tuple(self._within())
        return Answers(
            self.standard.id,
            self.year,
            self.name,
            figures,
            questions,
            self._section("text", self.standard.text_slots),
            self._section("rewrite", [key for key in self.standard.text_slots if self.standard.rewritable(key)]),
            self._places(figures, questions),
            tuple(self.strays),
            self._progress(),
            reasons,
            titles=titles,
            chapters=chapters,
            within=within,
        )

    def _within(self) -> Iterator[str]:
        """The units whose sum it is."""
        listed = self.source.values.get("units")
        if listed is not None and not isinstance(listed, list):
            self._stray(("units",), "units 要写成一列单位名称")
            return
        yield from (str(name) for name in listed or () if not isinstance(name, dict | list))

    def _chapters(self) -> Iterator[Answer]:
        """The keys of the chapters in the office's own order."""
        listed = self.source.values.get("chapters")
        if listed is not None and not isinstance(listed, list):
            self._stray(("chapters",), "chapters 要写成一列章的名称，如 [overview, other]")
            return
        for key in listed or ():
            if isinstance(key, dict | list):
                self._stray(("chapters",), "chapters 里每一项只写一章的名称")
            else:
                yield Answer(str(key), self._place(("chapters",)))

    def _reasons(self) -> Iterator[Reason]:
        for key, value in self._mapping(("reasons",), self.source.values.get("reasons")).items():
            path = ("reasons", key)
            answer = self._typed(path, value, "一句话：为什么不用改")
            code, _, spot = key.strip().partition(" ")
            if len(key) > _LONGEST_CODE:
                self._stray(path, f"{key[:20]}……：规则代码太长，写成“代码”或“代码 位置”，如 T3-4")
            elif not isinstance(value, dict | list):
                yield Reason(code, spot.strip(), answer.text if answer else "", self._place(path))

    def _progress(self) -> tuple[str, ...]:
        """What the wizard has asked; only the wizard reads it."""
        steps = self.source.values.get("wizard")
        return tuple(str(step) for step in steps) if isinstance(steps, list) else ()

    def _place(self, path: KeyPath) -> Place:
        return Place(file=self.name, line=self.source.line(path) if self.source.lines else 0)

    def _stray(self, path: KeyPath, problem: str) -> None:
        self.strays.append(Answer(str(path[-1]), self._place(path), problem))

    def _mapping(self, path: KeyPath, value: Any) -> Mapping[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._stray(path, f"{path[-1]} 下面要写成“名称: 内容”")
            return {}
        return value

    def _typed(self, path: KeyPath, value: Any, wanted: str) -> Answer | None:
        """A scalar as it was typed; None for nothing typed, and for what is no scalar."""
        if isinstance(value, dict | list):
            self._stray(path, f"{path[-1]} 要写成{wanted}")
            return None
        text = str(value).lower() if isinstance(value, bool) else str(value or "")
        return Answer(text, self._place(path)) if text.strip() else None

    def _section(self, name: str, known: Collection[str]) -> dict[str, Answer]:
        found = {}
        for key, value in self._mapping((name,), self.source.values.get(name)).items():
            if key not in known:
                self._stray((name, key), self._unknown(name, key))
            elif answer := self._typed((name, key), value, "一段文字或一个数"):
                found[key] = answer
        return found

    def _unknown(self, section: str, key: str) -> str:
        """Why a section cannot have an entry."""
        if section == "titles" and self.standard.file.official_chapters:
            return f"{self.standard.id} 的标题和各章是规定的，不能改名"
        return f"{section} 里没有 {key} 这一项"

    def _figures(self) -> Iterator[tuple[str, Answer]]:
        for table, rows in self._mapping(("tables",), self.source.values.get("tables")).items():
            path: KeyPath = ("tables", table)
            if table not in self.standard.tables:
                self._stray(path, f"没有 {table} 这张表（只有 {'、'.join(self.standard.tables)}）")
                continue
            shape = self.standard.shape(table)
            rows = self._mapping(path, rows)
            if len(shape) == 1 and rows and not set(rows) <= set(shape):
                row, columns = next(iter(shape.items()))
                yield from self._row(f"{table}.{row}", columns, path, rows)
                continue
            for row, values, at in self._written_out(table, rows):
                if row not in shape:
                    self._stray(at, f"表 {table} 没有 {row} 这一行")
                else:
                    yield from self._row(f"{table}.{row}", shape[row], at, values)

    def _written_out(self, table: str, rows: Mapping[str, Any]) -> Iterator[tuple[str, Any, KeyPath]]:
        """The rows with where they are written; a list under one that repeats is the rows it stands for."""
        repeating = self.standard.repeating(table)
        for row, values in rows.items():
            path: KeyPath = ("tables", table, row)
            if row not in repeating:
                yield row, values, path
                continue
            if not isinstance(values or [], list):
                self._stray(path, "这里要写成列表，一行一项，前面加 - 号")
                continue
            values = values or []
            if len(values) > len(repeating[row]):
                self._stray(
                    path,
                    f"“{self.standard.tables[table].title}”最多填 {len(repeating[row])} 行，这里写了 {len(values)} 行",
                )
            listed = zip(repeating[row], values, strict=False)
            yield from ((key, one, (*path, number)) for number, (key, one) in enumerate(listed))

    def _row(self, prefix: str, columns: list[str], path: KeyPath, values: Any) -> Iterator[tuple[str, Answer]]:
        if not isinstance(values, dict) and (len(columns) != 1 or isinstance(values, list)):
            self._stray(path, f"这一行有 {len(columns)} 个数，要写成 {{{columns[0]}: 数, …}}")
            return
        for column, value in (values if isinstance(values, dict) else {columns[0]: values}).items():
            if column not in columns:
                self._stray((*path, column), f"这一行没有 {column} 这一列（只有 {'、'.join(columns)}）")
            elif answer := self._typed((*path, column), value, "一个数"):
                yield f"{prefix}.{column}", answer

    def _places(self, figures: Mapping[str, Answer], questions: Mapping[str, Answer]) -> dict[str, Place]:
        paths: dict[str, KeyPath] = {address: ("tables", *address.split(".")) for address in self.standard.figures}
        paths |= {f"cover.{key}": ("cover", key) for key in self.standard.questions}
        paths |= {
            f"{section}.{slot}": (section, slot) for slot in self.standard.text_slots for section in ("text", "rewrite")
        }
        paths |= {f"titles.{key}": ("titles", key) for key in self.standard.titled}
        given = {**figures, **{f"cover.{key}": answer for key, answer in questions.items()}}
        return {name: given[name].place if name in given else self._place(path) for name, path in paths.items()}
