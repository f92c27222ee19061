"""The review as one web page: the units to be sorted and sifted, behind each its findings, who is missing, late, or has another's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.batch.hand_in_log import Log, deadline_of, first_seen
from generator.batch.unit_check import Judged
from generator.batch.unit_list import Unit
from generator.examination.findings import Finding
from generator.words.characters import shown
from generator.writers.html_page import HtmlPage, file_beside, in_attribute, in_element

if TYPE_CHECKING:
    from generator.batch.folder_review import Absent

_LONGEST = 200  # letters of a finding
_MOST = (100, 60, 40, 20, 10, 5, 0)  # findings a unit that are told one by one, as many as the page has room for
_ROOM = 980_000  # bytes
_LEAST = 120  # bytes of a finding
_HEADS = ("单位", "结论", "错误", "提醒", "待填", "雷同", "最要紧的几处", "文件")


def _text(words: str) -> str:
    """Words as text of a page, short enough."""
    clean = shown(words)
    return in_element(clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}……")


def _linked(target: str, words: str) -> str:
    """Words, leading somewhere where there is such a place."""
    return f'<a href="{target}">{_text(words or "看")}</a>' if target else _text(words)


class ReviewPage:
    """The page while it is written; `finish` gives its bytes. Takes what the workbook of the review takes.

    `log` is what `collect` keeps of the days files came; where there is none, nothing is said of who was late.
    """

    def __init__(self, log: Log | None = None) -> None:
        self._log = log or {}
        self._found: dict[str, list[str]] = {}
        self._blank: dict[str, list[str]] = {}
        self._codes: dict[str, dict[str, None]] = {}
        self._units: list[Judged] = []
        self._same: list[str] = []
        self._lists: list[tuple[str, list[str]]] = []

    def finding(self, judged: Judged, finding: Finding) -> None:
        """A line below the unit."""
        self._codes.setdefault(judged.file, {})[finding.code] = None
        told = (self._blank if finding.severity == "unfilled" else self._found).setdefault(judged.file, [])
        if len(told) >= min(_MOST[0], _ROOM // _LEAST // len(self._codes)):
            return
        place = f"{finding.place} " if str(finding.place) else ""
        advice = f"（{_text(finding.advice)}）" if finding.advice else ""
        head = f'<span class="kind {finding.severity}">{finding.word} [{in_element(finding.code)}]</span>'
        told.append(f"<li>{head} {_text(place + finding.message)}{advice}</li>\n")

    def problem(self, judged: Judged) -> None:
        """Why a file cannot be used."""
        head = '<span class="kind error">不能用</span>'
        self._found.setdefault(judged.file, []).append(f"<li>{head} {_text(judged.problem)}</li>\n")

    def unit(self, judged: Judged, same: str) -> None:
        """A row of the table of units; `same` says whose words its own are."""
        self._units.append(judged)
        self._same.append(same)

    def missing(self, absent: Iterable[Absent], unlisted: Iterable[str]) -> None:
        """Who has not handed in, and who did without standing on the list."""
        lines = [f"{one.unit.name}{f'（{one.why}）' if one.why else ''}" for one in absent]
        self._lists.append(("没有报的单位", lines))
        self._lists.append(("报了、名单上没有的", list(unlisted)))

    def doubled(self, files: dict[str, list[str]]) -> None:
        """Units with several files."""
        self._lists.append(("一个单位几个文件", [f"{name}：{'、'.join(paths)}" for name, paths in files.items()]))

    def late(self, units: Iterable[Unit], year: int) -> None:
        """Whose first file that could be used came after the day it was due."""
        lines = []
        for unit in units:
            due, came = deadline_of(unit, year, None), first_seen(self._log.get(unit.key, ()))
            if came and came > due:
                lines.append(f"{unit.name}：期限 {due}，{came} 收到，晚 {(came - due).days} 天")
        self._lists.append(("逾期的单位", lines))

    def aside(self, files: Mapping[str, str]) -> None:
        """The files that were left aside, and why."""
        self._lists.append(("没有看的文件", [f"{file}：{why}" for file, why in files.items()]))

    def finish(self) -> bytes:
        """The whole page (UTF-8)."""
        sheet, script = (file_beside(__file__, f"review_page.{kind}") for kind in ("css", "js"))
        fitting = [most for most in _MOST if most * len(self._units) * _LEAST <= _ROOM]
        for most in fitting:
            page = HtmlPage("核对结果", "".join(self._body(most)), sheet, script, kind="核对结果").written()
            if len(page) <= _ROOM:
                break
        return page

    def _body(self, most: int) -> Iterator[str]:
        order = sorted(range(len(self._units)), key=lambda number: self._weight(self._units[number]))
        yield from self._top()
        yield '<div class="wide" role="region" tabindex="0" aria-label="各单位">\n<table id="units">\n<thead><tr>'
        yield from (f'<th scope="col"><button type="button">{head}</button></th>' for head in _HEADS)
        yield "</tr></thead>\n<tbody>\n"
        yield from (self._row(number, self._units[number], most) for number in order)
        yield "</tbody>\n</table>\n</div>\n"
        for place, (title, lines) in enumerate(self._lists):
            if lines:
                listed = "".join(f"<li>{_text(line)}</li>\n" for line in lines)
                yield f'<h2 id="l{place}">{title}：{len(lines)}</h2>\n<ul>\n{listed}</ul>\n'
        yield "<h2>各单位的问题</h2>\n" if most else ""
        yield from (self._details(number, self._units[number], most) for number in order)

    def _weight(self, judged: Judged) -> tuple[bool, int, int, int]:
        """The worst first: what cannot be used, then by errors, warnings, blanks."""
        error, warning, blank = judged.counts
        return not judged.problem, -error, -warning, -blank

    def _top(self) -> Iterator[str]:
        """How many there are of each verdict and in each list, and what the units are sifted by."""
        words = Counter(judged.word for judged in self._units)
        told = "，".join(f"{count} 份{word}" for word, count in words.items())
        yield f"<h1>核对结果</h1>\n<p>{len(self._units)} 份：{in_element(told)}"
        for place, (title, lines) in enumerate(self._lists):
            yield f'；<a href="#l{place}">{title} {len(lines)}</a>' if lines else ""
        yield '</p>\n<div class="bar" hidden>\n<label>结论 <select id="word"><option value="">全部</option>'
        yield from (f"<option>{in_element(word)}</option>" for word in words)
        yield '</select></label>\n<label>有这种问题 <select id="code"><option value="">不论</option>'
        codes = Counter(code for found in self._codes.values() for code in found)
        yield from (
            f'<option value="{in_attribute(code)}">{in_element(code)}（{codes[code]} 个单位）</option>'
            for code in sorted(codes)
        )
        yield '</select></label>\n<label>找 <input id="name" type="search"></label>\n<span id="told" aria-live="polite"></span>\n</div>\n'

    def _row(self, number: int, judged: Judged, most: int) -> str:
        looks = "bad" if judged.fails or judged.problem else "note" if judged.worst else ""
        name = _linked(quote(judged.page), judged.unit)
        found = _linked(f"#u{number}" if self._told(judged)[:most] else "", judged.first)
        codes = in_attribute(" ".join(self._codes.get(judged.file, ())))
        counted = "".join(f'<td class="number">{count}</td>' for count in judged.counts)
        more = f"<td>{_text(self._same[number])}</td><td>{found}</td><td>{_text(judged.file)}</td>"
        return f'<tr class="{looks}" data-unit="u{number}" data-codes=" {codes} "><td>{name}</td><td class="word">{in_element(judged.word)}</td>{counted}{more}</tr>\n'

    def _details(self, number: int, judged: Judged, most: int) -> str:
        found = self._told(judged)[:most]
        if not found:
            return ""
        more = sum(judged.counts) - len(found)
        left = f"<li>另有 {more} 处没有列在这里，整份报告旁边都有</li>\n" if more > 0 else ""
        head = f"{_text(judged.unit)}（{in_element(judged.word)}）"
        whole = f'<p><a href="{quote(judged.page)}">整份报告，问题标在旁边</a></p>\n' if judged.page else ""
        return f'<details id="u{number}">\n<summary>{head}</summary>\n{whole}<ul>\n{"".join(found)}{left}</ul>\n</details>\n'

    def _told(self, judged: Judged) -> list[str]:
        """The findings of a file, what is only to be filled in last."""
        return [*self._found.get(judged.file, ()), *self._blank.get(judged.file, ())]
