"""Rule F3: one office from the first page to the last, by its name, its kind and its level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.proofreading.manuscript import Manuscript, Passage
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily
from generator.words.sentences import sentences, unquoted

# What an office calls itself by its kind; two of them in one report do not go together.
_KIND = lazily(r"我(局|委|厅|镇|乡|街道|校|公司)")
_OF_KIND = {
    "局": r"局|税务|海关",
    "委": r"委|委员会",
    "厅": r"厅",
    "镇": r"镇",
    "乡": r"乡",
    "街道": r"街道",
    "校": r"学校|大学|学院|校",
    "公司": r"公司|集团",
}
_REGION = lazily(r"我(县|区|市|省|旗)(?!级|直)")
_OWN_PAPERS = lazily(
    r"《(?P<name>[^《》]{2,20}?(?:局|委|委员会|办公室|残联|厅|镇|乡|街道办事处|街道|管委会|中心|联合会|妇联|团委|人民政府))"
    r"(?:政府|政务)?信息(?:主动)?公开(?:工作)?(?:指南|目录|年度报告|实施方案|制度)[^《》]*》"
)
_OWN_DEED = lazily(r"编制|制定|修订|完善|更新|完成|建立|公布")
_MOST = 8  # places that are listed
_HIGHER = lazily(r"国务院|[省市]|上级|人民政府")
_ISSUED_FOR = lazily(
    r"《(?P<issuer>[^《》]{2,10}?市)人民政府(?:办公室|办公厅)?关于(?:印发|做好)(?:20\d\d年)?全(?P<level>省|国|县|区)"
)


def one_office(reading: Reading) -> Iterator[Remark]:
    """Other offices' names, kinds and levels (F3)."""
    manuscript = reading.manuscript
    if manuscript.school:
        return
    yield from _kinds(manuscript)
    yield from _regions(manuscript)
    yield from _papers(manuscript)
    for passage in manuscript.prose():
        if found := _ISSUED_FOR.search(passage.text):
            message = f"发文的是{found['issuer']}，文件名里却是“全{found['level']}”"
            yield Remark("F3", passage, quoted(passage.text, found[0]), message, advice="核对文件的名称和发文机关")


def _found(manuscript: Manuscript, pattern: re.Pattern[str]) -> list[tuple[str, Passage, str]]:
    """What the office calls itself by a pattern, outside quotations of documents."""
    return [
        (found[1], passage, sentence)
        for passage in manuscript.prose()
        for sentence in sentences(passage.text)
        for found in pattern.finditer(unquoted(sentence))
    ]


def _kinds(manuscript: Manuscript) -> Iterator[Remark]:
    said = _found(manuscript, _KIND)
    usual = Counter(kind for kind, _, _ in said)
    own = {kind for kind, words in _OF_KIND.items() if re.search(rf"(?:{words})", manuscript.agency[-8:])}
    main = own or ({usual.most_common(1)[0][0]} if usual else set())
    if manuscript.agency and not own:
        return
    together = {"镇", "乡", "街道", "办"} if not manuscript.agency else set()
    wrong: dict[str, list[tuple[Passage, str]]] = {}
    for kind, passage, sentence in said:
        mine = f"我{kind}" in manuscript.other_names
        if not mine and kind not in main and not {kind, *main} <= together:
            wrong.setdefault(kind, []).append((passage, sentence))
    for kind, places in wrong.items():
        message = f"别处写的是“{manuscript.agency or f'我{next(iter(main))}'}”，这里自称“我{kind}”{_others(manuscript, places)}"
        passage, sentence = places[0]
        yield Remark("F3", passage, quoted(sentence, f"我{kind}"), message, "核对是不是从别的单位的报告里抄来的")


def _others(manuscript: Manuscript, places: list[tuple[Passage, str]]) -> str:
    """Where else the same is said; in a form the heading it stands under tells it."""
    if len(places) == 1:
        return ""
    where = [p.place.within if manuscript.published else p.heading for p, _ in places[1:_MOST]]
    listed = "、".join(dict.fromkeys(name for name in where if name))
    more = "等" if len(places) > _MOST else ""
    return f"，还有{listed}{more}，一共{len(places)}处" if listed else f"，一共{len(places)}处"


def _regions(manuscript: Manuscript) -> Iterator[Remark]:
    """`我区` in a county's report; 自治区 and units whose name holds the word are left alone."""
    if "自治" in manuscript.text or not manuscript.agency:
        return
    said = _found(manuscript, _REGION)
    usual = Counter(level for level, _, _ in said)
    own = next((level for level in "县区旗" if level in manuscript.agency), "")
    if re.search("开发区|园区|新区|高新区|管理区|示范区|景区|管理?委", manuscript.agency):
        return
    if not own or (len(usual) == 1 and own not in usual):
        return
    wrong: dict[str, list[tuple[Passage, str]]] = {}
    for level, passage, sentence in said:
        mine = f"我{level}" in manuscript.other_names
        if not mine and level in "县区旗" and level not in manuscript.agency and usual[own] > usual[level]:
            wrong.setdefault(level, []).append((passage, sentence))
    for level, places in wrong.items():
        others = _others(manuscript, places)
        message = f"本报告是{manuscript.agency}的，别处都写“我{own}”，这里写“我{level}”{others}"
        advice = f"改成“我{own}”，并核对这一句是不是从别处抄来的"
        passage, sentence = places[0]
        yield Remark("F3", passage, quoted(sentence, f"我{level}"), message, advice)


def _papers(manuscript: Manuscript) -> Iterator[Remark]:
    """The office's own guide or catalogue under another office's name."""
    own = manuscript.agency or manuscript.subject
    if not own:
        return
    for passage in manuscript.prose():
        for sentence in sentences(passage.text):
            found = _OWN_PAPERS.search(sentence)
            names = (own, *manuscript.other_names)
            if not found or not _OWN_DEED.search(sentence[: found.start()]):
                continue
            if any(same_office(name, found["name"]) for name in names):
                continue
            message = f"本报告是{own}的，这里的指南、目录却是{found['name']}的"
            advice = "核对单位名称，看这一段是不是从别的单位的报告里抄来的"
            yield Remark("F3", passage, quoted(sentence, found["name"]), message, advice)
            return


def same_office(own: str, other: str) -> bool:
    """Whether two names may be of one office, of its government, or of one above it."""
    if _HIGHER.search(other) and not re.search(r"局|委|办|残联|街道", other[-6:]):
        return True
    core_own, core_other = (re.sub(r"^.*?(?:省|市|县|区)(?=.{2,})", "", name) for name in (own, other))
    shared = sum(letter in core_own for letter in core_other)
    return (
        core_other in own
        or core_own in other
        or shared * 2 > len(core_other)
        or bool(re.search(r"^(?:省|市|县|区|我|本)", other))
    )
