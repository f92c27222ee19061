"""The list on disk: what was put aside comes back the same, and as data that anyone can read."""

from __future__ import annotations

import json
from decimal import Decimal

from generator.answers.values import Amount
from generator.batch.contribution import Contribution, added_names, numbers_of
from generator.batch.disk_list import DiskList
from generator.batch.unit_check import Judged
from generator.document.places import Place
from generator.examination import examine
from generator.examination.findings import Finding
from generator.flow.opening import read_answers
from generator.standard import load_standard
from tests.conftest import ROOT

FINDING = Finding(
    "T3-1", "error", Place("三、申请", "D4"), "甲", "乙", left=Decimal("0.10"), right=Decimal(3), order=(2, 1)
)


def test_items_come_back_as_they_were_in_their_order() -> None:
    items = DiskList(Judged)
    given = [
        Judged("甲/一.yaml", "甲局", "national-2021", 2024, (1, 0, 2), findings=(FINDING, FINDING)),
        Judged("二.yaml"),
    ]
    for one in given:
        items.append(one)
    assert (len(items), items[1], list(items)) == (2, given[1], given)
    items.append(given[0])
    assert items[2].findings[0].difference == Decimal("-2.90")


def test_numbers_keep_every_digit_and_names_every_character() -> None:
    items = DiskList(Contribution)
    given = Contribution("\udcb5\udce7.xlsx", "甲\n局", numbers=(3, None, Decimal("86.35"), 10**30), within=("乙局",))
    items.append(given)
    assert items[0] == given


def test_what_lies_on_disk_is_json() -> None:
    items = DiskList(Contribution)
    items.append(Contribution("一.yaml", numbers=(Decimal("0.1"),)))
    items._file.seek(0)
    assert json.loads(items._file.read())["numbers"] == ["0.1"]


def test_an_amount_is_added_up_as_a_number_in_ten_thousands_of_yuan() -> None:
    standard = load_standard("national-2019")
    name = next(name for name, figure in standard.figures.items() if figure.kind == "amount")
    answers = read_answers(next((ROOT / "example_inputs" / "national-2019").glob("*.yaml")))
    report = examine(standard, answers).report
    report = type(report)(**{**vars(report), "figures": {**report.figures, name: Amount.read("251000元")}})
    given = numbers_of(standard, report)[added_names(standard).index(name)]
    assert (str(given), given) == ("25.1", Decimal("25.1"))
