"""Answers to an answers file: YAML with the form's own words beside every entry, or JSON. Numbers stay as they were typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.answers.answer import Answer, Answers
from generator.standard.definition import YEAR
from generator.standard.model import Standard

_LONGEST_KEY = 100  # characters; YAML takes no more than 1024 before the colon on a line
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def answers_as_data(standard: Standard, answers: Answers) -> dict[str, Any]:
    """The content of an answers file as plain values, numbers as they were typed."""
    tables: dict[str, Any] = {}
    for address, answer in answers.figures.items():
        table, row, column = address.split(".")
        shape = standard.shape(table)
        rows = tables.setdefault(table, {})
        if len(shape) == 1:
            rows[column] = answer.text
        elif len(shape[row]) == 1:
            rows[row] = answer.text
        else:
            rows.setdefault(row, {})[column] = answer.text
    reasons = {f"{reason.code} {reason.spot}".strip(): reason.text for reason in answers.reasons}
    return {
        "standard": answers.standard,
        "year": answers.year,
        "cover": {key: answer.text for key, answer in _cover(answers)},
        "tables": tables,
        "text": {key: answer.text for key, answer in answers.texts.items()},
        "rewrite": {key: answer.text for key, answer in answers.rewrites.items()},
        **({"titles": {key: answer.text for key, answer in answers.titles.items()}} if answers.titles else {}),
        **({"chapters": [answer.text for answer in answers.chapters]} if answers.chapters else {}),
        **({"reasons": reasons} if reasons else {}),
        **({"units": list(answers.within)} if answers.within else {}),
    }


def _cover(answers: Answers) -> Iterator[tuple[str, Answer]]:
    """The answers of the cover; its year only where it is not the form's, for that is a mistake to be told."""
    for key, answer in answers.questions.items():
        if key != YEAR or answer.text.strip() != str(answers.year):
            yield key, answer


def write_answers_json(standard: Standard, answers: Answers) -> str:
    """The answers as JSON text."""
    return json.dumps(answers_as_data(standard, answers), ensure_ascii=False, indent=2) + "\n"


def write_answers_yaml(standard: Standard, answers: Answers) -> str:
    """The answers as YAML text, each table, row and question with the form's own words beside it."""
    data = answers_as_data(standard, answers)
    lines = [
        f"# {standard.file.name}（{standard.file.document}）",
        f"standard: {data['standard']}",
        f"year: {data['year']}",
    ]
    lines += ["", "cover:"] if data["cover"] else []
    for key, text in data["cover"].items():
        lines.append(f"  {key}: {_scalar(text)}  # {standard.questions[key].label}")
    lines += ["", "tables:"] if data["tables"] else []
    for table, rows in data["tables"].items():
        lines.append(f"  {table}:  # {standard.tables[table].title}")
        for key, value in rows.items():
            lines.append(f"    {key}: {_value(value)}{_comment(standard, table, key, answers.year)}")
    for section in ("text", "rewrite"):
        lines += ["", f"{section}:"] if data[section] else []
        for key, text in data[section].items():
            lines.append(f"  # {standard.text_slots[key].title}")
            lines.append(f"  {key}: {_block(text)}")
    lines += _arranged(data)
    if reasons := data.get("reasons"):
        lines += ["", "# 提醒为什么不用改", "reasons:"]
        lines += [f"  {_key(key)}: {_scalar(text)}" for key, text in reasons.items()]
    if answers.within:
        lines += ["", "# 已经加进来的单位", "units:", *(f"  - {_scalar(name)}" for name in answers.within)]
    if answers.progress:
        lines += ["", "# 问答填报已经问到的地方", "wizard:", *(f"  - {_step(step)}" for step in answers.progress)]
    return "\n".join(lines) + "\n"


def _arranged(data: dict[str, Any]) -> list[str]:
    """The office's own titles, and its order of the chapters."""
    lines = ["", "# 自己的标题", "titles:"] if "titles" in data else []
    lines += [f"  {key}: {_scalar(text)}" for key, text in data.get("titles", {}).items()]
    if "chapters" in data:
        lines += ["", "# 各章的次序；没有写的章不印", f"chapters: [{', '.join(data['chapters'])}]"]
    return lines


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_scalar(text)}" for key, text in value.items()) + "}"
    return _scalar(value)


def _comment(standard: Standard, table: str, key: str, year: int) -> str:
    """The form's words for a row, or for a column of a table with one row."""
    if len(standard.shape(table)) > 1:
        label = standard.wording(standard.row_label(table, key), year)
        return f"  # {label}" if label else ""
    column = next(f.column for f in standard.figures.values() if f.table == table and f.column.key == key)
    return f"  # {''.join(one.label for one in (*column.above[-1:], column.column))}"


def _scalar(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _key(key: str) -> str:
    """A key; one longer than YAML takes before a colon is marked as one."""
    written = json.dumps(key, ensure_ascii=False)
    return written if len(written) <= _LONGEST_KEY else f"? {written}\n  "


def _block(text: str) -> str:
    """Several lines as a block, one line as a quoted scalar."""
    lines = text.split("\n")
    odd = any(line != line.strip() for line in lines) or not lines[-1] or not lines[0]
    if len(lines) == 1 or odd or (not text.isprintable() and not text.replace("\n", "").isprintable()):
        return json.dumps(text, ensure_ascii=False)
    return "|-\n" + "\n".join(f"    {line}" if line else "" for line in lines)


def _step(step: str) -> str:
    """The name of a step; what was typed at one that was left is put in quotes."""
    return step if re.fullmatch(r"[\w.:]+", step) else _scalar(step)
