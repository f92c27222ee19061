"""YAML with places: text becomes plain values, and every path in it knows its line.

Both the standards and the users' answers files come through here, so the traps of YAML are closed here: duplicate keys,
anchors and aliases, tags, keys that are not text. Scalars stay as they were typed; only quoting tells text from a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.words.characters import FORBIDDEN, UNSEEN

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover - a Python without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

KeyPath = tuple[str | int, ...]
MAX_DEPTH = 24
_YAML = "tag:yaml.org,2002:"
_SCALARS = ("str", "int", "float", "bool", "null", "timestamp")
_KINDS = {"map": yaml.MappingNode, "seq": yaml.SequenceNode} | dict.fromkeys(_SCALARS, yaml.ScalarNode)


@dataclass
class YamlSource:
    """The values of one file, the line of each path, and the problems met on the way, as (line, problem)."""

    values: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of a path, or of the nearest part above it that is in the file."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def read_yaml(text: str, *, typed: bool = True) -> YamlSource:
    """Read one YAML document; with `typed` false every scalar stays the text that was typed (null is None)."""
    source = YamlSource()
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        source.problems.append((mark.line + 1 if mark else 1, _chinese(str(problem.problem or problem.context))))
    except yaml.YAMLError as problem:  # of a character that no text may hold; the position is counted in characters
        source.problems.append((text.count("\n", 0, getattr(problem, "position", 0)) + 1, _chinese(str(problem))))
    except RecursionError:
        source.problems.append((1, "嵌套太深"))
    else:
        if node is not None:
            source.values = _Reader(source, typed).value(node, ())
    return source


_WRONG = (
    (
        "mapping values are not allowed|could not find expected ':'",
        "冒号用得不对，文字里有冒号的要加引号，每项写成“名称: 内容”",
    ),
    ("cannot start any token", "不能这样开头（制表符、@、%、` 等），文字要加引号，缩进用空格"),
    ("unexpected end of stream", "引号没有成对"),
    ("undefined alias|anchor", "不能用锚点和别名（&、*），文字以它们开头的要加引号"),
    ("hexdecimal|escape", "反斜杠后面的写法不对，文字请用单引号"),
    ("not allowed|acceptable character", UNSEEN),
    ("", "这里读不懂，检查缩进、括号、引号和逗号"),
)


def _chinese(problem: str) -> str:
    """What the YAML library found, in words for whoever typed it."""
    return f"不是合格的 YAML：{next(told for sign, told in _WRONG if re.search(sign, problem))}"


class _Reader:
    def __init__(self, source: YamlSource, typed: bool) -> None:
        self.source, self.typed = source, typed
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        line = node.start_mark.line + 1
        self.source.lines.setdefault(path, line)
        if id(node) in self.seen:
            return self.refuse(line, "不能用锚点和别名（&、*），请把内容直接写出来")
        self.seen.add(id(node))
        if len(path) > MAX_DEPTH:
            return self.refuse(line, "嵌套太深")
        kind = node.tag.removeprefix(_YAML)
        if not isinstance(node, _KINDS.get(kind, ())):
            return self.refuse(line, f"不能用标签 {node.tag}")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if kind == "seq":
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        if self.typed and FORBIDDEN.search(node.value):
            return self.refuse(line, UNSEEN)
        return self.scalar(kind, node.value)

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> Any:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key, str) or key_node.tag == f"{_YAML}merge":
                self.refuse(line, "这里要写一个名称")
                continue
            if self.typed and key_node.tag != f"{_YAML}str":
                self.refuse(line, f"名称 {key} 会被 YAML 当成别的值，请加引号或换一个名称")
            if self.typed and FORBIDDEN.search(key):
                self.refuse(line, UNSEEN)
            if key in result:
                self.refuse(line, f"{key} 写了两次")
            self.source.lines[(*path, key)] = line
            result[key] = self.value(value_node, (*path, key))
        return result

    def scalar(self, kind: str, text: str) -> Any:
        if kind == "null":
            return None
        if self.typed and kind == "bool":
            return text.lower() in ("true", "yes", "on")
        if self.typed and kind == "int" and text.isdecimal():
            return int(text)
        return text

    def refuse(self, line: int, problem: str) -> None:
        self.source.problems.append((line, problem))
