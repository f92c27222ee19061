"""`nianbao build`: the report as files; their paths on stdout, all else on stderr."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.command.formats import formats_of
from generator.command.listing import listing
from generator.command.progress import waiting
from generator.command.saying import say, say_written
from generator.errors import InputError
from generator.examination.findings import Finding, only_draft, verdict
from generator.flow.case import DRAFT_MARK, Case, open_case
from generator.flow.opening import holds_many
from generator.writers import PICTURE, publish


def run(given: Namespace) -> int:
    """Exit 0 when the files are written, 1 when findings forbid it."""
    formats = formats_of(given.format)
    mark = DRAFT_MARK if given.draft else ""
    if given.earlier and (PICTURE not in formats or holds_many(given.file)):
        raise InputError(
            "--earlier 只用于一份报告的图解：加上 --format picture；一个文件夹的报告和上年比，用 --last-year。"
        )
    if holds_many(given.file):
        from generator.batch.unit_report import Order
        from generator.command.build_many import run as build_many

        return build_many(given, Order(given.output, formats, _layout(given), mark, given.final, given.seal))
    with waiting(f"核对 {given.file.name}"):
        found = open_case(given.file, given.templates, given.last_year, mark)
        found.findings  # noqa: B018, they are worked out when first asked for
    open_ends = [finding for finding in found.findings if finding.severity == "unfilled"]
    if found.examination.has_errors and not given.draft:
        return _refuse(verdict(found.findings), found.findings, "改正错误后再生成；要先看样子，加 --draft。")
    if given.final and open_ends:
        return _refuse(f"不能定稿：还有 {len(open_ends)} 处待填", open_ends, "填齐后再定稿，或去掉 --final。")
    if only_draft(found.findings):
        found = replace(found, mark=DRAFT_MARK)
    with waiting(f"生成 {'、'.join(formats)}"):
        picture = found.picture(_earlier(given)) if PICTURE in formats else None
        files = publish(found.document, given.output, formats, _layout(given), picture, given.seal)
    for written in files:
        say_written(written)
    say(verdict(found.findings), *listing(found.findings))
    return 0


def _refuse(head: str, findings: Iterable[Finding], advice: str) -> int:
    say(head, *listing(findings), "", f"没有生成报告。{advice}")
    return 1


def _earlier(given: Namespace) -> Iterator[Case]:
    """The reports of earlier years, of the files of a folder."""
    if given.earlier is None:
        return
    from generator.batch.folder_files import gather

    for file in gather(given.earlier).files:
        yield open_case(file, given.templates)


def _layout(given: Namespace) -> Path | None:
    """The layout asked for, or the one that lies beside the user's own standards."""
    own: Path | None = given.templates / "layout.docx" if given.templates else None
    return given.layout or (own if own and own.is_file() else None)
