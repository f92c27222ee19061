"""The review as one web page: the units to be sorted and sifted, behind each its findings, who is missing, late, or has another's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.batch.unit_check import Judged
from generator.examination.findings import Finding
from generator.words.characters import shown
from generator.writers.html_page import HtmlPage, file_beside, in_element

if TYPE_CHECKING:
    from generator.batch.folder_review import Absent

_MOST, _LONGEST = 20, 200  # findings a unit that are told one by one, and letters of each
_HEADS = ("单位", "结论", "错误", "提醒", "待填", "雷同", "最要紧的几处", "文件")


def _text(words: str) -> str:
    """Words as text of a page, short enough."""
    clean = shown(words)
    return in_element(clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}……")


class ReviewPage:
    """The page while it is written; `finish` gives its bytes. Takes what the workbook of the review takes."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}
        self._more: dict[str, int] = {}
        self._units: list[Judged] = []
        self._same: list[str] = []
        self._lists: list[tuple[str, list[str]]] = []

    def finding(self, judged: Judged, finding: Finding) -> None:
        """A line below the unit."""
        told = self._found.setdefault(judged.file, [])
        if finding.severity == "unfilled" or len(told) >= _MOST:
            self._more[judged.file] = self._more.get(judged.file, 0) + 1
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

    def aside(self, files: Mapping[str, str]) -> None:
        """The files that were left aside, and why."""
        self._lists.append(("没有看的文件", [f"{file}：{why}" for file, why in files.items()]))

    def finish(self) -> bytes:
        """The whole page (UTF-8)."""
        sheet, script = (file_beside(__file__, f"review_page.{kind}") for kind in ("css", "js"))
        return HtmlPage("核对结果", "".join(self._body()), sheet, script).written()

    def _body(self) -> Iterator[str]:
        words = dict.fromkeys(judged.word for judged in self._units)
        told = "，".join(f"{sum(one.word == word for one in self._units)} 份{word}" for word in words)
        yield f"<h1>核对结果</h1>\n<p>{len(self._units)} 份：{in_element(told)}</p>\n"
        yield '<div class="bar" hidden>\n<label>结论 <select id="word"><option value="">全部</option>'
        yield from (f"<option>{in_element(word)}</option>" for word in words)
        yield '</select></label>\n<label>找 <input id="name" type="search"></label>\n<span id="told" aria-live="polite"></span>\n</div>\n'
        yield '<div class="wide" role="region" tabindex="0" aria-label="各单位">\n<table id="units">\n<thead><tr>'
        yield from (f'<th scope="col"><button type="button">{head}</button></th>' for head in _HEADS)
        yield "</tr></thead>\n<tbody>\n"
        for number, judged in enumerate(self._units):
            yield self._row(number, judged)
        yield "</tbody>\n</table>\n</div>\n"
        for title, lines in self._lists:
            if lines:
                listed = "".join(f"<li>{_text(line)}</li>\n" for line in lines)
                yield f"<h2>{title}：{len(lines)}</h2>\n<ul>\n{listed}</ul>\n"
        yield "<h2>各单位的问题</h2>\n"
        for number, judged in enumerate(self._units):
            yield self._details(number, judged)

    def _row(self, number: int, judged: Judged) -> str:
        looks = "bad" if judged.fails or judged.problem else "note" if judged.worst else ""
        name = f'<a href="#u{number}">{_text(judged.unit)}</a>' if self._found.get(judged.file) else _text(judged.unit)
        counted = "".join(f'<td class="number">{count}</td>' for count in judged.counts)
        more = "".join(f"<td>{_text(words)}</td>" for words in (self._same[number], judged.first, judged.file))
        return f'<tr class="{looks}" data-unit="u{number}"><td>{name}</td><td class="word">{in_element(judged.word)}</td>{counted}{more}</tr>\n'

    def _details(self, number: int, judged: Judged) -> str:
        found = self._found.get(judged.file)
        if not found:
            return ""
        more = self._more.get(judged.file, 0)
        left = f"<li>另有 {more} 处（待填的和再多的没有列在这里，见 .xlsx 的核对结果）</li>\n" if more else ""
        head = f"{_text(judged.unit)}（{in_element(judged.word)}）"
        return f'<details id="u{number}">\n<summary>{head}</summary>\n<ul>\n{"".join(found)}{left}</ul>\n</details>\n'
