"""The lines of a report that have a form of their own: its title, the agency and date that close it, the word 附件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.words.days import DAY, dates_in_digits
from generator.words.headings import ATTACHMENT_NOTE, HEADING_LENGTH, ends_sentence, numbered_level

_SPACES = re.compile(r"\s+")
_TITLE = re.compile(
    r"[^，。；！：>＞»|]*(?:年度?报告?|年度.{0,4}报告|(?:公开|工作|情况).*?(?:报告|总结))(?:[（(【\[][^（）()]*[）)】\]])?"
)
_TITLE_END = re.compile(r"(?:报告|年报|总结)(?:[（(【\[][^（）()]*[）)】\]])?$")
_TITLE_LENGTH, _TITLE_LINES = 60, 2  # characters, and lines above its last one
_BEGINS_WITHIN = re.compile(
    r"(?:关于)?(?:\d{4}|[二2][〇○零O0０][一二三四五六七八九〇○零\d]{2})|政府信息|政务|信息公开|工作|年度|度报告|报告"
)
_AGENCY_END = re.compile(
    r"(?:政府|[局委办厅院校部社会处所站馆队省市区县旗州镇乡盟]|委员会|办公室|大学|学院|中心|街道|办事处|公司|集团|银行|学校|小组)$"
)
_OPEN_END = re.compile(r"(?:年|年度|公开|信息|工作|政府|政务|情况|的)$")
_PUNCTUATION = re.compile(r"[，。；：！？:;>＞»|〔《]")
_DATE = rf"(?:{DAY}|\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|【待补充：[^】]*日期】)"
_ONLY_DATE = re.compile(rf"[（(]?{_DATE}[）)]?")
_BEFORE_DATE = re.compile(rf"(.*?\S)\s*({_DATE})", re.DOTALL)
_YEAR = re.compile(r"(?:关于)?(?:\d{4}|[二2][〇○零O0０])")
_START = re.compile(r"附[件表]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[：:]?")
_LISTED = re.compile(r"\s*(\d{1,2})\s*[.．、]\s*(?:(?!\d)|(?=\d{4}))")
_PLACEHOLDER = re.compile("【待补充：[^】]*】")


def titles_report(text: str) -> bool:
    """Whether a line, or lines put together, name a yearly report."""
    bare = _SPACES.sub("", text)
    return len(bare) <= _TITLE_LENGTH and not numbered_level(bare) and _TITLE.fullmatch(bare) is not None


def goes_on(line: str, following: str) -> bool:
    """Whether a line is the part of a title before the following one: an agency before its year, or words cut off."""
    line, following = _SPACES.sub("", line), _SPACES.sub("", following)
    begins = _BEGINS_WITHIN.match(following)
    if not begins or not is_bare(line) or titles_report(line) or is_date(line):
        return False
    cut_off = _OPEN_END.search(line) and not _YEAR.match(following)
    return bool(cut_off or _AGENCY_END.search(line))


def title_lines(lines: Sequence[str]) -> range:
    """Which lines are the title: the first that name a report, rather those with its subject, year and agency."""
    found = [title for last in range(len(lines)) for title in _title_at(lines, last)]
    return max(found, key=lambda title: _certainty("".join(lines[title.start : title.stop])), default=range(0))


def _title_at(lines: Sequence[str], last: int) -> Iterator[range]:
    """The lines of a title that ends with this one, if they name a report."""
    first, text = last, lines[last]
    if not _TITLE_END.search(_SPACES.sub("", text)):
        return
    while first > max(last - _TITLE_LINES, 0) and goes_on(lines[first - 1], text):
        first -= 1
        text = lines[first] + text
    if titles_report(text):
        yield range(first, last + 1)


def _certainty(text: str) -> tuple[bool, bool, bool]:
    return "公开" in text, _YEAR.search(text) is not None, bool(agency_in(text))


def is_bare(text: str) -> bool:
    """Whether a line is a short name without a number, a mark or the end of a sentence: an agency, or part of a title."""
    return len(text) <= HEADING_LENGTH and not numbered_level(text) and not _PUNCTUATION.search(unfilled(text))


def unfilled(text: str) -> str:
    """The text without the placeholders of a draft."""
    return _PLACEHOLDER.sub("", text)


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else, or the placeholder of one."""
    return len(text) <= HEADING_LENGTH and _ONLY_DATE.fullmatch(dates_in_digits(text.strip())) is not None


def signed(text: str) -> tuple[str, str] | None:
    """The agency and the date of a line that is both."""
    if len(text) > 2 * HEADING_LENGTH:
        return None
    found = _BEFORE_DATE.fullmatch(dates_in_digits(text.strip()))
    if not found or not is_bare(found[1]) or not _AGENCY_END.search(found[1]):
        return None
    return found[1], text.strip()[len(found[1]) :].strip()


def agency_in(title: str) -> str:
    """The agency a title begins with, before its year; empty where that is not certain."""
    bare = _SPACES.sub("", title)
    year = _YEAR.search(bare)
    name = bare[: year.start()] if year else ""
    return name if _AGENCY_END.search(name) and not _PLACEHOLDER.search(name) else ""


def attachment_note(text: str) -> tuple[str, str] | None:
    """The word of a note on attachments, and what is behind its colon."""
    found = ATTACHMENT_NOTE.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found and not ends_sentence(text) else None


def starts_attachment(text: str) -> bool:
    """Whether a line is the word 附件 alone, with a number or without."""
    return len(text) <= 10 and _START.fullmatch(text.strip()) is not None


def frames_attachments(lines: Sequence[str]) -> set[int]:
    """Which lines list the attachments or stand at the head of one: the word 附件, and the title below it."""
    found = {n for n, line in enumerate(lines) if starts_attachment(line) or (attachment_note(line) or ("", ""))[1]}
    below = {n + 1 for n in found if n + 1 < len(lines) and starts_attachment(lines[n])}
    return found | {n for n in below if is_bare(lines[n])}


def listed_number(text: str) -> int:
    """The number before a title in a list of attachments, 0 where there is none."""
    found = _LISTED.match(text)
    return int(found[1]) if found else 0
