"""Every number of a text accounted for: compared, reckoned again, told once, of a date, law or address, or not understood."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.proofreading.manuscript import Passage
from generator.proofreading.telling.ledger import Ledger
from generator.proofreading.telling.lists import Counts
from generator.proofreading.telling.statements import Statements
from generator.words.patterns import lazily

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ASIDE = lazily(  # dates, documents and their articles, numbering, addresses, times
    r"\d{4}\s*(?:[-—–－至]\s*\d{4}\s*)?(?:学?年度?)(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*\d*\s*号?|(?:第|令|总)\s*\d+\s*(?:号|条|款|项|章|期|届|次|批)?|\d+\s*号(?:令|文)?"
    r"|附[件表]\s*\d|[—－-]\s*\d{1,3}\s*[—－-]|【[^】]*】|\d{3,4}[—－-]\d{6,9}|\d+[-－—]\d+\s*号|(?<=[。；：:，])\s*\d{1,2}[、.．]|[（(]1\s*[-－]"
    r"|^\s*\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|\d{1,2}[:：]\d{2}|\d{3,4}-\d{6,9}|1\d{10}|\d{6}(?!\d)|(?:https?://|www\.)[\w./?=&%-]+"
    r"|\d+\s*(?:个工作日|小时|天|日内|楼|室|路|周年|周岁|×)|[A-Za-z][\w.-]*\d[\w.-]*|\d+\s*[+＋]\s*\w|“[^”]{0,6}\d+[^”]{0,6}”"
)
_COUNTED = lazily(r"\s*(?:[-~～—－至]\s*\d+)?(?:余|多)?\s*(?:万|亿)?\s*(?:[%％‰倍]|[\u4e00-\u9fff])")


class Accounting(NamedTuple):
    """How many numbers of the office's own prose were compared with a cell, an answer or another place; reckoned from others told
    beside them; are told once with nothing to compare; belong to dates, documents and addresses; are not understood."""

    compared: int = 0
    reckoned: int = 0
    once: int = 0
    aside: int = 0
    open: int = 0

    @property
    def words(self) -> str:
        """As it is told below the verdict; nothing where the text has no numbers."""
        counts = [
            (self.compared + self.reckoned, "核对了 {} 个"),
            (self.once, "只写了一次、没有可比的 {} 个"),
            (self.aside, "日期、文号、联系方式等 {} 个"),
            (self.open, "没有看懂 {} 个"),
        ]
        listed = "，".join(said.format(number) for number, said in counts if number)
        return f"文字里有 {sum(self)} 个数：{listed}。" if listed else ""


def accounted(
    passages: list[Passage], told: Statements, ledger: Ledger, counts: list[tuple[Passage, Counts]]
) -> Accounting:
    """Account for every number in digits of these passages."""
    compared = {(id(m.passage), _digits(m.quantity.words)) for m in told.mentions}
    compared |= {(id(share.mention.passage), share.percent) for share in told.shares}
    compared |= {(id(entry.passage), str(entry.value)) for entry in ledger.entries}
    by_passage = {id(passage): counted for passage, counted in counts}
    found = dict.fromkeys(Accounting._fields, 0)
    for passage in passages:
        text = passage.text
        if not any(map(str.isdecimal, text)):
            continue
        aside = [one.span() for one in _ASIDE.finditer(text)]
        reckoned = _reckoned(by_passage.get(id(passage), Counts()))
        for number in _NUMBER.finditer(text):
            if any(start <= number.start() and number.end() <= end for start, end in aside):
                found["aside"] += 1
            elif (id(passage), number[0].replace(",", "")) in compared:
                found["compared"] += 1
            elif number.start() in reckoned or number[0] in reckoned:
                found["reckoned"] += 1
            else:
                found["once" if _COUNTED.match(text, number.end()) else "open"] += 1
    return Accounting(**found)


def _reckoned(counts: Counts) -> set[int | str]:
    """Where the numbers of wholes and parts stand, and the percentages told of counts."""
    found: set[int | str] = {item.share for item in counts.items if item.share}
    for told in counts.parts:
        found |= {item.start for item in (told.whole, *told.parts)}
    return found


def _digits(words: str) -> str:
    number = _NUMBER.search(words)
    return number[0].replace(",", "") if number else words
