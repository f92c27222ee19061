"""Spans: numbers that differ from a cell because they are of another span, account or site, or one of several parts."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.examination.findings import number_text
from generator.proofreading.telling.reckoning import Cells, Reckoning
from generator.proofreading.telling.statements import Mention
from generator.words.patterns import lazily

_OTHER_SITES = lazily("[局厅委](?:官方|门户|政府)?网站|部门网站|官网|子站")


def pieces(book: Reckoning, mentions: list[Mention]) -> set[int]:
    """Mentions, by identity, of one thing told in parts (by half-years, offices, sites) that come to its cell."""
    groups: dict[tuple[int, str], list[Mention]] = {}
    for mention in mentions:
        key = mention.key if book.ways(mention.told.figures) else mention.told.within or mention.key
        groups.setdefault((id(mention.passage), key), []).append(mention)
    found: set[int] = set()
    for (_, key), told in groups.items():
        if len(told) < 2 or any(m.quantity.told != "exact" for m in told):
            continue
        values = {book.value(cells) for cells in book.ways(book.words.file.mentions[key].figures)}
        sums = {sum((m.quantity.value for m in part), Decimal(0)) for part in (told, told[1:]) if len(part) > 1}
        if sums & values:
            found |= {id(m) for m in told}
    return found


def _may_be_more(book: Reckoning, mention: Mention, value: Decimal) -> bool:
    """Whether a number that is not the cell's may be of another span, account or site."""
    said, more = mention.sentence, mention.quantity.value > value
    if re.search(rf"其中[^。；]*?(?<![\d.]){number_text(value)}{mention.quantity.unit}", said):
        return True  # the number told is of a wider matter, the cell's is named among it
    if more and mention.has("growing") and re.search(r"截[至止]|(?:[至到]|自|从)20\d\d年", said):
        return True
    words = re.escape(mention.quantity.words)
    if mention.has("posted") and not re.search(rf"(?:政府|政务|公开)信息[^，。；、]{{0,6}}{words}", said):
        return more or book.manuscript.government
    if mention.has("site") and not more and re.search(r"[省市县区旗](?:政府|人民政府)[^，；。]{0,4}网", said):
        return book.manuscript.government or bool(_OTHER_SITES.search(book.manuscript.text))
    return False


def may_be_elses(book: Reckoning, mention: Mention, cells: Cells, value: Decimal) -> bool:
    """Whether a number that is not the cell's may well be of something else than the cell."""
    if mention.has("training"):
        before = mention.sentence.partition(mention.quantity.words)[0][-14:]
        if not re.search("信息公开|政务公开", before) and not _beside_drafted(book, mention):
            return True  # another training than that on disclosure
    if mention.has("signed") and re.search("名义|代.{0,4}政府", mention.sentence):
        return True
    part = cells.first.startswith("cover.") and mention.quantity.value < value and not _of_all(mention)
    return part or _may_be_more(book, mention, value)


def _beside_drafted(book: Reckoning, mention: Mention) -> bool:
    """Whether the sentence was added to a drafted one that tells of the trainings on disclosure."""
    slot = mention.passage.slot
    drafted = (p.text for p in book.manuscript.paragraphs() if slot and p.slot == slot and not p.own)
    return any(re.search("信息公开[^，。；]{0,4}培训", text) for text in drafted)


def _of_all(mention: Mention) -> bool:
    """Whether a number that the cover holds is told of the whole year, once."""
    return (
        not mention.among
        and bool(re.search("全年|本年|今年|共|累计|年，", mention.sentence))
        and len(re.findall(r"\d+(?:次|期|场|条|篇|人次)", mention.sentence)) < 2
    )
