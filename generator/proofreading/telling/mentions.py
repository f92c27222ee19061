"""Mentions: what a text says about the numbers of the report, clause by clause; what cannot be told is left alone.

A clause counts only when it is understood whole: its fillers (time, subject, adverbs) are taken out, and what remains must
be one of the sayings of the vocabulary from its first to its last word. A word that is not understood (another office,
another year, another matter) thus keeps a number from being judged.
"""

from __future__ import annotations

import re

from generator.proofreading.catalogue import Mentioned
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.telling.fillers import fillers
from generator.proofreading.telling.quantities import NUMBER, quantity
from generator.proofreading.telling.scope import (
    is_part,
    is_wider,
    limits,
    names_another,
    of_the_year,
    opens_the_year,
    turns,
)
from generator.proofreading.telling.statements import Claim, Mention, Percentage, Statements
from generator.proofreading.telling.vocabulary import Vocabulary
from generator.words.patterns import lazily
from generator.words.sentences import clauses, lead_of, sentences

_UNITS = "万元|亿元|元|件次|人次|[件宗份条起次例个封则项篇场期班人名位家处案]"
_AMOUNT = lazily(rf"{NUMBER}(?P<unit>{_UNITS})(?:次)?")
_OPEN = lazily(
    r"正在办理|尚在|仍在|在办|未到期|(?<!没有)(?<!无)结转(?:至|到|入)?(?:下|次|20\d\d)|截[至止].{0,6}(?:公布|发布|目前)"
)
_ONLY = lazily(r"^(?:均|全部|都|皆|全)?(?:为|是|系|属于|属|以)?")
_SCOPED = lazily(r"收到|接到|受理|新收|办结|答复|接收")
_NUMBERED = lazily(r"[\d〇一二两三四五六七八九十百千]")
_SHARE = lazily(r"占.{0,14}?(?P<percent>\d+(?:\.\d+)?)[%％]")
_PERCENT = lazily(r"(?:约)?(?P<percent>\d+(?:\.\d+)?)[%％]")
_GROWTH = lazily(
    r"(?:同比|(?:比|较|与|和)(?:上年度?|上一年度?|去年|{last}年度?)(?:同期)?(?:相比)?)"
    r"(?P<way>增长|增加|上升|增多|下降|减少|降低)了?(?P<n>\d+(?:\.\d+)?)(?P<unit>[%％]|件|条|次|篇|份|宗|起)"
)


def told_in(manuscript: Manuscript, words: Vocabulary) -> Statements:
    """What the office's own prose tells; drafted sentences are made from the cells and need no comparing."""
    reader = _Reader(manuscript, words)
    count = sum(len(sentences(passage.text)) for passage in manuscript.paragraphs())
    for passage in manuscript.prose():
        reader.read(passage)
    return Statements(reader.mentions, reader.shares, reader.claims, count)


class _Reader:
    def __init__(self, manuscript: Manuscript, words: Vocabulary) -> None:
        self.manuscript, self.words = manuscript, words
        self.fillers = fillers(manuscript)
        own = "".join(f"{unit}|" for unit in words.own_units)
        self.amount = re.compile(rf"{NUMBER}(?P<unit>{own}{_UNITS})(?:次)?") if own else _AMOUNT
        self.growth = re.compile(_GROWTH.pattern.replace("{last}", str(manuscript.year - 1)))
        self.mentions: list[Mention] = []
        self.shares: list[Percentage] = []
        self.claims: list[Claim] = []

    def read(self, passage: Passage) -> None:
        """Read one paragraph; the topic goes from its heading through its clauses."""
        lead, text = lead_of(passage.text)
        self.topic = self._topic(passage.heading) or self._topic(lead)
        self.lead = lead
        self.foreign = self.outside = bool(lead) and names_another(self.fillers.sub("", lead))
        self.away = self.cumulative = going_on = False
        for sentence in sentences(text):
            self.last: Mention | None = None
            self.part: Mention | None = None
            self.before, self.among, self.theirs = "", False, self.outside
            if not going_on:
                self.away, self.cumulative = False, bool(re.search("累计|历年", lead))
            going_on = sentence.endswith(("；", ";"))
            self.clause = ""
            self.told: list[Mention] = []
            self.unread = False
            for clause, listed in clauses(sentence):
                self.shared = listed and not _NUMBERED.search(self.clause)
                self._clause(passage, sentence, clause)
                self.before, self.clause = self.before + clause, clause

    def _topic(self, words: str) -> str:
        for topic in ("application", "dispute", "other"):
            if self.words.topics[topic].search(words):
                return topic
        return ""

    def _clause(self, passage: Passage, sentence: str, clause: str) -> None:
        residue = self.fillers.sub("", clause)
        if "累计" in clause or "历年" in clause:
            self.cumulative = True
        elif of_the_year(clause, residue) or f"{self.manuscript.year}年" in clause:
            self.cumulative = False
        self.among = self.among or "其中" in clause
        numbered = bool(_NUMBERED.search(residue))
        found = self._mention(passage, sentence, clause, residue) if numbered else None
        if found is None and not numbered:
            found = self._only(passage, sentence, residue)
        if found is None and not self.theirs:
            self._claim(passage, sentence, clause, residue)
        if found is not None:
            self.away = self.away and not of_the_year(clause, residue)
            self._keep(found)
            return
        self.away = turns(clause, residue, self.away)
        if opens_the_year(clause, self.manuscript.year):
            self.theirs = False
        elif limits(residue, clause, numbered) or (not numbered and names_another(residue)):
            self.theirs = True
            self.outside = self.outside or _opens(sentence, clause, residue)
        if numbered and self.last is not None and not self._share(sentence, clause):
            self.last = None
        self.unread = numbered and not _SHARE.search(clause)
        if (
            numbered
            and (_SCOPED.search(residue) or "申请" in residue)
            and (self.topic == "application" or self._topic(clause) == "application")
        ):
            self.foreign = True
        self.topic = self._topic(clause) or self.topic

    def _keep(self, found: Mention) -> None:
        if found.told.topic:
            self.topic = found.told.topic
        if found.has("intake"):
            self.foreign = False
        if found.told.group in ("channel", "person") or found.has("carried_over"):
            self.part = found
        elif (
            self.part
            and found.quantity.value <= self.part.quantity.value
            and not found.has("intake", "carried_forward")
        ):
            found = found._replace(doubtful=True)
        if is_part(found, self.told, self.unread) or is_wider(found, self.last, self.before):
            found = found._replace(doubtful=True)
        self.told.append(found)
        self.unread = False
        if self.theirs or self.away or self.shared or (self.foreign and found.told.topic == "application"):
            found = found._replace(doubtful=True)
        self.last = found
        self.mentions.append(found)

    def _mention(self, passage: Passage, sentence: str, clause: str, residue: str) -> Mention | None:
        amounts = list(self.amount.finditer(residue))
        amount = quantity(amounts[0]) if len(amounts) == 1 else None
        if amount is None:
            return None
        at = amounts[0]
        written = f"{residue[: at.start()]}N{residue[at.end() :]}"
        for key, told in self.words.cued(self.lead + clause):
            joined = self.lead + written if told.place and re.fullmatch(told.place, self.lead) else written
            if self.words.says(key, joined, amount.unit) and self._speaks_of(told, passage, clause):
                if told.whole and (self.lead or self._of_a_channel(passage)):
                    return None
                return Mention(key, told, amount, passage, sentence, self.cumulative, self.among)
        return None

    def _of_a_channel(self, passage: Passage) -> bool:
        return bool(
            re.search(
                r"网站|微博|微信|公报|新媒体|平台|渠道|广播|电视|报刊|公开栏|查阅|其[他它]方式",
                passage.heading + self.before,
            )
        )

    def _speaks_of(self, told: Mentioned, passage: Passage, clause: str) -> bool:
        if not told.topic:
            return True
        if told.topic == "dispute":
            about = r"(?:因|涉及|针对|关于|有关|对|的|由|作为)[^，。；]{0,12}(?:信息公开|依申请|政务公开)|信息公开(?:申请|类|的|行政|案|引)"
            return bool(
                re.search(about, self.before + clause) or re.search("信息公开|依申请", passage.heading + clause)
            )
        return self.topic == told.topic or bool(self.words.topics[told.topic].search(clause))

    def _only(self, passage: Passage, sentence: str, residue: str) -> Mention | None:
        """`均为自然人申请` after `收到8件` tells that 8 came from natural persons."""
        if self.last is None or not self.last.has("intake") or self.last.doubtful:
            return None
        rest = _ONLY.sub("", residue, count=1)
        if rest == residue or not rest:
            return None
        for key, told in self.words.cued(rest):
            if told.group in ("channel", "person") and self.words.says(key, f"{rest}N", "件"):
                return Mention(key, told, self.last.quantity, passage, sentence)
        return None

    def _claim(self, passage: Passage, sentence: str, clause: str, residue: str) -> None:
        for claimed, pattern in self.words.claims(clause):
            if claimed.means == "none" and claimed.topic == "application" and self.foreign:
                continue
            about = claimed.about and not re.search(claimed.about, self.before + clause + passage.heading)
            apt = self.topic == claimed.topic or bool(self.words.topics[claimed.topic].search(clause))
            partial = self.part is not None and claimed.all_closed
            if "carried_forward" in self.words.file.mentions[claimed.of].traits and (
                self.unread or _OPEN.search(sentence) or any(m.has("closed") for m in self.told)
            ):
                continue
            if ("书面" in clause and re.search("网|电子|邮件|线上", sentence)) or (
                "公民" in clause and re.search("法人|企业|组织", sentence)
            ):
                continue
            if apt and not about and not partial and pattern.fullmatch(residue):
                self.claims.append(Claim(claimed, passage, sentence))

    def _share(self, sentence: str, clause: str) -> bool:
        assert self.last is not None
        if re.search("占(?:不予|部分|无法|予以|其他|全)", clause):
            return False
        if found := self.growth.search(clause):
            self.shares.append(Percentage(self.last, found["n"], sentence, found["way"], found["unit"]))
        elif found := _SHARE.fullmatch(clause) or _PERCENT.fullmatch(clause):
            self.shares.append(Percentage(self.last, found["percent"], sentence))
        else:
            return False
        return True


def _opens(sentence: str, clause: str, residue: str) -> bool:
    """Whether a sentence is but the head of what another office did: `二是街道办理情况。`"""
    alone = residue == clause and sentence.rstrip("。；") == clause
    return alone or bool(re.fullmatch(r"[一二三四五六七八九十]+是.{2,14}情况。?", sentence))
