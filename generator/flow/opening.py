"""One door for every input: a filled form or an answers file, told apart by what they are."""

from __future__ import annotations

from pathlib import Path

from generator.answers.answer import Answers
from generator.errors import InputError
from generator.matching.form_reader import read_form

ANSWER_FILES = (".yaml", ".yml", ".json")
PUBLISHED = (".txt", ".text")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".xltx", ".xlsb")


def is_text(path: Path) -> bool:
    """Whether a file is named as plain text, a report as published."""
    return path.suffix.lower() in PUBLISHED


def read_answers(path: Path, templates: Path | None = None) -> Answers:
    """Read what the user filled in; raises InputError with a reason and what to do."""
    suffix = path.suffix.lower()
    if suffix in ANSWER_FILES and path.exists():
        from generator.answers.answers_file import read_answers_file

        return read_answers_file(path, templates)
    if suffix in WORKBOOKS or suffix in ANSWER_FILES or not suffix or not path.exists():
        return read_form(path, templates)
    if suffix == ".ods":
        raise InputError(f"{path.name}：这是 .ods 文件。请在表格软件里另存为“Excel 工作簿（.xlsx）”后再用。")
    raise InputError(f"{path.name}：不认识这种文件。请给填好的表格（.xlsx），或填报数据文件（.yaml、.json）。")
