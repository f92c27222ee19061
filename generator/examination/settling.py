"""Reasoned exceptions: a warning the office answered with a reason is settled; it is listed as such and never printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.answers.answer import Answers, Reason
from generator.examination.findings import STRAY_REASON, TEXT_ORDER, Finding
from generator.words.characters import plain, printable


def settled(findings: Iterable[Finding], answers: Answers) -> list[Finding]:
    """The findings, warnings with a reason settled; reasons that cannot be used are findings themselves."""
    return [_answered(finding, answers.reasons) for finding in findings] + list(_unusable(answers.reasons))


def _answered(finding: Finding, reasons: tuple[Reason, ...]) -> Finding:
    reason = next((r for r in reasons if r.text.strip() and _meant(r, finding)), None)
    if reason is None:
        return finding
    if finding.severity == "error":
        return finding._replace(advice=f"错误不能用说明代替，要改正。{finding.advice}")
    if finding.severity != "warning":
        return finding
    return finding._replace(reason=printable(" ".join(reason.text.split())))


def _meant(reason: Reason, finding: Finding) -> bool:
    """Whether a reason is about a finding: its code, and its place where one is written."""
    if plain(reason.code).upper() != finding.code.upper():
        return False
    spot = plain(reason.spot)
    place = finding.place
    places = {place.spot, str(place), finding.about, finding.label, place.sheet}
    return not spot or spot in {plain(place) for place in places if place}


def _unusable(reasons: tuple[Reason, ...]) -> Iterator[Finding]:
    for number, reason in enumerate(reasons):
        if reason.code.strip() and reason.text.strip():
            continue
        message = (
            "这条说明没有写提醒的代码" if reason.text.strip() else f"提醒 {printable(reason.code)} 的说明没有写理由"
        )
        advice = "代码照核对结果方括号里的写，如 T3-4；理由写一句话"
        yield Finding(
            STRAY_REASON, "warning", reason.place, "提醒说明", message, advice, order=(TEXT_ORDER + 1, number)
        )
