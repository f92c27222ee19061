"""`nianbao collect FOLDER`: log what came in, and draft the reminder, the notes to units, the statistics and the circular."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.batch.circular import Circular, Standing
from generator.batch.engine import engine
from generator.batch.folder_files import FolderFiles, gather
from generator.batch.folder_review import Between, Review
from generator.batch.hand_in_log import NAME, Log, deadline_of, enter, handed_in, log_bytes, read_log
from generator.batch.log_book import log_book
from generator.batch.own_products import own_product
from generator.batch.unit_check import CheckTask, Judged
from generator.batch.unit_list import Unit, read_units, unit_key
from generator.command.check_many import tasks_of
from generator.command.listing import listing
from generator.command.pairing import refuse_one_file
from generator.command.progress import tracked
from generator.command.returning import Sent, judged_files, returned
from generator.command.saying import say, say_written
from generator.errors import InputError
from generator.examination.findings import Finding
from generator.flow.opening import holds_many
from generator.standard import load_standard
from generator.standard.library import standard_for_year
from generator.words.days import DAY, date_of
from generator.writers.publishing import file_name, publish, renew_file, write_file


class Came(NamedTuple):
    """A file that came: the unit of the list it is of, the verdict, and what stands for its content."""

    owner: Unit | None
    judged: Judged
    content: str


RETURNS, NOTES, BOOK, REMINDER = "退回", "便函", "收件登记.xlsx", "催报.txt"


def run(given: Namespace) -> int:
    """Exit 0 when all have handed in without errors, 1 when not, 2 when the folder or the list cannot be used."""
    if not holds_many(given.file):
        raise InputError(f"{given.file}：要写一个文件夹，里面放各单位交来的文件。")
    if not given.units:
        raise InputError("请用 --units 写明单位名单，才知道谁没有报。")
    refuse_one_file(given.last_year)
    today = _day(given.date, "--date") or dt.date.today()
    stated = _day(given.deadline, "--deadline")
    units, notes = read_units(given.units)
    say(*notes)
    log = read_log(given.output / NAME)
    review, came = Review(units), list[Came]()
    gathered = gather(given.file, (given.output, given.units, given.last_year))
    for task, judged in _judged(gathered, given, units):
        review.take(judged)
        came.append(Came(review.holder(judged), judged, _content(task.file)))
    found = _entered(log, came, review.between(), today)
    renew_file(given.output / NAME, log_bytes(log))  # no older one is kept, for it holds all that was in them
    year = review.year or today.year - 1
    absent = {one.unit.key: one for one in review.missing()}
    standings = [
        Standing(u, deadline_of(u, year, stated), tuple(log.get(u.key, ())), found.get(u.key), absent.get(u.key))
        for u in units
    ]
    standard = load_standard(review.standard, given.templates) if review.standard else standard_for_year(year)
    circular = Circular(standings, standard, year, today)
    circular.templates = given.templates
    _write(given.output, circular, given.place or review.names.place)
    told = {"一个单位几个文件": [f"{name}：{'、'.join(files)}" for name, files in review.doubled().items()]}
    told["名单上没有的单位"] = review.unlisted()
    for head, lines in told.items():
        say(*([f"{head}：", *(f"  {line}" for line in lines)] if lines else []))
    return _summary(standings)


def _entered(log: Log, came: list[Came], between: list[Between], today: dt.date) -> dict[str, Judged]:
    """Enter every file of a unit of the list, with what stands between the files; the file that counts of each unit, by key."""
    more: dict[int, list[Finding]] = {}
    for one in between:
        more.setdefault(one.number, []).append(one.finding)
    found: dict[str, Judged] = {}
    for number, (owner, judged, content) in enumerate(came):
        if owner:
            whole = judged.with_more(more.get(number, ()))
            enter(log, owner.key, handed_in(whole, content, today))
            found[owner.key] = _better(found.get(owner.key), whole, owner)
    return found


def _judged(gathered: FolderFiles, given: Namespace, units: list[Unit]) -> Iterator[tuple[CheckTask, Judged]]:
    """Every file with its verdict, its copy to send back in the folder of these; our own products are left out."""
    back = (given.output / RETURNS).resolve()
    with engine(len(gathered.files), given.jobs, given.scheduler) as working:
        tasks = tasks_of(gathered, given, units, working)
        for one in tracked(judged_files(working, Sent(back), tasks), "核对", len(tasks)):
            if one.value or not own_product(one.task.file):
                yield one.task, one.value or returned(back, one.task, Judged.unusable(one.task, one.problem))


def _better(one: Judged | None, other: Judged, owner: Unit) -> Judged:
    """Of two files of a unit the one that can be used, of two such the one that bears its name, then the later by name."""
    return other if one is None or _weight(other, owner) >= _weight(one, owner) else one


def _weight(judged: Judged, owner: Unit) -> tuple[bool, bool]:
    return not judged.problem, owner.key in unit_key(judged.file)


def _content(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "blake2b").hexdigest()[:32]


def _day(text: str | None, option: str) -> dt.date | None:
    if not text:
        return None
    found = re.fullmatch(DAY, text.strip())
    if not found or not (day := date_of(found.groups())):
        raise InputError(f"{option} 写的是“{text}”，要写日期，如 2025-01-31。")
    return day


def _write(folder: Path, circular: Circular, place: str) -> None:
    for one in circular.standings:
        if one.judged and (one.judged.problem or one.judged.open):
            text = circular.note(one.judged, one.unit.name, listing(one.judged.open))
            write_file(folder / NOTES / f"{file_name(one.unit.name)}.txt", text.encode("utf-8"))
    say_written(write_file(folder / BOOK, log_book(circular)))
    if any(not one.handed_in for one in circular.standings):
        say_written(write_file(folder / REMINDER, circular.reminder().encode("utf-8")))
    for written in publish(circular.document(place), folder):
        say_written(written)


def _summary(standings: list[Standing]) -> int:
    came = [one for one in standings if one.handed_in]
    wrong, late = sum(one.wrong for one in came), sum(one.late for one in came)
    parts = [f"应报 {len(standings)} 个单位，报了 {len(came)} 个"]
    parts += [f"逾期 {late} 个"] if late else []
    parts += [f"有错误要退回 {wrong} 个"] if wrong else []
    parts += [f"没有报或者要重报 {len(standings) - len(came)} 个"] if len(came) < len(standings) else []
    say("，".join(parts))
    return 1 if wrong or len(came) < len(standings) else 0
