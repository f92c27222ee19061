"""The report of one unit: examined, drafted, written and read back where its file is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.batch.unit_file import FileTask, UnitFile, case_of, examined_fields
from generator.examination.findings import only_draft, verdict
from generator.flow.case import DRAFT_MARK
from generator.writers.publishing import PICTURE, publish


class Order(NamedTuple):
    """How reports are made: where they go, in which formats, and what may stand in their way."""

    folder: Path
    formats: tuple[str, ...]
    layout: Path | None = None
    mark: str = ""
    final: bool = False
    seal: bool = False


@dataclass(frozen=True)
class BuildTask(FileTask):
    """One report to make: the key of its inputs, and the files made from them `before`."""

    key: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Built(UnitFile):
    """The files made and the older ones `kept` beside them, or the findings for which the report was `refused`; a `note` of the files."""

    files: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    refused: str = ""
    note: str = ""


def build_report(order: Order, task: BuildTask) -> Built:
    """Make one report, unless it was made before; raises NianbaoError when it cannot be made."""
    if task.before:
        return Built(task.told, files=task.before)
    case = case_of(task, order.mark)
    found = case.entered_findings  # of the text there are only warnings, which keep no report back
    built = Built(*examined_fields(task.told, case.report, found))
    if built.counts[0] and not order.mark:
        return replace(built, refused=verdict(case.findings))
    if order.final and built.counts[2]:
        return replace(built, refused=f"不能定稿：还有 {built.counts[2]} 处待填")
    if only_draft(found):
        case = replace(case, mark=DRAFT_MARK)
    picture = case.picture() if PICTURE in order.formats else None
    written = publish(case.document, order.folder, order.formats, order.layout, picture, order.seal)
    kept = tuple(file.kept.name for file in written if file.kept)
    return replace(
        built, files=tuple(file.path.name for file in written), kept=kept, note="".join(file.note for file in written)
    )
