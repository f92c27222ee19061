"""Each unit's file beside its file of last year, found by the unit's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.batch.engine import Engine
from generator.batch.gathering import Gathered, Identity, gather, identify, last_years
from generator.batch.units import Unit
from generator.command.progress import tracked
from generator.errors import InputError


class Pairs(NamedTuple):
    """Whose each file is, and last year's file by unit."""

    identities: Mapping[Path, Identity]
    last: Mapping[str, Path]

    def of(self, file: Path) -> Path | None:
        """Last year's file of the unit whose file this is."""
        return self.last.get(self.identities[file].key) if file in self.identities else None


def identified(gathered: Gathered, templates: Path | None, working: Engine, told: str) -> list[Identity]:
    """Whose each file is."""
    tasks = ((file, templates) for file in gathered.files)
    found = working.map(identify, tasks, lambda task: Identity(task[0]))
    return list(tracked(found, told, len(gathered.files)))


def pairs_of(
    gathered: Gathered, folder: Path | None, units: Iterable[Unit], templates: Path | None, working: Engine
) -> Pairs:
    """The pairs, from a folder of last year's files and from what the list of units says."""
    last = last_years(_last(folder, templates, working), units)
    identities = identified(gathered, templates, working, "认单位") if last else []
    return Pairs({identity.file: identity for identity in identities}, last)


def last_of(folder: Path | None, units: Iterable[Unit], templates: Path | None, working: Engine) -> Mapping[str, Path]:
    """Last year's file by unit."""
    return last_years(_last(folder, templates, working), units)


def need_folder(last_year: Path | None) -> None:
    """Raise InputError when last year's files are not given as a folder."""
    if last_year is not None and not last_year.is_dir():
        raise InputError(
            f"{last_year}：要写上年各单位文件所在的文件夹。一个单位的上年文件，请和这个单位的文件一起单独核对。"
        )


def _last(folder: Path | None, templates: Path | None, working: Engine) -> list[Identity]:
    if folder is None:
        return []
    return identified(gather(folder), templates, working, "找上年文件")
