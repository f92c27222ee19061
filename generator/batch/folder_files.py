"""The files of a folder: which are to be read, whose they are, who handed in twice and who not at all."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.batch.unit_list import unit_key
from generator.errors import InputError
from generator.flow.opening import ANSWER_FILES, WORKBOOKS, read_answers
from generator.matching.form_reader import read_identity
from generator.standard.definition import AGENCY
from generator.writers.publishing import file_name

_NOT_FORMS = ("~$", ".", "._")


class FolderFiles(NamedTuple):
    """The forms and answers files of a folder in the order of their paths; `others` are files of another kind."""

    folder: Path
    files: tuple[Path, ...]
    others: int

    def told(self, file: Path) -> str:
        """A file as the user knows it: its path within the folder."""
        return file.relative_to(self.folder).as_posix()


class Identity(NamedTuple):
    """Whose file this is; blank where it cannot be told, the reading will say why."""

    file: Path
    agency: str = ""
    year: int = 0

    @property
    def key(self) -> str:
        return unit_key(self.agency)


def gather(folder: Path, aside: Collection[Path | None] = ()) -> FolderFiles:
    """All forms and answers files under a folder, what is written there by ourselves (`aside`) left out."""
    own = {path.resolve() for path in aside if path is not None}
    there = list(_walk(folder.resolve(), own))
    found = tuple(file for file in there if file.suffix.lower() in (*WORKBOOKS, *ANSWER_FILES))
    if not found:
        raise InputError(f"{folder}：里面没有填报表（.xlsx）或填报数据文件（.yaml、.json）。请检查文件夹是否写对。")
    return FolderFiles(folder.resolve(), found, len(there) - len(found))


def with_kept(path: Path | None) -> list[Path | None]:
    """A file of ours and what was kept of it under numbered names when it was written again."""
    return [path, *path.parent.glob(f"{glob.escape(path.stem)}.[0-9]*{path.suffix}")] if path else []


def _walk(folder: Path, aside: Collection[Path]) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        raise InputError(f"{folder}：打不开这个文件夹（{problem.strerror or problem}）。") from None
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(_NOT_FORMS) or entry.name == "__MACOSX" or path in aside:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, aside)
        elif entry.is_file():
            yield path


def identify(task: tuple[Path, Path | None]) -> Identity:
    """Whose a file is, read from its cover alone."""
    file, templates = task
    if file.suffix.lower() in ANSWER_FILES:
        answers = read_answers(file, templates)
        agency = answers.questions.get(AGENCY)
        return Identity(file, agency.text if agency else "", answers.year)
    _, year, text = read_identity(file, templates)
    return Identity(file, text, year)


def doubled(identities: Iterable[Identity]) -> dict[tuple[str, int], list[Path]]:
    """The units with more than one file on a year: the same name, or names that would make the same file."""
    files: dict[tuple[str, int], list[Path]] = {}
    for found in identities:
        if found.key:
            files.setdefault((file_name(found.key), found.year), []).append(found.file)
    return {key: paths for key, paths in files.items() if len(paths) > 1}
