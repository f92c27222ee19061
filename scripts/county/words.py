"""What the units of the made-up county write themselves: each about its own matters, no two alike."""

from __future__ import annotations

from random import Random

from scripts.county.places import Office

_MANAGEMENT = (
    "{a}方面的文件由起草科室标明公开属性，{b}方面的由分管领导逐件审定后发布，全年未发生泄密和错发",
    "对涉及{a}、{b}的{n}件文件重新确认了公开属性，其中{m}件由不公开转为主动公开",
    "建立{a}信息发布台账，{b}类信息发布前送保密员审查，全年审查{n}次",
)
_PLATFORMS = (
    "在县政府网站开设{a}专栏，全年更新{n}次，{b}内容每月检查一次链接",
    "通过政务新媒体发布{a}信息{n}条，其中{b}信息{m}条，由{k}名工作人员轮流值守",
    "在办事大厅设查阅点，摆放{a}、{b}办事指南{m}种，群众现场查阅{n}人次",
)
_PROBLEMS = (
    "{a}类信息公布得晚，群众打电话来问的有{n}人次",
    "关于{b}的解读只有文字，{m}篇解读阅读量都不高",
    "{b}的办理结果没有逐件公布，有{k}件是在群众催问后补发的",
    "新进的{k}名工作人员不熟悉{a}公开的范围，退回修改{m}次",
    "{a}与{b}的信息分在两个栏目，查找要点开四五层",
    "依申请公开{b}材料时，与第三方沟通费时，有{k}件答复用满了期限",
)
_MEASURES = (
    "把{a}信息的发布时限定为形成后5个工作日，由办公室每周核对一次",
    "{b}解读配发图解和问答，并在村（社区）公告栏张贴{n}份",
    "从第二季度起逐月公布{b}办理结果，已补发{m}件",
    "组织{a}公开业务培训{k}次，编印操作手册{n}册",
    "合并{a}、{b}两个栏目，首页加上检索入口，点两下就能找到",
    "与{b}有关的第三方意见改为电子征询，平均用时从9天减到{k}天",
)


def texts_of(office: Office, chance: Random) -> dict[str, str]:
    """The unit's own texts by slot."""
    sets = [chance.sample(range(len(_PROBLEMS)), 2), chance.sample(range(3), 2), chance.sample(range(3), 2)]
    problems = [_filled(_PROBLEMS[n], office, chance) for n in sets[0]]
    measures = [_filled(_MEASURES[n], office, chance) for n in sets[0]]
    return {
        "overview.management": "。".join(_filled(_MANAGEMENT[n], office, chance) for n in sets[1]) + "。",
        "overview.platforms": "。".join(_filled(_PLATFORMS[n], office, chance) for n in sets[2]) + "。",
        "problems.shortcomings": f"一是{problems[0]}；二是{problems[1]}。",
        "problems.improvements": f"针对第一个问题，{measures[0]}；针对第二个问题，{measures[1]}。",
        "other": "本机关无其他需要报告的事项。",
    }


def _filled(sentence: str, office: Office, chance: Random) -> str:
    one, two = office.topics
    return sentence.format(a=one, b=two, n=chance.randint(12, 96), m=chance.randint(4, 11), k=chance.randint(2, 6))


def cover_of(office: Office, year: int, chance: Random) -> dict[str, str]:
    """The unit's answers on the cover."""
    return {
        "date": f"{year + 1}年1月{chance.randint(8, 24)}日",
        "rulemaking": "无",
        "office": f"{office.name}综合科",
        "address": f"示例县示例路{chance.randint(1, 200)}号",
        "postcode": "000000",
        "published": str(chance.randint(30, 900)),
        "meetings": str(chance.randint(1, 4)),
        "trainings": str(chance.randint(1, 3)),
        "trained": str(chance.randint(8, 60)),
        "fee_notices": "0",
        "fees_collected": "0",
    }
