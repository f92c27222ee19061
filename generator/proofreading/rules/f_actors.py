"""Rule F3 on who acts: another office in the place of this one, and names that are this one's but for a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.proofreading.manuscript import Manuscript
from generator.proofreading.reading import Reading
from generator.proofreading.remarks import Remark, quoted
from generator.words.patterns import lazily
from generator.words.sentences import sentences, unquoted

_OFFICE = r"(?:局|委员会|[发卫教住科建财经农]\w{0,3}委|厅)"
_TOWN = r"(?:[\u4e00-\u9fff]{2}(?:镇|乡|街道))(?:人民政府|办事处|党委|政府)?"
_OPENS = (
    r"(?:^|[，。；：])(?:(?:20\d\d|本|今|上|一)年(?:度|来|以来)?[，,]?|全年[，,]?|截[至止]20\d\d年底[，,]?|近年来[，,]?)?"
    rf"(?P<name>[\u4e00-\u9fff]{{2,14}}?{_OFFICE}|(?:[\u4e00-\u9fff]{{2,6}}?[县区市旗])?{_TOWN})(?:党组|党委)?"
)
_PRAISES = r"(?:(?:还|又|也|始终|一直|共|坚持|切实|全面|严格|充分|进一步|积极|认真|不断|扎实)*)"
_OWN_DEEDS = lazily(
    rf"{_OPENS}(?P<deed>{_PRAISES}(?:高度重视|紧扣|(?:紧紧)?围绕[^，。；]{{0,12}}工作|立足|作为[^，。；]{{0,10}}主管部门|推进(?:政府)?(?:政务|信息)|做好(?:政府)?(?:政务|信息)|贯彻(?:落实)?|落实|加强(?:对)?(?:政府)?(?:政务|信息)|(?:主动)?公开(?:各类)?(?:政府|政务)?信息"
    r"|(?:未|没有)?收到(?:的)?(?:政府|政务|依申请|信息|公民)|(?:未|没有)?(?:发生|被)(?:因)?(?:政府|政务|信息|行政)|在[\u4e00-\u9fff]{2,14}?(?:网站|平台|公众号|专栏)(?:主动)?(?:公开|发布)|制定了?|印发了?|建立(?:健全)?了?|成立了?|组织|召开|举办|开展))"
)
_CALLS = lazily("组织|召开|举办|开展|印发|制定|成立|建立")
_LEADS = lazily(
    "数据|政务|审批|保密|司法|档案|网信|财政|审计|监察|统计|机要|编制|信访|税务|公安|公共资源"
)  # those whose meetings others go to
_OTHERS = lazily(
    "^(?:各|该|全|其|相关|有关|上级|下级|所属|直属|局属|两|多|省|国家|我|本|由|对|向|与|和|会同|联合|配合|协助|邀请|要求|按照|根据|经|报|请|为|在|将|把|是|及|等|被|使)|[的了等由对向与和及我本各]"
)
_PREFIX = lazily(r"^(?:[\u4e00-\u9fff]{2,4}?(?:省|市|自治州|县|区|旗))?(?=[\u4e00-\u9fff]{2})")
_PRESENTED = lazily(r"(?:发布|公布|编制|现将|公开)(?P<name>[\u4e00-\u9fff]{3,20}?人民政府)20\d\d年度?政府信息公开")
_GOVERNED = lazily(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}[市县区旗])(?=人民政府)")
_REGION = lazily(r"[\u4e00-\u9fff]{2,4}?[省市州县区旗](?=人民政府|政府|[\u4e00-\u9fff]{2,8}局)")


def acting_offices(reading: Reading) -> Iterator[Remark]:
    """Other offices that do what a report tells of its own, as in a text that was copied (F3); told once a name."""
    manuscript = reading.manuscript
    if manuscript.school or (manuscript.government and not _town(manuscript.agency)) or not manuscript.agency:
        return
    told: set[str] = set()
    for passage in manuscript.prose():
        for sentence in sentences(passage.text):
            for found in _OWN_DEEDS.finditer(unquoted(sentence)):
                name = found["name"]
                mine = any(name in other or other in name for other in manuscript.other_names)
                if name in told or mine or not _another(manuscript, name, found["deed"]):
                    continue
                told.add(name)
                message = f"本报告是{manuscript.agency}的，这里写的却是{name}做了什么"
                yield Remark("F3", passage, quoted(sentence, name), message, "核对单位名称，看这一句是不是抄来的")


def names_of_the_office(reading: Reading) -> Iterator[Remark]:
    """The report under another name than its title's, and the region's name with a wrong letter (F3)."""
    manuscript = reading.manuscript
    own, region = manuscript.agency, _region(manuscript.agency + "人民政府")
    for passage in manuscript.passages if own and manuscript.published else ():
        if passage.kind in ("aside", "title"):
            continue
        presented = _PRESENTED.search(passage.text)
        if presented and own.removeprefix(presented["name"]) in ("办公室", "办公厅"):
            message = f"题目是{own}的报告，这里写成{presented['name']}的报告"
            yield Remark(
                "F3", passage, quoted(passage.text, presented[0]), message, "核对是哪一个机关的报告，前后写一样"
            )
        for found in _GOVERNED.finditer(passage.text):
            if region and _one_letter_apart(region, found[1]):
                message = f"“{found[1]}”和“{region}”只差一个字"
                yield Remark("F3", passage, quoted(passage.text, found[0]), message, "核对单位名称，看是不是写错了字")


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < 3 or one[-1] != other[-1]:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _another(manuscript: Manuscript, name: str, deed: str) -> bool:
    """Whether a name is that of another office of the same level, and the deed one that a report tells of its own office."""
    own = manuscript.agency
    if _OTHERS.search(name) or name[-2:] in ("各局", "市局", "省局", "县局", "区局"):
        return False
    if (_region(name) or _region(own)) != _region(own) or (_CALLS.search(deed) and _LEADS.search(name)):
        return False
    core_own, core_other = (_core(one) for one in (own, name))
    if name[0] in "市县区" and name[0] not in own:
        return False
    shared = sum(letter in core_own for letter in core_other)
    kin = core_other in own or core_own in name or shared * 2 > len(core_other)
    return len(core_other) >= 2 and not kin and (_town(name) == _town(own) or not _CALLS.search(deed))


def _region(name: str) -> str:
    found = _REGION.match(name)
    return found[0] if found else ""


def _core(name: str) -> str:
    """What tells an office from the others of its region."""
    own = _PREFIX.sub("", re.sub("人民政府$|办事处$|政府$|党委$", "", name))
    return re.sub("^[省市县区旗]", "", own)


def _town(name: str) -> bool:
    return bool(re.search("(?:镇|乡|街道)(?:人民政府|办事处|党委|政府)?$", name))
