"""Where a conversation starts: a new file, one half filled, a form to correct; and last year's file beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from generator.errors import NianbaoError
from generator.examination import Report, examine
from generator.intake import Answers, read_answers
from generator.standard import Standard, load_standard, standard_for_year
from generator.standard.cache import home
from generator.wizard.record import Record
from generator.wizard.terminal import Terminal, Validate
from generator.writers.publishing import file_name, write_file

MAX_FILES = 200
_SCHOOL = re.compile(r"(大学|学院|学校)$")


def start(terminal: Terminal, file: Path | None, templates: Path | None, name: str | None = None) -> Record:
    """The record to go on with; asks who and which year when there is no file. `name` is a standard asked for by name."""
    if file is not None and file.exists():
        return _from_file(terminal, file, templates)
    agency = terminal.text(
        "编制机关（全称）：", remembered_agency(), lambda typed: bool(typed.strip()) or "请填写机关全称"
    ).strip()

    def standard_of(year: int) -> Standard:
        return load_standard(name, templates) if name else standard_for_year(year, _kind(agency), folder=templates)

    year = int(terminal.text("报告年度（报告哪一年的情况，四位数字）：", "", _year(standard_of)))
    standard = standard_of(year)
    path = file or Path(f"{file_name(f'{agency}{year}年填报数据')}.yaml")
    if path.exists():
        return _from_file(terminal, path, templates)
    remember_agency(agency)
    record = Record(standard, year, path, questions={"agency": agency}, progress=["cover.agency"])
    record.save()
    return record


def _from_file(terminal: Terminal, file: Path, templates: Path | None) -> Record:
    """Go on from a file: where the conversation stopped, or at the review when it was filled in another way."""
    answers = read_answers(file, templates)
    standard = load_standard(answers.standard, templates)
    path = file if file.suffix.lower() in (".yaml", ".yml") else file.with_suffix(".yaml")
    record = Record.of(standard, answers, path)
    if record.progress and not terminal.yes(f"{file.name} 已填了一部分，接着填吗？（选否从头核对一遍，填过的都还在）"):
        record.progress = []
    if not answers.progress:
        record.progress = _everything(record)
    return record


def _everything(record: Record) -> list[str]:
    """All steps as answered, so that the review comes first."""
    from generator.wizard.conversation import Conversation  # the conversation knows its own steps

    return [step.name for step in Conversation(record, Terminal()).steps()]


def _kind(agency: str) -> str:
    return "高校" if _SCHOOL.search(agency) else "行政机关"


def _year(standard_of: Callable[[int], Standard]) -> Validate:
    def check(typed: str) -> bool | str:
        if not re.fullmatch(r"[12]\d{3}", typed.strip()):
            return "年度要写成四位数字，如 2024"
        try:
            standard = standard_of(int(typed))
        except NianbaoError as problem:
            return str(problem)
        return standard.covers(int(typed)) or standard.out_of_span(int(typed))

    return check


def last_years(record: Record, templates: Path | None) -> list[tuple[Path, Report]]:
    """Files in the same folder that are last year's report of the same office."""
    found = []
    files = [p for p in sorted(record.path.parent.iterdir()) if p.suffix.lower() in (".yaml", ".yml", ".json", ".xlsx")]
    for path in files[:MAX_FILES]:
        report = _report(path, templates)
        if report and report.year == record.year - 1 and report.agency == record.questions.get("agency"):
            found.append((path, report))
    return found


def _report(path: Path, templates: Path | None) -> Report | None:
    try:
        answers: Answers = read_answers(path, templates)
        return examine(load_standard(answers.standard, templates), answers).report
    except NianbaoError:
        return None


def remembered_agency() -> str:
    """The agency of the last use, offered as default."""
    try:
        return (home() / "agency.txt").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remember_agency(agency: str) -> None:
    """Keep the agency for the next use; where that is not possible it is simply asked again."""
    try:
        (home() / "agency.txt").unlink(missing_ok=True)
        write_file(home() / "agency.txt", agency.encode("utf-8"))
    except (OSError, NianbaoError):
        return
