"""Answers as the bytes of a file, read back before anybody is told that they are saved."""

from __future__ import annotations

from typing import Any

from generator.answers.answer import Answers
from generator.answers.answers_file import reads_back
from generator.answers.answers_writing import answers_as_data, write_answers_json, write_answers_yaml
from generator.errors import OutputError
from generator.standard.model import Standard
from generator.words.characters import printable

_WRITERS = {".yaml": write_answers_yaml, ".yml": write_answers_yaml, ".json": write_answers_json}
ENDINGS = tuple(_WRITERS)


def answers_bytes(name: str, standard: Standard, answers: Answers) -> bytes:
    """The content of an answers file, YAML or JSON by its name; raises OutputError when it does not read back the same."""
    ending = next(ending for ending in ENDINGS if name.lower().endswith(ending))
    text = printable(_WRITERS[ending](standard, answers))
    read = reads_back(name, text, standard, answers.year)
    if read is None or read.strays or _held(standard, read) != _held(standard, answers):
        raise OutputError(f"{name}：写出的内容读回来不一样，没有保存。这是程序的错误，请把原文件和这句话告诉开发者。")
    return text.encode("utf-8")


def _held(standard: Standard, answers: Answers) -> Any:
    """What of answers a file holds: what was left blank is not there."""
    return _filled(answers_as_data(standard, answers))


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        found = {printable(key): _filled(one) for key, one in value.items()}
        return {key: one for key, one in found.items() if one not in ("", {}, [])}
    if isinstance(value, list):
        return [_filled(one) for one in value]
    return printable(str(value)) if str(value).strip() else ""
