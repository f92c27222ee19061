"""What the units of the made-up county write themselves: each about its own matters, no two alike."""

from __future__ import annotations

from random import Random

from scripts.county.offices import Office

_MANAGEMENT = (
    "{a}方面的文件由起草科室标明公开属性，{b}方面的由分管领导逐件审定后发布",
    "对涉及{b}的{n}件文件重新确认了公开属性，其中{m}件由不公开转为主动公开",
    "建立{a}信息发布台账，发布前送保密员审查，全年审查{n}次",
    "修订本单位公开指南，{b}的联系窗口和时限都写到了科室",
    "{a}档案全部扫描入库，可以按年份调取",
    "全年未发生泄密和错发，{b}信息错别字抽查{k}轮",
)
_PLATFORMS = (
    "在县政府网站开设{a}专栏，全年更新{n}次，每月检查一次链接",
    "通过政务新媒体发布{b}信息{m}条，由{k}名工作人员轮流值守",
    "在办事大厅设查阅点，摆放{a}办事指南{m}种，群众现场查阅{n}人次",
    "关停了长期不更新的{b}公众号，内容并入县级平台",
    "老年人办理{a}的页面改用大字，并配了语音",
    "{b}信息同步到村务公开栏，由包村干部每季度更换",
)
_WHAT = (
    "{a}类信息公布得晚",
    "关于{b}的解读只有文字",
    "{b}的办理结果没有逐件公布",
    "新进的{k}名工作人员不熟悉{a}公开的范围",
    "{a}与{b}的信息分在两个栏目，查找不便",
    "依申请公开{b}材料时，与第三方沟通费时",
    "{a}的办事指南还是前年的版本",
    "涉及{b}的旧文件没有全部标注是否有效",
)
_SEEN = (
    "群众为此打来电话{n}人次",
    "窗口反映有{k}家企业因此跑了两趟",
    "县长信箱收到{k}封来信说起此事",
    "年中自查时发现{m}处",
    "有{k}件是在申请人催问后才补上的",
    "社会评议中这一项得分排在末尾",
    "被上级抽查通报{k}次",
    "村里的公开栏有{m}个月没有更换",
)
_DONE = (
    "把发布时限定为形成后5个工作日，由办公室每周核对",
    "配发图解和问答，并在村（社区）公告栏张贴{n}份",
    "从第二季度起逐月公布，已补发{m}件",
    "举办专题培训{k}次，编印手册{n}册",
    "首页加上检索入口，点两下就能找到{a}",
    "改为电子征询意见，平均用时从9天减到{k}天",
    "重新编写{b}指南，请{k}位办事群众试读后定稿",
    "清理旧文件{n}件，逐件注明是否有效",
)
_NEXT = (
    "下一年度请{k}名政风监督员按季度查看",
    "还没有做完的{m}件年底前办结",
    "由分管副职包抓，每月在办公会上通报",
    "效果要等明年上半年再评估",
    "相关做法已写入内部工作规程",
    "剩余部分列入明年{a}预算",
)


_POOLS = (_MANAGEMENT, _PLATFORMS, _WHAT, _SEEN, _DONE, _NEXT)


def texts_of(office: Office, chance: Random) -> dict[str, str]:
    """The unit's own texts by slot."""
    two = [[_filled(pool[n], office, chance) for n in chance.sample(range(len(pool)), 2)] for pool in _POOLS]
    management, platforms, what, seen, done, later = two
    return {
        "overview.management": f"{management[0]}。{management[1]}。",
        "overview.platforms": f"{platforms[0]}。{platforms[1]}。",
        "problems.shortcomings": f"一是{what[0]}，{seen[0]}；二是{what[1]}，{seen[1]}。",
        "problems.improvements": f"针对第一个问题，{done[0]}，{later[0]}；针对第二个问题，{done[1]}，{later[1]}。",
        "other": "本机关无其他需要报告的事项。",
    }


def _filled(sentence: str, office: Office, chance: Random) -> str:
    one, two = office.topics
    return sentence.format(a=one, b=two, n=chance.randint(12, 96), m=chance.randint(4, 11), k=chance.randint(2, 6))


def cover_of(office: Office, year: int, chance: Random) -> dict[str, str]:
    """The unit's answers on the cover."""
    government = {
        "assessment": f"政府信息公开工作纳入年度绩效考核，分值权重为{chance.randint(2, 5)}%",
        "evaluation": f"请{chance.randint(5, 20)}名人大代表和群众代表评议，满意和基本满意的占九成以上",
        "accountability": "未发生责任追究情况",
    }
    return (government if office.kind == "人民政府" else {}) | {
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
