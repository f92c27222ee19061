"""Rule H1: a long number is told as private only when its check digit makes it one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.command.main import main


def told_private(text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = folder / "a.json"
    answers = {"standard": "national-2021", "year": 2023, "cover": {"agency": "示例县教育局"}, "text": {"other": text}}
    path.write_text(json.dumps(answers), encoding="utf-8")
    main(["check", str(path), "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return "".join(finding["message"] for finding in findings if finding["code"] == "H1")


@pytest.mark.parametrize("card", ["4111111111111111", "5500005555555559", "6222020000000000000"])
def test_a_card_is_told_by_its_check_digit(card: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "写有银行卡号" in told_private(f"缴费账号{card}。", tmp_path, capsys)
    for last in "0123456789":
        if last != card[-1]:
            assert told_private(f"流水号{card[:-1]}{last}。", tmp_path, capsys) == ""


def test_an_identity_number_is_told_by_its_check_digit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "写有身份证号码" in told_private("证号11010519491231002X。", tmp_path, capsys)
    assert told_private("证号110105194912310021。", tmp_path, capsys) == ""


def test_a_number_with_a_check_digit_that_no_card_begins_with_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told_private("编号1111111111111117。", tmp_path, capsys) == ""
