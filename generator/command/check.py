"""`nianbao check`: the verdict, then every finding."""

from __future__ import annotations

import json
from argparse import Namespace

from generator.command.inputs import examined
from generator.command.listing import listing
from generator.examination.findings import counts, verdict


def run(given: Namespace) -> int:
    """Exit 0 without errors, 1 with them; with --strict warnings and blanks count too."""
    if given.annotate:
        from generator.command.annotating import refuse_unfit, write_annotated

        refuse_unfit(given.file, given.annotate, given.last_year)
    found = examined(given.file, given.last_year, given.templates)
    if given.json:
        report = found.examination.report
        told = {
            "file": given.file.name,
            "verdict": verdict(found.findings),
            "standard": found.standard.id,
            "year": report.year,
            "agency": report.agency,
            "counts": counts(found.findings),
            "findings": [finding.as_data() for finding in found.findings],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join([verdict(found.findings), *listing(found.findings)]))
    if given.annotate:
        write_annotated(given, found.findings)
    return 1 if found.examination.has_errors or (given.strict and found.findings) else 0
