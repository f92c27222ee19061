"""What is told while work goes on: on a terminal only, and gone when it is done."""

from __future__ import annotations

import sys
import time
from io import StringIO

import pytest

from generator.command import progress
from generator.command.progress import tracked, waiting


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def test_work_that_takes_long_is_told_with_its_seconds_and_the_line_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "_STEP", 0.001)
    with waiting("核对 \x1b[2J报告.doc"):
        while "秒" not in screen.getvalue():
            time.sleep(0.001)
    assert "正在核对 □[2J报告.doc……1 秒" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[2K")


def test_work_that_is_soon_done_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with waiting("核对"):
        pass
    assert screen.getvalue() == ""


def test_without_a_terminal_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting("核对"):
        assert list(tracked("甲乙", "核对", 2)) == ["甲", "乙"]
    assert capsys.readouterr().err == ""
