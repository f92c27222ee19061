"""Mistakes in files of definitions: each told at its line, in Chinese, in the words of the file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.errors import DefinitionError
from generator.proofreading.catalogue import rule_files
from generator.standard.definition_file import read_definition
from generator.standard.library import templates_folder
from generator.standard.table_definition import Table

TABLE = """\
title: 甲表
sheet: 甲
columns: {number: 数量}
rows:
  first:
    label: 第一行
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("catalogue", "title:", "titel:", ["titel: 没有这个词，检查拼写", "title: 缺这一项"]),
        ("catalogue", "severity: error", "severity: wrong", ["severity: 只能是"]),
        ("parameters", "first: 20", "first: abc20", ["first: 要写整数"]),
        ("mentions", "unit: 件|起|宗|例|次|个|案", "unit: 5", ["unit: 要写文字"]),
    ],
)
def test_a_mistake_in_the_rules_is_told_as_one_in_a_standard(
    file: str, old: str, new: str, told: list[str], tmp_path: Path
) -> None:
    shutil.copytree(templates_folder() / "rules", tmp_path / "rules")
    path = tmp_path / "rules" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        rule_files(tmp_path)
    line = text[: text.index(old)].count("\n") + 1
    for words in told:
        (problem,) = [one for one in raised.value.problems if words in one]
        name, number, _ = problem.split(":", 2)
        assert name == f"rules/{file}.yaml"
        assert abs(int(number) - line) <= 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: 甲表\n", "", "1: title: 缺这一项"),
        ("title: 甲表", "title: 7", "1: title: 要写文字"),
        ("title: 甲表", 'title: ""', "1: title: 不能空着"),
        ("sheet: 甲", f"sheet: {'甲' * 29}", "2: sheet: 太长"),
        ("sheet: 甲", "sheet: 甲/乙", "2: sheet: '甲/乙' 的写法不对"),
        ("{number: 数量}", "[数量]", "3: columns: 要写成 名称: 内容 的样子"),
        ("{number: 数量}", "{number: [数量]}", "3: columns.number: 要写成 名称: 内容 的样子"),
        ("{number: 数量}", "{Number: 数量}", "3: columns.Number: 'Number' 的写法不对"),
        ("{number: 数量}", "{items: 数量}", "3: columns.items: items 是保留字"),
        ("label: 第一行", "label: 第一行\n    head: above", "5: rows.first: 有 head 就要有 rows"),
        (
            "label: 第一行",
            "label: 第一行\n    head: below",
            "7: rows.first.head: 只能是 'above' 或 'beside'，不能是 'below'",
        ),
        ("label: 第一行", "label: 第一行\n    optional: 是", "7: rows.first.optional: 要写 true 或 false"),
        ("label: 第一行", "label: 第一行\n    sum: first", "7: rows.first.sum: 要写成列表"),
        (
            "label: 第一行",
            "label: 第一行\n    rows: {second: {lable: 第二行}}",
            "7: rows.first.rows.second.lable: 没有这个词",
        ),
    ],
)
def test_every_kind_of_mistake_is_told_in_chinese(old: str, new: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        read_definition(path, "table.yaml", Table)
    assert any(problem.startswith(f"table.yaml:{told}") for problem in raised.value.problems), raised.value.problems
    for problem in raised.value.problems:
        words = problem.rsplit(": ", 1)[1]
        assert not re.search(r"\b(should|must|required|expected|value|input|valid)\b", words, re.IGNORECASE)
