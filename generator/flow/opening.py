"""One door for every input: a filled form, an answers file, or a report as published, told apart by what they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.answers.answer import Answers
from generator.errors import InputError
from generator.matching.form_reader import NoForm, form_in, read_form
from generator.matching.sheets import Book, Sheet, SheetCell

if TYPE_CHECKING:
    from generator.readers.workbook_cells import SheetCells
    from generator.recognition.published import Published
    from generator.recognition.stated import Stated

ANSWER_FILES = (".yaml", ".yml", ".json")
FORMS = (".xlsx", ".xlsm", ".xltx")
WORKBOOKS = (*FORMS, ".xls", ".et", ".xlsb", ".ods")
REPORTS = (".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".html", ".htm", ".mht", ".mhtml", ".pdf", ".txt", ".text")


def holds_many(path: Path) -> bool:
    """Whether a path is a folder, or a zip that is one packed up."""
    return path.is_dir() or (path.suffix.lower() == ".zip" and path.is_file())


def may_be_form(path: Path) -> bool:
    """Whether a file is a workbook as Excel writes it now, which a form always is; WPS may have named it .et or .xls."""
    suffix = path.suffix.lower()
    if suffix in FORMS or suffix not in (".xls", ".et"):
        return suffix in FORMS
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def read_answers(path: Path, templates: Path | None = None) -> Answers:
    """Read what the user filled in; raises InputError with a reason and what to do."""
    suffix = path.suffix.lower()
    if suffix in ANSWER_FILES and path.exists():
        from generator.answers.answers_file import read_answers_file

        return read_answers_file(path, templates)
    if path.exists() and suffix in REPORTS:
        raise InputError(f"{path.name}：这是一份报告，不是填报表。先用 nianbao answers 转成填报数据文件，改好后再用。")
    return _form(path, templates)


def read_given(path: Path, stated: Stated, templates: Path | None = None) -> Answers | Published:
    """What a file of any kind holds; raises InputError."""
    suffix = path.suffix.lower()
    if suffix in ANSWER_FILES or not path.is_file():
        return read_answers(path, templates)
    if suffix not in WORKBOOKS:
        return _report(path, stated, templates)
    try:
        return _form(path, templates)
    except NoForm as no_form:
        try:
            found = _report(path, stated, templates)
        except InputError:
            raise no_form from None
        if not found.tables.told:
            raise no_form from None
        return found


def _form(path: Path, templates: Path | None) -> Answers:
    """A filled form, also when it was saved as a workbook of another kind."""
    if path.suffix.lower() not in WORKBOOKS or not path.is_file() or may_be_form(path):
        return read_form(path, templates)
    from generator.package.gate import read_bytes
    from generator.readers.workbook_cells import sheets_of
    from generator.readers.xls_formulas import formulas_of

    data = read_bytes(path)
    formulas = formulas_of(data)
    sheets = {sheet.title: _cells(sheet, formulas.get(sheet.title, {})) for sheet in sheets_of(path.name, data)}
    return form_in(path.name, Book(sheets, {}), templates)


def _cells(sheet: SheetCells, formulas: Mapping[tuple[int, int], bool]) -> Sheet:
    """The cells of a form that was saved otherwise, from 1; a formula that nobody worked out has no text."""
    found = {}
    for at, text in sheet.cells.items():
        told = text if formulas.get(at, True) else ""
        found[at[0] + 1, at[1] + 1] = SheetCell(told, "=" if at in formulas else "", at in sheet.words)
    return found


def _report(path: Path, stated: Stated, templates: Path | None) -> Published:
    from generator.recognition.published import read_published

    return read_published(path, stated, templates)
