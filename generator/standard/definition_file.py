"""One file of definitions from its source: YAML to a checked dataclass, every mistake told in Chinese at its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.errors import DefinitionError
from generator.standard.strict_definition import Definition
from generator.standard.yaml_source import YamlSource, read_yaml

Model = TypeVar("Model", bound=Definition)
# What pydantic finds, in words for the writer of a standard.
_CHINESE = {
    "missing": "缺这一项",
    "unexpected_keyword_argument": "没有这个词，检查拼写",
    "string_type": "要写文字",
    "int_type": "要写整数",
    "int_parsing": "要写整数",
    "bool_type": "要写 true 或 false",
    "list_type": "要写成列表 [甲, 乙]",
    "dict_type": "要写成 名称: 内容 的样子",
    "dataclass_type": "要写成 名称: 内容 的样子",
    "string_too_short": "不能空着",
    "too_short": "不能空着",
    "string_too_long": "太长",
    "less_than_equal": "太大，最多是 {le}",
    "greater_than_equal": "太小，最少是 {ge}",
    "literal_error": "只能是 {expected}，不能是 {input!r}",
    "value_error": "{error}",
    "string_pattern_mismatch": "{input!r} 的写法不对（应符合 {pattern}）",
}


def read_definition(path: Path, name: str, model: type[Model]) -> tuple[Model, YamlSource]:
    """The definition and the places of its words; raises DefinitionError with all mistakes as `name:line: what is wrong`."""
    try:
        source = read_yaml(path.read_text(encoding="utf-8"))
    except OSError:
        source = YamlSource(problems=[(1, "没有这个文件")])
    except UnicodeDecodeError:
        source = YamlSource(problems=[(1, "不是 UTF-8 编码")])
    problems = source.problems
    if not problems:
        try:
            # As JSON, for then pydantic makes the dataclasses itself and is strict with all that stands in them.
            return TypeAdapter(model).validate_json(json.dumps(source.values)), source
        except ValidationError as error:
            problems = [_told(source, problem) for problem in error.errors(include_url=False)]
    raise DefinitionError([f"{name}:{line}: {problem}" for line, problem in problems])


def _told(source: YamlSource, problem: Any) -> tuple[int, str]:
    path = tuple(part for part in problem["loc"] if part != "[key]")
    known = problem | problem.get("ctx", {})
    known["expected"] = str(known.get("expected", "")).replace(" or ", " 或 ")
    words = _CHINESE.get(problem["type"], "{msg}").format(**known)
    return source.line(path), f"{'.'.join(map(str, path)) or '文件'}: {words}"
