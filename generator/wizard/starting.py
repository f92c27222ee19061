"""Where a conversation starts: a new file, one half filled, a form to correct; and last year's file beside it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generator.errors import InputError, NianbaoError
from generator.flow.case import Case, open_case
from generator.flow.opening import ANSWER_FILES
from generator.flow.own_folder import own_folder
from generator.standard import Standard, load_standard, standard_for_year
from generator.standard.definition import AGENCY
from generator.standard.library import kind_by_name
from generator.wizard.conversation import Conversation
from generator.wizard.record import Record
from generator.wizard.terminal import Back, Listed, Terminal
from generator.wizard.year_change import year_check
from generator.writers.publishing import file_name, free_name, write_file

MAX_FILES = 40  # of a folder that are looked at


def start(
    terminal: Terminal, file: Path | None, templates: Path | None, name: str | None = None, last: Path | None = None
) -> Record:
    """The record to go on with; asks who and which year when neither a file nor last year's tells them.

    `name` is a standard asked for by name, `last` last year's file.
    """
    if file is not None and file.exists():
        return _from_file(terminal, file, templates)
    if file is not None and file.suffix.lower() not in (".yaml", ".yml"):
        raise InputError(
            f"{file}：没有这个文件。要新填一份，请直接用 nianbao wizard，或者写一个以 .yaml 结尾的文件名。"
        )

    def standard_of(agency: str, year: int) -> Standard:
        return (
            load_standard(name, templates) if name else standard_for_year(year, kind_by_name(agency), folder=templates)
        )

    before = open_case(last, templates) if last else _offered(terminal, templates) if file is None else None
    told = (before.report.agency, before.report.year + 1) if before else None
    agency, year = told if told and told[0] else _who(terminal, standard_of)
    standard = standard_of(agency, year)
    path = file or Path(f"{file_name(f'{agency}{year}年填报数据')}.yaml")
    if path.exists():
        return _from_file(terminal, path, templates)
    remember_agency(agency)
    taken = [f"last:{before.answers.source}"] if before else []
    record = Record(standard, year, path, questions={AGENCY: agency}, progress=[f"cover.{AGENCY}", *taken])
    record.save()
    return record


def _who(terminal: Terminal, standard_of: Callable[[str, int], Standard]) -> tuple[str, int]:
    """Who reports on which year; going back from the year asks for the agency again, and the first prompt stays."""
    agency = remembered_agency()
    while True:
        try:
            given = terminal.text("编制机关（全称）：", agency, lambda typed: bool(typed.strip()) or "请填写机关全称")
            agency = given.strip()
            check = year_check(partial(standard_of, agency))
            return agency, int(terminal.text("报告年度（报告哪一年的情况，四位数字）：", "", check))
        except (Back, Listed):
            continue


def _offered(terminal: Terminal, templates: Path | None) -> Case | None:
    """Last year's report when one lies in this folder, the year after has ended, and the office wants to go on from it."""
    cases = [case for _, case in _cases(Path(), templates) if case.report.agency]
    latest = max(cases, key=lambda case: case.report.year, default=None)
    if latest is None or any(
        case.report.year == latest.report.year and case.report.agency != latest.report.agency for case in cases
    ):
        return None
    agency, year = latest.report.agency, latest.report.year + 1
    if latest.standard.last_day(year) >= dt.date.today():
        return None
    told = f"找到 {latest.answers.source}（{agency}{year - 1}年度）。接着报 {year} 年度，带入机关信息和上年结转吗？"
    return latest if asked(terminal, told) else None


def asked(terminal: Terminal, message: str) -> bool:
    """A question with nothing before it to go back to."""
    while True:
        try:
            return terminal.yes(message)
        except (Back, Listed):
            continue


def _from_file(terminal: Terminal, file: Path, templates: Path | None) -> Record:
    """Go on from a file: where the conversation stopped, or at the review when it was filled in another way."""
    path = file if file.suffix.lower() in (".yaml", ".yml") else file.with_suffix(".yaml")
    if path != file and path.exists():
        known = f"{path.name} 已经有了（上次从这里改过的），接着改它吗？（选否就从 {file.name} 重新开始，另存一份）"
        file, path = (path, path) if asked(terminal, known) else (file, free_name(path))
    answers = open_case(file, templates).restated
    standard = load_standard(answers.standard, templates)
    record = Record.of(standard, answers, path)
    open_steps = [step for step in _everything(record) if step not in record.progress]
    again = f"{file.name} 已填了一部分，接着填吗？（选否从头核对一遍，填过的都还在）"
    if record.progress and open_steps and not asked(terminal, again):
        record.progress = []
    if not answers.progress:
        record.progress = _everything(record)
    record.save()
    return record


def _everything(record: Record) -> list[str]:
    """All steps as answered, so that the review comes first."""
    return [step.name for step in Conversation(record, Terminal()).steps()]


def last_years(record: Record, templates: Path | None) -> Iterator[tuple[Path, Case]]:
    """Files in the same folder that are last year's report of the same office."""
    for path, case in _cases(record.path.parent, templates):
        same = _same_office(case.report.agency, record.questions.get(AGENCY, ""))
        if case.report.year == record.year - 1 and same:
            yield path, case


def _cases(folder: Path, templates: Path | None) -> Iterator[tuple[Path, Case]]:
    """The reports in a folder, a form rather than what was made of it."""
    kinds = (*ANSWER_FILES, ".xlsx", ".docx", ".html", ".pdf", ".txt")
    files = [path for path in folder.iterdir() if path.suffix.lower() in kinds and path.is_file()]
    for path in sorted(files, key=lambda path: (kinds.index(path.suffix.lower()), path.name))[:MAX_FILES]:
        with contextlib.suppress(NianbaoError):
            yield path, open_case(path, templates)


def _same_office(one: str, other: str) -> bool:
    """Whether two names may be of one office: 示例县 and 示例县人民政府."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) > 1 and long.startswith(short) and long[len(short) :] in ("", "人民政府", "政府", "人民政府办公室")
    )


def remembered_agency() -> str:
    """The agency of the last use, offered as default."""
    try:
        return _agency_file().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remember_agency(agency: str) -> None:
    """Keep the agency for the next use; where that is not possible it is simply asked again."""
    try:
        _agency_file().unlink(missing_ok=True)
        write_file(_agency_file(), agency.encode("utf-8"))
    except (OSError, NianbaoError):
        return


def _agency_file() -> Path:
    return own_folder() / "agency.txt"
