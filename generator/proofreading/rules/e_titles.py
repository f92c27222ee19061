"""Rules E1 and E11: the title of the report and the chapters, their titles and their order, beside the official ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.numerals import numeral
from generator.words.patterns import lazily
from generator.words.titles import core, wording

_WORK_SUMMARY = lazily(r"工作总结|工作汇报|情况汇报|工作简报|情况简报")
_TITLE = lazily(
    r"^[^，。；：]{0,40}?20\d\d\s*(?:[-—－~～至]+\s*20\d\d\s*)?(?:学?年度?)?(?P<rest>[^\d，。；：>＞]{6,30})$"
)
_WORDS = lazily(
    r"学?年度|政府|政务|信息|公开|工作|年报|报告|情况|关于|的|和|与|及|[（(][^（）()]*[)）]|全文|公布|公示|公告|发布|解读|编制|总结|汇报|简报|\s|[》”\"]"
)
_OFFICIAL = Counter("政府信息公开工作年度报告")
_SHORT = lazily(r"^(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:的)?报告$")
_LEFT_OUT = re.compile("申请|提起|情况|工作|的")
_LENGTH_OF_ENDING, _SHORT_LINE, _FEW = 8, 15, 8


def title_of_a_summary(reading: Reading) -> Iterator[Remark]:
    """A published title that calls the report a summary of work, leaves 年度 out, or has its letters mixed up (E11)."""
    titles = list(_titles(reading.manuscript)) if reading.manuscript.published else []
    for passage, _ in titles:
        if _WORK_SUMMARY.search(passage.text) and "年度报告" not in passage.text:
            yield Remark("E11", passage, quoted(passage.text), "题目写成了总结、汇报，不是年度报告")
            return
    yearly = any(re.search("年度报告|年报", passage.text) for passage, _ in titles)
    for passage, rest in titles:
        if _garbled(rest):
            message = f"题目里“{rest}”的字写颠倒了、漏了或者错了，应是“政府信息公开工作年度报告”"
        elif _SHORT.match(rest) and not (yearly or "年度" in passage.text or not _prescribed(reading)):
            message = f"题目写的是“{rest}”，应是“政府信息公开工作年度报告”"
        else:
            continue
        yield Remark("E11", passage, quoted(passage.text), message)
        return


def _prescribed(reading: Reading) -> bool:
    return reading.manuscript.standard.file.official_chapters


def _titles(manuscript: Manuscript) -> Iterator[tuple[Passage, str]]:
    """Lines before the first heading that may be the title, each with what follows the year."""
    for passage in manuscript.passages:
        if passage.kind == "heading":
            return
        found = _TITLE.match(passage.text) if len(passage.text) < 60 else None
        rest = "".join(found["rest"].split()) if found else ""
        if rest and len(more := _after(manuscript, passage)) < _FEW and not _garbled(rest + more):
            rest += more  # a title on two lines
        if found or passage.kind == "title":
            yield passage, rest


def _garbled(rest: str) -> bool:
    """Whether the end of a title holds letters of the official one that make no words, or one that is not in it."""
    letters = Counter(rest)
    common = sum((letters & _OFFICIAL).values())
    left = _WORDS.sub("", rest)
    if not left or len(left) > 3 or common < _LENGTH_OF_ENDING:
        return False
    return all(letter in _OFFICIAL for letter in left) or (len(left) < 3 and len(rest) in (10, 12) and common >= 9)


def chapters(reading: Reading) -> Iterator[Remark]:
    """Chapters of the official form that are missing, out of order or named otherwise; a text that ends early is told to (E1)."""
    manuscript = reading.manuscript
    if not manuscript.published or not manuscript.standard.file.official_chapters:
        return
    heads, at = reading.chapters
    told = [place for place in at.values() if place is not None]
    if not told:
        return
    if told != sorted(told):
        late = next(heads[b] for a, b in pairwise(told) if b < a)
        yield Remark("E1", late, quoted(late.text), "章的顺序和规定的格式不一样")
    yield from _named_otherwise(reading)
    titles = list(at)
    seen = max(number for number, title in enumerate(titles) if at[title] is not None)
    missing = [t for t in titles[: seen if reading.cut else None] if at[t] is None and _unnamed(reading, t) is None]
    if missing:
        yield Remark("E1", None, "", f"没有“{'”“'.join(missing)}”{'一章' if len(missing) == 1 else '各章'}")
    if reading.cut:
        last, message = heads[max(told)], "全文到这一章为止，后面的章没有看到；如果文本不完整，请换完整的再核对"
        yield Remark("E1", last, quoted(last.text), message)


def _named_otherwise(reading: Reading) -> Iterator[Remark]:
    """Prescribed chapters whose title is not the prescribed one, told with both."""
    heads, at = reading.chapters
    for title, place in at.items():
        head = heads[place] if place is not None else _unnamed(reading, title)
        if (
            head is None
            or _same_title(title, head.text)
            or _same_title(title, head.text + _after(reading.manuscript, head))
        ):
            continue
        if reading.cut and head is heads[-1] and wording(title).startswith(wording(head.text)):
            continue  # the text was cut in its title
        message = f"这一章的标题和规定的格式不一样，格式上是“{title}”"
        yield Remark("E1", head, quoted(head.text), message, "标题照格式写")


def _after(manuscript: Manuscript, head: Passage) -> str:
    """The short line after a title or heading, on which it may go on."""
    passages = manuscript.passages
    at = next(number for number, passage in enumerate(passages) if passage is head)
    following = passages[at + 1 : at + 2]
    short = following and not following[0].level and len(following[0].text) < _SHORT_LINE
    return following[0].text if short else ""


def _unnamed(reading: Reading, title: str) -> Passage | None:
    """The heading that has the number of a chapter nobody else is, and stands in its place."""
    heads, at = reading.chapters
    if at[title] is not None:
        return None
    taken, titles = {place for place in at.values() if place is not None}, list(at)
    number = titles.index(title)
    after = next((at[t] for t in titles[number + 1 :] if at[t] is not None), None)
    before = next((at[t] for t in reversed(titles[:number]) if at[t] is not None), -1)
    for place, head in enumerate(heads):
        free = place not in taken and (before or 0) < place if before != -1 else place not in taken
        if free and after is not None and place < after and head.text.startswith(f"{numeral(number + 1)}、"):
            return head
    return None


def _same_title(title: str, head: str) -> bool:
    """Whether two titles differ only in words that every chapter may have, in their order, or in 其它 for 其他."""
    one, other = (sorted(_LEFT_OUT.sub("", core(wording(text)))) for text in (title, head))
    return one == other
