"""The faults planted in the county's forms: twelve kinds in cells, and three in the handing in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from scripts.county.filling import Value
from scripts.county.offices import COUNTY

COLUMNS = ("natural_person", "business", "research", "charity", "law_firm", "other")


class Fault(NamedTuple):
    """A fault: the code it must be found under, the unit, the name of the cell it must be found at, what is typed."""

    code: str
    unit: str
    name: str
    typed: dict[str, Value]
    why: str


MISSING, TWICE, DAMAGED = f"{COUNTY}气象局", f"{COUNTY}民政局", f"{COUNTY}东河镇人民政府"
COPIED_FROM, COPIED_BY = f"{COUNTY}教育局", f"{COUNTY}体育局"


def faults(filled: dict[str, dict[str, Value]]) -> Iterator[Fault]:
    """The twelve faults, made out of what each unit would have filled in."""

    def of(unit: str, name: str) -> int:
        return int(Decimal(str(filled[f"{COUNTY}{unit}"][name])))

    def fault(code: str, unit: str, name: str, value: Value, why: str, at: str = "") -> Fault:
        return Fault(code, f"{COUNTY}{unit}", at or name, {name: value}, why)

    new = "applications.new.natural_person"
    yield fault("T3-1", "自然资源局", new, of("自然资源局", new) + 9, "新收多写了9件，与办理结果加不上")
    total = sum(of("公安局", f"applications.new.{column}") for column in COLUMNS)
    yield fault("T3-3", "公安局", "applications.new.total", total + 2, "合计的公式被改成了数字")
    yield fault("T2-1", "司法局", "disclosure.penalties.enforcement_decisions", "无", "没有的写了“无”")
    yield fault("T3-5", "审计局", "applications.granted.business", "1.5", "件数写成了小数")
    yield fault("T4-1", "农业农村局", "disputes.cases.review_total", 99, "复议总计被改成了数字")
    over, ends = "applications.carried_over.natural_person", "applications.new.natural_person"
    unit = "住房和城乡建设局"
    changed: dict[str, Value] = {over: of(unit, over) + 1, ends: of(unit, ends) - 1}
    yield Fault("T3-4", f"{COUNTY}{unit}", over, changed, "上年结转与上年的结转下年度对不上")
    valid = "disclosure.normative.in_force"
    yield fault("T2-2", "财政局", valid, of("财政局", valid) + 5, "现行有效件数与上年接不上")
    yield fault("T2-4", "商务局", "disclosure.regulations.made", 1, "县级部门填了规章")
    yield fault("T2-7", "林业局", "disclosure.fees.amount", 251000, "收费金额按元填了")
    yield fault("T2-6", "统计局", "disclosure.coercion.enforcement_decisions", None, "空着没有填")
    yield fault("IN-7", "信访局", "cover.date", "2024年5月1日", "成文日期在报告年度结束以前")
    slots = ("text.problems.shortcomings", "text.problems.improvements")
    copied: dict[str, Value] = {slot: filled[COPIED_FROM][slot] for slot in slots}
    yield Fault("D2", COPIED_BY, slots[1], copied, f"第五章照抄了{COPIED_FROM}的")
