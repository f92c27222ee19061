"""Every number of a text is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.flow.case import open_case
from tests.conftest import ROOT

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*/*.txt"))
TEXT = """示例县教育局2023年政府信息公开工作年度报告
一、总体情况
2023年1月1日至12月31日，依据国办公开办函〔2021〕30号编制，电话0000-1234567。
2023年，共收到政府信息公开申请6件，其中网络申请4件、信函申请2件。
开展巡查3次。编号为 7，。
"""


def test_numbers_are_told_apart_by_what_became_of_them(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = open_case(path)
    told = found.proof.numbers
    assert (told.compared + told.reckoned, told.once, told.open) == (3, 1, 1)
    assert told.aside >= 4
    assert any(note.startswith(f"文字里有 {sum(told)} 个数：核对了 3 个") for note in found.notes)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_at_most_a_tenth_of_the_numbers_of_a_report_is_not_understood(golden: Path) -> None:
    told = open_case(golden).proof.numbers
    assert told.open * 10 <= sum(told)
