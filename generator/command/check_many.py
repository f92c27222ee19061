"""`nianbao check FOLDER`: a verdict a unit, a table over all, and what only all of them together can tell."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from generator.batch.engine import Engine, engine
from generator.batch.folder_files import PROOFS, FolderFiles, gather, of_another_form, with_kept
from generator.batch.folder_review import Between, Review
from generator.batch.hand_in_log import NAME, read_log
from generator.batch.own_products import own_product
from generator.batch.review_book import ReviewBook
from generator.batch.review_page import ReviewPage
from generator.batch.unit_check import CheckTask, Judged
from generator.batch.unit_list import Unit, UnitList, read_units
from generator.command.pairing import identified, last_files, refuse_one_file
from generator.command.progress import tracked
from generator.command.returning import Sent, judged_and_returned, judged_files, returned
from generator.command.saying import kept_told, say, tell_json
from generator.command.summary import told_between, told_table
from generator.errors import InputError
from generator.writers.publishing import Written, write_file

_PAGES = (".html", ".htm")


def run(given: Namespace) -> int:
    """Exit 0 when all units are fine and all have handed in, 1 when not, 2 when the folder cannot be used."""
    refuse_one_file(given.last_year)
    units, notes = read_units(given.units) if given.units else UnitList([])
    say(*notes)
    with _book(given.report) as book:
        return _reviewed(given, units, book)


def _reviewed(given: Namespace, units: list[Unit], book: ReviewBook | ReviewPage | None) -> int:
    """Judge every file, then tell what only all of them can; the code to exit with."""
    review, pages = Review(units), _pages(given.report)
    gathered = gather(given.file, (given.annotate, given.units, given.last_year, *with_kept(given.report)))
    aside, taken = dict(gathered.aside), list[CheckTask]()
    sent = Sent(given.annotate.resolve() if given.annotate else None, pages)
    with engine(len(gathered.files), given.jobs, given.scheduler) as working:
        tasks = tasks_of(gathered, given, units, working)
        for one in tracked(judged_files(working, sent, tasks), "核对", len(tasks)):
            if not one.value and (product := own_product(one.task.file)):
                aside[one.task.told] = f"nianbao 自己写的{product}"
                continue
            judged = one.value or returned(sent.back, one.task, Judged.unusable(one.task, one.problem))
            taken.append(one.task)
            _take(judged, review, book, given.json)
        for name, problem in gathered.problems.items():  # zips, and what in them could not be unpacked
            _take(Judged(name, problem=problem), review, book, given.json)
        between = review.between()
        if any(sent):
            _write_again(between, taken, sent, working)
    written = _written(book, review, between, (aside, given.report)) if book is not None else None
    try:
        _tell(given, review, between, aside)
    finally:  # the reader of the table may have gone; the report is there all the same
        if written is not None:
            say(f"核对结果在 {written.path}")
            say(kept_told(written.kept))
    return _code(review, between, given.strict)


def _book(path: Path | None) -> AbstractContextManager[ReviewBook | ReviewPage | None]:
    """What the review is written as: a web page or a workbook, by the name of its file."""
    if path is None:
        return nullcontext()
    if path.suffix.lower() in _PAGES:
        return nullcontext(ReviewPage(read_log(path.parent / NAME)))
    if path.suffix.lower() != ".xlsx":
        raise InputError(f"{path}：核对结果是表或者网页，文件名要以 .xlsx 或 .html 结尾。")
    return ReviewBook()


def _tell(given: Namespace, review: Review, between: list[Between], aside: Mapping[str, str]) -> None:
    if given.json:
        _json_between(review, between, aside)
    else:
        told_table(review, between)
        told_between(review, between, aside)


def _pages(report: Path | None) -> Path | None:
    """The folder for the pages of the units behind a web page."""
    if report is None or report.suffix.lower() not in _PAGES:
        return None
    return report.resolve().with_name(f"{report.stem}{PROOFS}")


def tasks_of(gathered: FolderFiles, given: Namespace, units: list[Unit], working: Engine) -> list[CheckTask]:
    """A task for each file."""
    last = last_files(given.last_year, units, given.templates, working)
    known = identified(gathered, given.templates, working) if last else []
    _, others = of_another_form(known)  # last year's file here is not theirs
    pairs = {identity.file: last.get(identity.key) for identity in known if identity.file not in others}
    return [CheckTask(file, gathered.told(file), given.templates, pairs.get(file)) for file in gathered.files]


def _take(judged: Judged, review: Review, book: ReviewBook | ReviewPage | None, streamed: bool) -> None:
    review.take(judged)
    if streamed:
        tell_json(json.dumps({"kind": "unit", **judged.as_data()}, ensure_ascii=False))
        sys.stdout.flush()
    if book is not None:
        if judged.problem:
            book.problem(judged)
        for finding in judged.findings:
            book.finding(judged, finding)


def _write_again(between: list[Between], tasks: list[CheckTask], sent: Sent, working: Engine) -> None:
    """The copies and pages of units that are like others are made again, with that finding in its place."""
    again = (
        replace(tasks[number], more=tuple(entry.finding for entry in found))
        for number, found in groupby(between, attrgetter("number"))
    )
    for _ in working.map(partial(judged_and_returned, sent), again):
        pass


def _written(
    book: ReviewBook | ReviewPage, review: Review, between: list[Between], left: tuple[Mapping[str, str], Path]
) -> Written:
    """Finish the workbook and write it; `left` are the files left aside, and where it goes."""
    aside, path = left
    same: dict[int, str] = {}
    for number, judged, finding in between:
        book.finding(judged, finding)
        if finding.severity != "error":
            same[number] = "\n".join(filter(None, (same.get(number), finding.message)))
    for number, judged in enumerate(review.verdicts(between)):
        book.unit(judged, same.get(number, ""))
    book.missing(review.missing(), review.unlisted())
    book.doubled(review.doubled())
    if isinstance(book, ReviewPage):
        book.late(review.names.units, review.year)
    book.aside(aside)
    return write_file(path, book.finish())


def _json_between(review: Review, between: list[Between], aside: Mapping[str, str]) -> None:
    """What stands between units, each an object on a line of its own, after all units."""
    told: list[dict[str, object]] = [
        {"kind": "between", "file": e.judged.file, "agency": e.judged.agency, "findings": [e.finding.as_data()]}
        for e in between
    ]
    told += [{"kind": "twice", "agency": name, "files": files} for name, files in review.doubled().items()]
    told += [
        {"kind": "missing", "agency": one.unit.name, "line": one.unit.line, "file": one.file, "why": one.why}
        for one in review.missing()
    ]
    told += [{"kind": "aside", "file": file, "why": why} for file, why in aside.items()]
    for line in told:
        tell_json(json.dumps(line, ensure_ascii=False))


def _code(review: Review, between: list[Between], strict: bool) -> int:
    totals = review.totals(between)
    wrong = totals.wrong or totals.unusable or review.missing() or review.doubled()
    return 1 if wrong or (strict and (totals.noted or between)) else 0
