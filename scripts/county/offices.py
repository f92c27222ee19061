"""The units of the made-up county: departments with what they deal with, townships, and the office of the government."""

from __future__ import annotations

from typing import NamedTuple

COUNTY = "示例县"
DEPARTMENTS = """
教育局 招生入学 校车安全|科学技术局 科技项目 企业研发|工业和信息化局 技术改造 企业减负|民族宗教事务局 场所登记 活动审批
公安局 户籍办理 交通违法|民政局 低保救助 婚姻登记|司法局 法律援助 行政复议|财政局 惠农补贴 采购监管
人力资源和社会保障局 社保转移 职称评审|自然资源局 征地补偿 不动产登记|生态环境局 排污许可 噪声投诉|住房和城乡建设局 棚户改造 物业维修
交通运输局 客运线路 农村公路|水务局 用水报装 河道采砂|农业农村局 宅基地审批 农机补贴|商务局 家电换新 农贸市场
文化和旅游局 景区票价 文物保护|卫生健康局 诊所备案 生育登记|退役军人事务局 安置待遇 优抚核查|应急管理局 矿山检查 烟花经营
审计局 审计整改 经济责任|市场监督管理局 食品抽检 企业注销|统计局 人口抽样 名录核查|医疗保障局 门诊报销 异地备案
林业局 林权纠纷 采伐许可|城市管理局 占道经营 垃圾分类|信访局 来访接待 积案化解|行政审批服务局 一件事办理 窗口延时
乡村振兴局 帮扶项目 防返贫监测|体育局 场馆开放 健身器材|地方金融监督管理局 小贷监管 非法集资|机关事务管理局 公车使用 办公用房
国防动员办公室 人防工程 警报试鸣|大数据管理局 数据共享 政务热线|气象局 防雷检测 预警发布|档案局 档案查阅 档案移交
地震局 震害防御 应急避难|供销合作社联合社 农资供应 冷链仓储|住房公积金管理中心 提取条件 贷款额度|公路事业发展中心 养护计划 涉路施工
粮食和物资储备局 粮食收购 应急储备|投资促进局 项目落地 招商政策|园林绿化中心 公园改造 古树保护|疾病预防控制局 疫苗接种 水质监测
消防救援大队 消防验收 宣传教育|税务局 申报辅导 退税办理|烟草专卖局 零售许可 打假举报|经济开发区管理委员会 厂房租赁 企业用工
"""
TOWNS = [
    "东河",
    "西山",
    "南坪",
    "北湾",
    "青石",
    "白沙",
    "红桥",
    "黄岭",
    "龙泉",
    "凤台",
    "双溪",
    "三江",
    "大湖",
    "小河",
    "上塘",
    "下坝",
    "新华",
    "和平",
    "长乐",
    "安平",
    "清水",
    "石桥",
]
STREETS = ["城关", "滨江", "站前", "开元", "文昌", "迎宾"]
TOWN_TOPICS = ("宅基地审批 危房改造", "土地流转 道路硬化", "灌溉用水 高标准农田", "集体资产 养老互助")
OTHERS = "红十字会 救助名册 捐款使用|残疾人联合会 辅具申领 康复补贴|融媒体中心 便民发布 广告经营"


class Office(NamedTuple):
    """A unit: its full name, level and kind as the cover asks for them, its two topics, and how many applications it gets."""

    name: str
    level: str
    kind: str
    topics: tuple[str, str]
    weight: float


def offices() -> list[Office]:
    """The eighty units in the order of the list."""
    found = [Office(f"{COUNTY}人民政府办公室", "县级", "政府部门", ("公文公开", "政务值班"), 12.0)]
    for entry in DEPARTMENTS.replace("\n", "|").strip("|").split("|"):
        name, *topics = entry.split()
        busy = 8.0 if name in ("自然资源局", "住房和城乡建设局", "公安局", "农业农村局") else 1.0
        found.append(Office(f"{COUNTY}{name}", "县级", "政府部门", (topics[0], topics[1]), busy))
    for entry in OTHERS.split("|"):
        name, *topics = entry.split()
        found.append(Office(f"{COUNTY}{name}", "县级", "其他单位", (topics[0], topics[1]), 0.2))
    for number, (name, kind) in enumerate([*((n, "镇") for n in TOWNS), *((n, "街道") for n in STREETS)]):
        one, two = TOWN_TOPICS[number % 4].split()
        full = f"{COUNTY}{name}{kind}人民政府" if kind == "镇" else f"{COUNTY}人民政府{name}街道办事处"
        found.append(Office(full, "乡级", "人民政府" if kind == "镇" else "其他单位", (name + one, name + two), 1.5))
    return found
