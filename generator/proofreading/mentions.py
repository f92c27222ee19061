"""Mentions: what a text says about the numbers of the report, clause by clause; what cannot be told is left alone.

A clause counts only when it is understood whole: its fillers (time, subject, adverbs) are taken out, and what remains must
be one of the sayings of the vocabulary from its first to its last word. A word that is not understood (another office,
another year, another matter) thus keeps a number from being judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.proofreading.catalogue import Claimed, Mentioned
from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.quantities import NUMBER, Quantity, quantity
from generator.proofreading.vocabulary import Vocabulary

_SENTENCE = re.compile(r"[^。；！？;!?]+[。；！？;!?]?")
_CLAUSE = re.compile(r"[，、：（）():“”\"《》〈〉]|,(?!\d{3}(?!\d))|(?<!\d),|(?<=[件条次篇人个份宗])(?:和|及|以及)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_JOINED = (
    (re.compile(r"公民、法人(?:和|或|或者|及|以及)其他组织"), ""),
    (
        re.compile(
            r"复议(?:、|，|,|和|或|或者|以及|及|与|及其)(?:被)?(?:提起|提出|申请)?(?:的)?(?:行政)?(?:诉讼|起诉)"
        ),
        "复议诉讼",
    ),
    (re.compile(r"专[（(]兼[)）]职|专、兼职|专职、兼职|专职和兼职"), "专兼职"),
)
# A clause that tells a number of somebody else: what follows in its sentence is theirs too.
_OTHERS = re.compile(
    r"^[\u4e00-\u9fff]{0,12}?(?:办公室|部门|单位|街道|乡镇|[^公]镇|局|中心|委|处|科|股|各[^种类项]|本级|系统)"
)
_UNITS = "万元|亿元|元|件次|人次|[件宗份条起次例个封则项篇场期班人名位家处案]"
_AMOUNT = re.compile(rf"{NUMBER}(?P<unit>{_UNITS})(?:次)?")
# A clause that limits what follows in its sentence to another time, another office, a part, another matter.
_LIMITED = re.compile(
    r"(?:20\d\d年(?:度|底|末)?|上年度?|上一年度?|去年(?:同期)?|上年同期|[上下]半年|第?[一二三四]?季度|\d{1,2}月(?:份|底|末)?(?:[-—–至到]\d{1,2}月(?:份|底)?)?|以来|以前|之前|施行[前后]|之日|之后|期间)$"
    r"|^(?:对|针对|涉及|关于|有关|其余|剩余|其他|年内到期|应)|(?:类|方面|领域|环节|机关|单位|部门|所|站|队|局|中心|街道|乡镇?|镇|邮寄|窗口)$|全[省市县区镇乡]"
)
_SLICED = re.compile(r"延期|书面|当面|当场|电话|电子邮件|邮寄|到期|应(?:办结|答复)")
_OPEN = re.compile(
    r"正在办理|尚在|仍在|在办|未到期|(?<!没有)(?<!无)结转(?:至|到|入)?(?:下|次|20\d\d)|截[至止].{0,6}(?:公布|发布|目前)"
)
_ONLY = re.compile(r"^(?:均|全部|都|皆|全)?(?:为|是|系|属于|属|以)?")
_SCOPED = re.compile(r"收到|接到|受理|新收|办结|答复|接收")
_NUMBERED = re.compile(r"[\d〇一二两三四五六七八九十百千]")
_SHARE = re.compile(r"占.{0,14}?(?P<percent>\d+(?:\.\d+)?)[%％]")
_PERCENT = re.compile(r"(?:约)?(?P<percent>\d+(?:\.\d+)?)[%％]")
_GROWTH = re.compile(
    r"(?:同比|(?:比|较|与|和)(?:上年度?|上一年度?|去年|{last}年度?)(?:同期)?(?:相比)?)"
    r"(?P<way>增长|增加|上升|增多|下降|减少|降低)了?(?P<n>\d+(?:\.\d+)?)(?P<unit>[%％]|件|条|次|篇|份|宗|起)"
)


class Mention(NamedTuple):
    """A number told in the text: what of, how much, and where. `cumulative` says 累计; `among` stands after 其中."""

    key: str
    told: Mentioned
    quantity: Quantity
    passage: Passage
    sentence: str
    cumulative: bool = False
    among: bool = False
    doubtful: bool = False


class Share(NamedTuple):
    """A percentage told right after a mention: a share of the whole, or a growth rate against last year."""

    mention: Mention
    percent: str
    sentence: str
    growth: str = ""
    unit: str = "%"


class Claim(NamedTuple):
    """A saying without a number that was understood."""

    claimed: Claimed
    passage: Passage
    sentence: str


class Told(NamedTuple):
    """All that a manuscript tells about numbers, in reading order."""

    mentions: list[Mention]
    shares: list[Share]
    claims: list[Claim]
    sentences: int


def told_in(manuscript: Manuscript, words: Vocabulary) -> Told:
    """What the prose of a manuscript tells."""
    reader = _Reader(manuscript, words)
    for passage in manuscript.prose():
        reader.read(passage)
    return Told(reader.mentions, reader.shares, reader.claims, reader.sentences)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip():
            yield found[0].strip()


class _Reader:
    def __init__(self, manuscript: Manuscript, words: Vocabulary) -> None:
        self.manuscript, self.words = manuscript, words
        self.fillers = _fillers(manuscript)
        self.growth = re.compile(_GROWTH.pattern.replace("{last}", str(manuscript.year - 1)))
        self.mentions: list[Mention] = []
        self.shares: list[Share] = []
        self.claims: list[Claim] = []
        self.sentences = 0

    def read(self, passage: Passage) -> None:
        """Read one paragraph; the topic goes from its heading through its clauses."""
        lead, text = _lead(passage.text)
        self.topic = self._topic(passage.heading) or self._topic(lead)
        self.lead, self.foreign = lead, False
        for sentence in sentences(text):
            self.sentences += 1
            self.last: Mention | None = None
            self.part: Mention | None = None
            self.before, self.among, self.theirs = "", False, False
            self.clause = ""
            self.told: list[Mention] = []
            self.unread = False
            for clause, listed in _clauses(sentence):
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
        self.among = self.among or "其中" in clause
        numbered = bool(_NUMBERED.search(residue))
        found = self._mention(passage, sentence, clause, residue) if numbered else None
        if found is None and not numbered:
            found = self._only(passage, sentence, residue)
        if found is None and not self.theirs:
            self._claim(passage, sentence, clause, residue)
        if found is not None:
            self._keep(found)
            return
        if self._whole(clause):
            self.theirs = False
        elif (numbered and _OTHERS.search(residue)) or (
            _LIMITED.search(residue) and not re.search("依申请|申请公开|信息公开", clause)
        ):
            self.theirs = True
        if numbered and self.last is not None and not self._share(sentence, clause):
            self.last = None
        self.unread = numbered and not _SHARE.search(clause)
        if (
            numbered
            and _SCOPED.search(residue)
            and (self.topic == "application" or self._topic(clause) == "application")
        ):
            self.foreign = True
        self.topic = self._topic(clause) or self.topic

    def _whole(self, clause: str) -> bool:
        """Whether a clause opens the report's own year: what follows is of the whole again."""
        return bool(
            re.fullmatch(
                rf"(?:[^，]{{0,4}}{self.manuscript.year}年度?|全年|本年度?|全年度|今年|(?:截[至止])?12月(?:底|末|份)|(?:\d{{4}}年)?1月?[-—–至到]12月)",
                clause,
            )
        )

    def _keep(self, found: Mention) -> None:
        if found.told.topic:
            self.topic = found.told.topic
        if found.key == "received":
            self.foreign = False
        if found.told.group in ("channel", "person") or found.key == "carried_over":
            self.part = found
        elif (
            self.part
            and found.quantity.value <= self.part.quantity.value
            and found.key not in ("received", "carried_forward")
        ):
            found = found._replace(doubtful=True)
        if self._sliced(found):
            found = found._replace(doubtful=True)
        self.told.append(found)
        self.unread = False
        if self.theirs or self.shared or (self.foreign and found.told.topic == "application"):
            found = found._replace(doubtful=True)
        self.last = found
        self.mentions.append(found)

    def _headed_by_part(self) -> bool:
        """Whether the sentence tells of a part only: `商业企业申请8件，予以公开5件`."""
        part = any(m.told.group in ("channel", "person") or m.key == "business" for m in self.told)
        return part and not any(m.key == "received" for m in self.told)

    def _sliced(self, found: Mention) -> bool:
        """Whether the sentence cuts the whole into parts of which this is one."""
        before = [m for m in self.told if m.told.group not in ("channel", "person")]
        if found.told.group in ("channel", "person"):
            return (bool(before) and before[-1].key != "received") or (
                "其他组织" in found.sentence and found.key == "legal_person"
            )
        if found.key in ("closed", "replied", "worked"):
            parts = [m for m in self.told if m.key in ("closed", "replied", "worked", "received")]
            return bool(
                any(m.quantity.value >= found.quantity.value and m.key != "received" for m in parts)
                or re.search("延期(?:办结|答复)", found.sentence)
                or self._headed_by_part()
                or self.unread
                or re.search("(?:公民|自然人|企业|法人|个人)(?:提出的)?申请", found.sentence)
            )
        if found.key == "received":
            more = re.search("(?:法人|企业|单位|组织)(?:提出|提交|的)?申请", found.sentence) and re.search(
                "公民|个人", found.sentence
            )
            return bool(more) or any(
                m.key == "received" and m.quantity.value >= found.quantity.value for m in self.told
            )
        if found.told.group == "outcome":
            return (
                self.unread
                or (found.key == "granted" and bool(re.search(r"主动公开[^，；]*\d", found.sentence)))
                or self._headed_by_part()
            )
        return False

    def _mention(self, passage: Passage, sentence: str, clause: str, residue: str) -> Mention | None:
        amounts = list(_AMOUNT.finditer(residue))
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
                return Mention(key, told, amount, passage, sentence, "累计" in clause, self.among)
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
        if self.last is None or self.last.key != "received" or self.last.doubtful:
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
            partial = self.part is not None and "办结" in claimed.cue
            if claimed.of == "carried_forward" and (
                self.unread or _OPEN.search(sentence) or any(m.key == "closed" for m in self.told)
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
            self.shares.append(Share(self.last, found["n"], sentence, found["way"], found["unit"]))
        elif found := _SHARE.fullmatch(clause) or _PERCENT.fullmatch(clause):
            self.shares.append(Share(self.last, found["percent"], sentence))
        else:
            return False
        return True


def _lead(text: str) -> tuple[str, str]:
    """A short lead such as `3、政务微博。` and the rest; no lead is the empty text."""
    found = re.match(
        r"^(?:\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]+[)）])?\s*([^，。；：:、\d]{2,10})[。：:](?=.)", text
    )
    return (found[1], text[found.end() :]) if found else ("", text)


def _clauses(sentence: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a sentence without spaces, each with whether it goes on a list (、)."""
    joined = re.sub(r"\s+", "", _THOUSANDS.sub("", sentence)).rstrip("。；！？;!?.")
    for pattern, instead in _JOINED:
        joined = pattern.sub(instead, joined)
    at, mark = 0, ""
    for found in _CLAUSE.finditer(joined):
        if joined[at : found.start()]:
            yield joined[at : found.start()], mark == "、"
        at, mark = found.end(), found[0]
    if joined[at:]:
        yield joined[at:], mark == "、"


def _fillers(manuscript: Manuscript) -> re.Pattern[str]:
    """Words that change nothing of what a clause tells: the report's own time and subject, and adverbs."""
    year = manuscript.year
    parts = [
        rf"(?:自|从)?(?:{year}年)?1月1日起?(?:至|到)(?:{year}年)?12月31日(?:止|期间)?",
        rf"(?:截[至止]到?)?{year}年度?(?:12月31日|底|末)?(?:以来|期间|内|全年)?",
        rf"{year}[-－—–至]{year + 1}学年度?" if manuscript.school else r"本报告期内?",
        "截[至止]到?(?:本?年底|年末|目前)|全年度?|本年度?|今年以来|今年|年内|一年来|当年|目前|年度内|本学年度?|报告期内",
        "^也|^亦|^且|^故|^因此|公民|申请人|社会公众|人民群众|群众|据统计|其中|另外|此外|同时|并且|并|分别|一共|总共|累计|合计|对外",
        "依法依规|依法|依规|依照规定|按照规定|按规定|各类|各种|向社会|面向社会|通过各种渠道|通过各种方式|通过不同渠道和方式|不同渠道",
        "^(?:截至|截止|一是|二是|三是|四是|五是|六是|七是|首先|第[一二三四五六])",
        *manuscript.self_words,
    ]
    return re.compile("|".join(part for part in parts if part))
