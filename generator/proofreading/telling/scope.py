"""Whole or part: whether a number is of the whole office and the whole year, as the tables are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.proofreading.telling.statements import Mention
from generator.words.patterns import lazily

# A clause that tells a number of somebody else: what follows in its sentence is theirs too.
_OTHERS = lazily(
    r"^[\u4e00-\u9fff]{0,12}?(?:办公室|部门|单位|街道|乡镇|[^公]镇|局|中心|委|处|科|股|各[^种类项]|本级|系统|"
    r"[省市县区旗州盟]政府(?:召开|举办|组织|收到|受理|共|主动公开|设|有|配))"
    r"|^.{1,12}类(?:信息|申请|的)?\d+[件条]$"
)
# A clause without a number that names somebody else, or another role: what follows in its sentence is theirs.
_ANOTHER = lazily(
    r"(?:其中)?[\u4e00-\u9fff]{0,14}(?:[省市县区旗州盟镇乡]政府(?:办|办公室|办公厅)?|(?:分|规土|[^本我])局|[^本我党常市区县]委|部门|单位|"
    r"街道|街镇|乡镇|法院|本级|学校|事业单位)(?:受理情况|办理情况|情况)?"
    r"|[\u4e00-\u9fff]{0,8}[省市县区旗州盟]政府(?:办|办公室|办公厅)?(?:设立|设有|设|成立|召开|举办|组织|作为|受理|收到).*"
    r"|.*(?:协办|转办|模拟|测试|暗访|抽查|被申请人|被告).*"
)
_ANOTHER_TIME = lazily(
    r"以来|以后|近[一二三四五六七八九十两几\d]{0,4}年|[一二两三四五六七八九十\d]{1,4}年(?:来|间)|[上下]半年|[一二三四1-4]季度|"
    r"(?:^|\D)(?:1[01]|[1-9])月(?!31日)|去年|上年|上一年|前年|历年|(?<!\d)20\d\d[年—－-]"
)
_OWN_TIME = lazily(r"全年|本年|今年|当年|本年度|年内")
_COMPARES = lazily(r"比|较|持平|同期|统计|期限|通知|印发|要求|根据|按照|日|〔")
# Wider matters than the tables': papers by kind, all disputes, other trainings.
_PAPERS = lazily(
    r"公文|发文|拟文|属性|制发|(?<![已于])主动公开(?:类|的|公文|文件|信息)*\d|"
    r"(?<!受理)(?<!收到)依申请公开(?:类|的|公文|文件|信息)*\d+[^，；。]*[，、].*不予公开"
)
_OF_ALL = lazily(
    r"其中[^；。]{0,16}(?:信息公开|政务公开|[为以][^，；。]{1,12}(?:被申请人|被告))|[（(](?:其中)?信息公开类\d|为(?:被申请人|被告)"
)
# A clause that limits what follows in its sentence to another time, another office, a part, another matter.
_LIMITED = lazily(
    r"(?:20\d\d年(?:度|底|末)?|上年度?|上一年度?|去年(?:同期)?|上年同期|[上下]半年|第?[一二三四]?季度|\d{1,2}月(?:份|底|末)?(?:[-—–至到]\d{1,2}月(?:份|底)?)?|以来|以前|之前|施行[前后]|之日|之后|期间)$"
    r"|^(?:对|针对|涉及|关于|有关|其余|剩余|其他|年内到期|应)|(?:类|方面|领域|环节|机关|单位|部门|所|站|队|局|中心|街道|乡镇?|镇|邮寄|窗口)$|全[省市县区镇乡]"
)
_OF_SOME = lazily("(?:公民|自然人|企业|法人|个人)(?:提出的)?申请")
_OF_ORGANISATIONS = lazily("(?:法人|企业|单位|组织)(?:提出|提交|的)?申请")


def opens_the_year(clause: str, year: int) -> bool:
    """Whether a clause opens the report's own year: what follows is of the whole again."""
    whole = rf"[^，]{{0,4}}{year}年度?|全年|本年度?|全年度|今年|(?:截[至止])?12月(?:底|末|份)|(?:\d{{4}}年)?1月?[-—–至到]12月"
    return bool(re.fullmatch(whole, clause))


def limits(residue: str, clause: str, numbered: bool) -> bool:
    """Whether what follows in the sentence is another office's, another time's, or a part's."""
    if numbered and _OTHERS.search(residue):
        return True
    return bool(_LIMITED.search(residue)) and not re.search("依申请|申请公开|信息公开", clause)


def is_part(found: Mention, before: Sequence[Mention], unread: bool) -> bool:
    """Whether the sentence cuts the whole into parts of which this mention is one.

    `before` are the mentions before it in the sentence; `unread` tells that the last number was not understood.
    """
    if found.told.group in ("channel", "person"):
        wholes = [m for m in before if m.told.group not in ("channel", "person")]
        both = "其他组织" in found.sentence and found.has("organisations")
        return both or bool(wholes and not wholes[-1].has("intake"))
    if found.has("answers"):
        return _answers_some(found, before) or _headed_by_part(before) or unread
    if found.has("intake"):
        more = _OF_ORGANISATIONS.search(found.sentence) and re.search("公民|个人", found.sentence)
        return bool(more) or any(m.has("intake") and m.quantity.value >= found.quantity.value for m in before)
    if found.told.group == "outcome":
        named = found.has("granted") and re.search(r"主动公开[^，；]*\d", found.sentence)
        return bool(named) or _headed_by_part(before) or unread
    return False


def _answers_some(found: Mention, before: Sequence[Mention]) -> bool:
    """A second, smaller count of answers, or answers to some applicants or after an extension."""
    earlier = any(m.has("answers") and m.quantity.value >= found.quantity.value for m in before)
    return earlier or bool(re.search("延期(?:办结|答复)", found.sentence) or _OF_SOME.search(found.sentence))


def _headed_by_part(before: Sequence[Mention]) -> bool:
    """Whether the sentence tells of a part only: `商业企业申请8件，予以公开5件`."""
    part = any(m.told.group in ("channel", "person") or m.has("companies") for m in before)
    return part and not any(m.has("intake") for m in before)


def names_another(residue: str) -> bool:
    """Whether a clause without a number names another office or another role."""
    return bool(_ANOTHER.fullmatch(residue))


def turns(clause: str, residue: str, away: bool) -> bool:
    """Whether the text speaks of another time after this clause; `away` is whether it did before."""
    if _ANOTHER_TIME.search(residue) and not _COMPARES.search(clause):
        return True
    return away and not of_the_year(clause, residue)


def of_the_year(clause: str, residue: str) -> bool:
    """Whether a clause says that it is of the report's own year."""
    return bool(_OWN_TIME.search(clause)) and not _ANOTHER_TIME.search(residue)


def is_wider(found: Mention, last: Mention | None, before: str) -> bool:
    """Whether a number may be of a wider matter: papers by kind, all disputes, other trainings."""
    if found.has("of_papers"):
        return bool(_PAPERS.search(found.sentence))
    if found.has("of_disputes"):
        return bool(_OF_ALL.search(found.sentence))
    if found.has("conferences"):
        return len(re.findall(r"新闻发布会[^，；。]{0,4}\d", found.sentence)) > 1
    if found.has("trainees"):
        courses = last is not None and last.has("courses") and not last.doubtful
        return "培训" in before and not courses and not re.search("(?:信息|政务)公开[^，；。]{0,6}培训", before)
    return False
