"""One door for every input: a filled form, an answers file, or a report as published, told apart by what they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.answers.answer import Answers
from generator.errors import InputError
from generator.matching.form_reader import NoForm, read_form

if TYPE_CHECKING:
    from generator.recognition.published import Published
    from generator.recognition.which_standard import Stated

ANSWER_FILES = (".yaml", ".yml", ".json")
FORMS = (".xlsx", ".xlsm", ".xltx")  # a form is nothing else
WORKBOOKS = (*FORMS, ".xls", ".et", ".xlsb", ".ods")
REPORTS = (".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".html", ".htm", ".mht", ".mhtml", ".pdf", ".txt", ".text")


def read_answers(path: Path, templates: Path | None = None) -> Answers:
    """Read what the user filled in; raises InputError with a reason and what to do."""
    suffix = path.suffix.lower()
    if suffix in ANSWER_FILES and path.exists():
        from generator.answers.answers_file import read_answers_file

        return read_answers_file(path, templates)
    if path.exists() and suffix in REPORTS:
        raise InputError(f"{path.name}：这是一份报告，不是填报表。先用 nianbao answers 转成填报数据文件，改好后再用。")
    return read_form(path, templates)


def read_given(path: Path, stated: Stated, templates: Path | None = None) -> Answers | Published:
    """What a file of any kind holds; raises InputError."""
    suffix = path.suffix.lower()
    if suffix in ANSWER_FILES or not path.is_file():
        return read_answers(path, templates)
    if suffix not in FORMS:
        return _report(path, stated, templates)
    try:
        return read_form(path, templates)
    except NoForm as no_form:
        try:
            found = _report(path, stated, templates)
        except InputError:
            raise no_form from None
        if not found.tables.told:
            raise no_form from None
        return found


def _report(path: Path, stated: Stated, templates: Path | None) -> Published:
    from generator.recognition.published import read_published

    return read_published(path, stated, templates)
