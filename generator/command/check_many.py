"""`nianbao check FOLDER`: a verdict a unit, a table over all, and what only all of them together can tell."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from generator.batch.desk import Task, Verdict, judge, lost
from generator.batch.engine import Engine, engine
from generator.batch.gathering import Gathered, gather, with_kept
from generator.batch.review_book import ReviewBook
from generator.batch.reviewing import Between, Review
from generator.batch.units import read_units
from generator.command.inputs import examined
from generator.command.pairing import Pairs, need_folder, pairs_of
from generator.command.progress import tracked
from generator.command.returning import returned
from generator.command.summary import told_between, told_table
from generator.writers.publishing import Written, write_file


def run(given: Namespace) -> int:
    """Exit 0 when all units are fine and all have handed in, 1 when not, 2 when the folder cannot be used."""
    need_folder(given.last_year)
    units = read_units(given.units) if given.units else []
    aside = (given.annotate, given.units, given.last_year, *with_kept(given.report))
    gathered = gather(given.file, aside)
    review, book = Review(units), ReviewBook() if given.report else None
    with engine(len(gathered.files), given.jobs, given.scheduler) as working:
        pairs = pairs_of(gathered, given.last_year, units, given.templates, working)
        tasks = list_of_tasks(gathered, given, pairs)
        verdicts = working.map(judge, tasks, lost)
        try:
            for verdict in tracked(verdicts, "核对", len(gathered.files)):
                _take(verdict, review, book, given.json)
        except BaseException:
            if book is not None:
                book.finish()  # openpyxl must close what it began to write
            raise
        between = review.between()
        _annotate_between(between, gathered, given, pairs, working)
    written = _written(book, review, between, given.report) if book is not None else None
    try:
        if given.json:
            _json_between(review, between)
        else:
            told_table(review, between, gathered)
            told_between(review, between)
    finally:  # the reader of the table may have gone; the report is there all the same
        if written is not None:
            _tell(written)
    return _code(review, between, given.strict)


def list_of_tasks(gathered: Gathered, given: Namespace, pairs: Pairs) -> Iterator[Task]:
    """A task for each file."""
    back = given.annotate.resolve() if given.annotate else None
    for file in gathered.files:
        yield Task(
            file,
            gathered.told(file),
            examined,
            given.templates,
            pairs.of(file),
            back,
            returned if back else None,
            (),
            True,
        )


def _take(verdict: Verdict, review: Review, book: ReviewBook | None, streamed: bool) -> None:
    review.take(verdict)
    if streamed:
        print(json.dumps({"kind": "unit", **verdict.as_data()}, ensure_ascii=False), flush=True)
    if book is not None:
        if verdict.problem:
            book.problem(verdict.unit, verdict.file, verdict.problem)
        for finding in verdict.findings:
            book.finding(verdict.unit, verdict.file, finding)


def _annotate_between(
    between: list[Between], gathered: Gathered, given: Namespace, pairs: Pairs, working: Engine
) -> None:
    """The copies of units that are like others are made again, with that finding in its place."""
    if given.annotate is None:
        return
    more: dict[Path, list[Between]] = {}
    for entry in between:
        more.setdefault(gathered.files[entry.number], []).append(entry)
    tasks = (
        task._replace(more=tuple(entry.finding for entry in more[task.file]))
        for task in list_of_tasks(gathered, given, pairs)
        if task.file in more
    )
    for _ in working.map(judge, tasks, lost):
        pass


def _written(book: ReviewBook, review: Review, between: list[Between], path: Path) -> Written:
    same: dict[int, list[str]] = {}
    for entry in between:
        book.finding(entry.record.unit, entry.record.file, entry.finding)
        same.setdefault(entry.number, []).append(entry.finding.message)
    for number, record in enumerate(review.records()):
        book.unit(record, "\n".join(same.get(number, [])))
    book.missing(review.missing(), review.unlisted())
    book.twice(review.twice())
    return write_file(path, book.finish())


def _tell(written: Written) -> None:
    print(f"核对结果在 {written.path}", file=sys.stderr)
    if written.kept:
        print(f"原来的文件已另存为 {written.kept}", file=sys.stderr)


def _json_between(review: Review, between: list[Between]) -> None:
    """What stands between units, each an object on a line of its own, after all units."""
    for entry in between:
        told = {"kind": "between", "file": entry.record.file, "agency": entry.record.agency}
        print(json.dumps({**told, "findings": [entry.finding.as_data()]}, ensure_ascii=False))
    for name, files in review.twice().items():
        print(json.dumps({"kind": "twice", "agency": name, "files": files}, ensure_ascii=False))
    for absent in review.missing():
        gone: dict[str, object] = {
            "kind": "missing",
            "agency": absent.unit.name,
            "line": absent.unit.line,
            "file": absent.file,
        }
        print(json.dumps(gone, ensure_ascii=False))


def _code(review: Review, between: list[Between], strict: bool) -> int:
    totals = review.totals
    wrong = totals.wrong or totals.unusable or review.missing() or review.twice()
    return 1 if wrong or (strict and (totals.noted or between)) else 0
