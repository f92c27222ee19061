"""The files of a folder: which are to be read, whose they are, who handed in twice and who not at all."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.answers.answer import Answers
from generator.batch.own_products import SENT_BACK, sent_back
from generator.batch.unit_file import FileTask
from generator.batch.unit_list import unit_key
from generator.errors import InputError
from generator.flow.opening import ANSWER_FILES, REPORTS, WORKBOOKS, may_be_form, read_given
from generator.matching.form_reader import NoForm, read_identity
from generator.package.gate import read_bytes
from generator.readers.zip_members import members_of
from generator.recognition.stated import Stated
from generator.standard.definition import AGENCY
from generator.writers.html_page import OWN
from generator.writers.publishing import file_name

RETURNED = ".核对.txt"  # what we send back for a file that cannot be marked
PROOFS = ".校样"  # what a folder of the units' proofs ends in, which stands beside the page of a review
MOST_PACKED = 50_000_000
DRAFTED = (*WORKBOOKS, *ANSWER_FILES)  # what a report can be made of
GIVEN = (*DRAFTED, *REPORTS)
_NUMBERED = re.compile(r"(.+)\.[1-9]\d?(\.xlsx)", re.IGNORECASE)
UNREADABLE = "既不是表也不是报告，没有看，请交填好的表（.xlsx）"
_NOT_FORMS = ("~$", ".", "._")
_OWN_PAGE = re.compile(rf'<meta name="generator" content="{OWN}([^"]+)">'.encode())
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_TEMPORARY = frozenset({".tmp", ".crdownload", ".part", ".download", ".lnk", ".url"})


class FolderFiles(NamedTuple):
    """The files of a folder that are looked at, in the order of their paths; `aside` tells of every other why it was left.

    The members of a zip lie in a folder of `unpacked`, which goes when it is no longer held; `names` is what they are called.
    """

    folder: Path
    files: tuple[Path, ...]
    aside: Mapping[str, str] = {}
    names: Mapping[Path, str] = {}
    problems: Mapping[str, str] = {}
    unpacked: tuple[TemporaryDirectory[str], ...] = ()

    def told(self, file: Path) -> str:
        """A file as the user knows it: its path within the folder, that of a zip's member behind that of the zip."""
        return self.names.get(file) or file.relative_to(self.folder).as_posix()


class Whose(NamedTuple):
    """Whose a file is, and of which year."""

    agency: str = ""
    year: int = 0


class Identity(NamedTuple):
    """A file and whose it is; blank where that cannot be told, the reading will say why."""

    file: Path
    agency: str = ""
    year: int = 0

    @property
    def key(self) -> str:
        return unit_key(self.agency)


def gather(folder: Path, aside: Collection[Path | None] = (), kinds: Collection[str] = GIVEN) -> FolderFiles:
    """All files under a folder that hold what units give, by suffix, also in zips; what is written there by ourselves (`aside`) is
    left out."""
    own = {path.resolve() for path in aside if path is not None}
    whole = folder.resolve()
    home, walked = (whole, _walk(whole, own)) if whole.is_dir() else (whole.parent, iter((whole,)))
    left = {file: _left(file) for file in walked}
    there = [file for file, why in left.items() if not why]
    aside_for = {file.relative_to(home).as_posix(): why for file, why in left.items() if why}
    unpacked = [_unpack(file, home, kinds) for file in there if file.suffix.lower() == ".zip"]
    names = {path: name for one in unpacked for path, name in one.names.items()}
    for copy in sent_back(there):
        there.remove(copy)
        aside_for[copy.relative_to(home).as_posix()] = SENT_BACK
    found = tuple(file for file in (*there, *names) if file.suffix.lower() in kinds)
    if not found:
        raise InputError(
            f"{folder}：里面没有填报表（.xlsx）、填报数据文件（.yaml、.json）或成文的报告。请检查文件夹是否写对。"
        )
    looked_at = {*found, *(file for file in there if file.suffix.lower() == ".zip")}
    aside_for |= {file.relative_to(home).as_posix(): UNREADABLE for file in there if file not in looked_at}
    aside_for |= {name: why for one in unpacked for name, why in one.aside.items()}
    problems = {name: problem for one in unpacked for name, problem in one.problems.items()}
    return FolderFiles(home, found, aside_for, names, problems, tuple(d for one in unpacked for d in one.unpacked))


def _unpack(file: Path, home: Path, kinds: Collection[str]) -> FolderFiles:
    """The members of a zip, each a file of a folder of its own."""
    told = file.relative_to(home).as_posix()
    place: TemporaryDirectory[str] = TemporaryDirectory(prefix="nianbao-")
    names: dict[Path, str] = {}
    problems: dict[str, str] = {}
    aside: dict[str, str] = {}
    try:
        members = members_of(file.name, read_bytes(file, MOST_PACKED, "单位交来的压缩包"))
    except InputError as problem:
        return FolderFiles(home, (), {}, {}, {told: str(problem).removeprefix(f"{file.name}：")}, (place,))
    for number, member in enumerate(members):
        name = f"{told}/{member.name}"
        if member.problem:
            problems[name] = member.problem
        elif Path(member.name).suffix.lower() in kinds:
            path = Path(place.name).resolve() / str(number) / Path(member.name).name
            path.parent.mkdir()
            path.write_bytes(member.data)
            names[path] = name
        else:
            aside[name] = UNREADABLE
    return FolderFiles(home, (), aside, names, problems, (place,))


def _left(file: Path) -> str:
    """Why a file is left aside by its name; empty for one that is looked at."""
    if file.name.endswith(RETURNED):
        return "退回单位的说明"
    if file.name.startswith(_NOT_FORMS) or file.name.lower() in _SYSTEM or file.suffix.lower() in _TEMPORARY:
        return "临时文件或系统文件"
    if own := _own_page(file):
        return f"nianbao 自己写的{own}"
    if newer := _written_again(file):
        return f"{newer} 的旧文件，重新生成时另存的"
    empty = file.stem.startswith("新建") and file.stat().st_size == 0
    return "空的新建文件" if empty else ""


def _written_again(file: Path) -> str:
    """The name of the form beside it that took its place, of one kept under a numbered name; empty for every other file."""
    numbered = _NUMBERED.fullmatch(file.name)
    newer = file.with_name(f"{numbered[1]}{numbered[2]}") if numbered else file
    if not numbered or not newer.is_file():
        return ""
    try:
        return newer.name if read_identity(newer) == read_identity(file) else ""
    except InputError:
        return ""  # the reading will tell why


def _own_page(file: Path) -> str:
    """What a page of ours is that is no report; empty for every other file."""
    if file.suffix.lower() not in (".html", ".htm") or not file.is_file():
        return ""
    try:
        with file.open("rb") as stream:
            found = _OWN_PAGE.search(stream.read(300))
    except OSError:
        return ""  # the reading will tell why
    return found[1].decode() if found else ""


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
        if (
            entry.name == "__MACOSX"
            or path in aside
            or (entry.name.endswith(PROOFS) and entry.is_dir(follow_symlinks=False))
            or (entry.name.startswith(_NOT_FORMS) and entry.is_dir(follow_symlinks=False))
        ):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, aside)
        else:  # circles of links, pipes and the like as well: the reading tells what they are
            yield path


def identify(task: FileTask) -> Whose:
    """Whose a file is, of a form read from its cover alone."""
    if may_be_form(task.file):
        try:
            _, year, text = read_identity(task.file, task.templates)
            return Whose(text, year)
        except NoForm:
            pass  # another sheet may be read as a report
    given = read_given(task.file, Stated(), task.templates)
    answers = given if isinstance(given, Answers) else given.answers
    agency = answers.questions.get(AGENCY)
    return Whose(agency.text if agency else "", answers.year)


def of_another_form(identities: Iterable[Identity]) -> tuple[int, list[Path]]:
    """The year of most files, and the files of other years; none when no year has the most."""
    years: dict[int, list[Path]] = {}
    for found in identities:
        if found.year:
            years.setdefault(found.year, []).append(found.file)
    most = sorted(years, key=lambda year: -len(years[year]))
    if len(most) < 2 or len(years[most[0]]) == len(years[most[1]]):
        return (most[0] if most else 0), []
    return most[0], [file for year in most[1:] for file in years[year]]


def doubled(identities: Iterable[Identity]) -> dict[tuple[str, int], list[Path]]:
    """The units with more than one file on a year: the same name, or names that would make the same file."""
    files: dict[tuple[str, int], list[Path]] = {}
    for found in identities:
        if found.key:
            files.setdefault((file_name(found.key), found.year), []).append(found.file)
    return {key: paths for key, paths in files.items() if len(paths) > 1}
