"""Each unit's file beside its file of last year, found by the unit's name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.batch.engine import Engine
from generator.batch.folder_files import FolderFiles, Identity, Whose, gather, identify
from generator.batch.kept import Kept
from generator.batch.unit_file import FileTask
from generator.batch.unit_list import Unit
from generator.command.progress import tracked
from generator.errors import InputError


def identified(files: FolderFiles, templates: Path | None, working: Engine, told: str = "认单位") -> list[Identity]:
    """Whose each file is; that of one that cannot be read stays open, for its reading will tell why."""
    tasks = (FileTask(file, files.told(file), templates) for file in files.files)
    with Kept(Whose, len(files.files), templates) as kept:
        outcomes = tracked(kept.map(working, identify, tasks), told, len(files.files))
        return [Identity(one.task.file, *(one.value or ())) for one in outcomes]


def last_files(folder: Path | None, units: Iterable[Unit], templates: Path | None, working: Engine) -> dict[str, Path]:
    """Last year's file of each unit, by key; what the list of units says comes before what its folder holds."""
    there = identified(gather(folder), templates, working, "找上年文件") if folder else []
    found = {identity.key: identity.file for identity in there if identity.key}
    return found | {unit.key: unit.last_year for unit in units if unit.last_year is not None}


def refuse_one_file(last_year: Path | None) -> None:
    """Raise InputError when last year's files are not given as a folder."""
    if last_year is not None and not last_year.is_dir():
        raise InputError(
            f"{last_year}：要写上年各单位文件所在的文件夹。一个单位的上年文件，请和这个单位的文件一起单独核对。"
        )
