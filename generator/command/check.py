"""`nianbao check`: the verdict, then every finding."""

from __future__ import annotations

import json
from argparse import Namespace

from generator.command.listing import listing
from generator.command.progress import waiting
from generator.command.saying import kept_told, say, tell, tell_json
from generator.errors import InputError
from generator.examination.findings import counts
from generator.flow.case import Case, open_case
from generator.flow.opening import holds_many
from generator.recognition.stated import Stated


def run(given: Namespace) -> int:
    """Exit 0 without errors, 1 with them; with --strict warnings and blanks count too."""
    if holds_many(given.file):
        from generator.command.check_many import run as check_many

        return check_many(given)
    _refuse(given)
    if given.against:
        from generator.command.merge import compare_with_folder

        return compare_with_folder(given)
    with waiting(f"核对 {given.file.name}"):
        found = _found(given)
        found.findings  # noqa: B018, they are worked out when first asked for
    if given.json:
        tell_json(json.dumps(_as_data(given, found), ensure_ascii=False, indent=2))
    else:
        tell("\n".join([found.verdict, *found.notes, *listing(found.findings)]))
    if given.proof:
        _write_proof(given, found)
    if given.annotate:
        _write_annotated(given, found)
    open_ones = [finding for finding in found.findings if not finding.settled]
    return 1 if found.examination.has_errors or (given.strict and open_ones) else 0


def _refuse(given: Namespace) -> None:
    """Raise InputError for options that do not go with one file, or with each other."""
    if given.against and (given.annotate or given.json):
        raise InputError("--against 只比较数，不和 --annotate、--json 一起用。")
    for option in ("report", "units", "scheduler"):
        if getattr(given, option):
            raise InputError(f"--{option} 要和文件夹一起用：{given.file} 不是文件夹。")
    if given.proof and given.proof.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{given.proof}：校样是网页，文件名要以 .html 结尾。")
    if given.annotate:
        from generator.command.annotating import refuse_unfit

        refuse_unfit(given.file, given.annotate, given.last_year)


def _as_data(given: Namespace, found: Case) -> dict[str, object]:
    """What is told, for programs."""
    report = found.report
    return {
        "file": given.file.name,
        "verdict": found.verdict,
        "standard": found.standard.id,
        "year": report.year,
        "agency": report.agency,
        "counts": counts(found.findings),
        "notes": list(found.notes),
        "numbers": found.proof.numbers._asdict(),
        "findings": [finding.as_data() for finding in found.findings],
    }


def _write_annotated(given: Namespace, found: Case) -> None:
    from generator.command.annotating import write_annotated, write_annotated_report

    if found.drafted:
        write_annotated(given, found.findings)
    else:
        write_annotated_report(given, found)


def _write_proof(given: Namespace, found: Case) -> None:
    """The whole report as a page with its findings in the margin; its path on stderr."""
    from generator.writers.proof_writer import write_proof
    from generator.writers.publishing import write_file

    page = write_proof(found.read_document, found.verdict, found.notes, found.findings)
    written = write_file(given.proof, page)
    say(str(written.path), "校样：用浏览器打开，问题标在旁边")
    say(kept_told(written.kept))


def _found(given: Namespace) -> Case:
    """The case of the file; what is said of a report's form and year overrules it, a form says its own."""
    stated = Stated(given.standard or "", given.year)
    case = open_case(given.file, given.templates, given.last_year, stated=stated)
    if case.drafted and (given.standard or given.year):
        say("填报表里已经有格式和年度，--standard 和 --year 没有用上。")
    return case
