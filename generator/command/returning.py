"""What is written of a file that is examined: the copy that goes back to its unit (the form marked, or a list), and its proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator.batch.engine import Engine, Outcome, attempt
from generator.batch.folder_files import RETURNED
from generator.batch.kept import Kept
from generator.batch.unit_check import CheckTask, Judged, judged_of
from generator.batch.unit_file import case_of
from generator.command.annotating import annotated_report, marks_of
from generator.command.listing import listing
from generator.examination.findings import verdict
from generator.flow.case import Case, open_case
from generator.form.marking.annotation import annotated
from generator.writers.publishing import renew_file, write_file

_LONGEST = 240  # bytes of a name of a file


class Sent(NamedTuple):
    """The folders for what is written of each file: the copy that goes back to its unit, and the page the reviewer looks at."""

    back: Path | None = None
    pages: Path | None = None


def judged_files(working: Engine, sent: Sent, tasks: Sequence[CheckTask]) -> Iterator[Outcome[CheckTask, Judged]]:
    """The verdicts on files in their order; those of before, of the same content, where nothing has to be written."""
    function = partial(judged_and_returned, sent)
    if sent.pages:
        yield from working.map(function, tasks)
        return
    templates = tasks[0].templates if tasks else None
    with Kept(Judged, len(tasks), templates, lambda judged: not (judged.problem or judged.worst)) as kept:
        yield from kept.map(working, function, tasks, silent=sent.back is not None)


def judged_and_returned(sent: Sent, task: CheckTask) -> Judged:
    """Examine one file and write of it what is wanted; raises NianbaoError when the file cannot be used."""
    case = case_of(task)
    judged = returned(sent.back, task, judged_of(task, case))
    if sent.pages is None:
        return judged
    page = attempt(partial(_proof, sent.pages, case, judged), task)
    return replace(judged, page=page.value or "", problem=judged.problem or page.problem)


def _proof(folder: Path, case: Case, judged: Judged, task: CheckTask) -> str:
    from generator.writers.proof_writer import write_proof

    told = judged.read or verdict(judged.findings)
    target = folder / _page_name(task.told)
    renew_file(target, write_proof(case.read_document, told, case.notes, judged.findings))
    return target.relative_to(folder.parent).as_posix()


def _page_name(told: str) -> str:
    """The path of a page in its folder: that of the file, the name of a very long one cut and told apart by its digest."""
    path = Path(told)
    if len(path.name.encode()) <= _LONGEST:
        return f"{told}.html"
    cut = path.name.encode()[: _LONGEST - 20].decode("utf-8", "ignore")
    return str(path.with_name(f"{cut}{sha256(told.encode()).hexdigest()[:12]}.html"))


def returned(folder: Path | None, task: CheckTask, judged: Judged) -> Judged:
    """What was found about a file, with its copy in the folder where there is something to tell its unit."""
    if folder is None or not (judged.problem or judged.worst):
        return judged
    sent = attempt(lambda wanted: _write(folder, wanted, judged), task)
    return replace(judged, back=sent.value or "", problem=judged.problem or sent.problem)


def _write(folder: Path, task: CheckTask, judged: Judged) -> str:
    suffix, data = _copy(task.file, judged, task.templates)
    target = (folder / task.told).with_suffix(suffix)
    if task.more:  # the second time in a run: what is there was written a moment ago
        renew_file(target, data)
    elif not (target.is_file() and target.read_bytes() == data):
        write_file(target, data)
    return target.relative_to(folder).as_posix()


def _copy(file: Path, judged: Judged, templates: Path | None) -> tuple[str, bytes]:
    """The suffix and the bytes of the copy; a list in text where the file is no workbook that could be marked."""
    if not judged.problem and judged.read:
        suffix, data = annotated_report(file, open_case(file, templates))
        return suffix if suffix == ".docx" else RETURNED, data
    if not judged.problem and file.suffix.lower() == ".xlsx":
        return ".xlsx", annotated(file.read_bytes(), marks_of(judged.findings))
    told = [judged.problem] if judged.problem else [verdict(judged.findings), *listing(judged.findings)]
    return RETURNED, ("\n".join([f"{file.name}：{told[0]}", *told[1:]]) + "\n").encode("utf-8")
