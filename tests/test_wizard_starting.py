"""The wizard starts from nothing, from a form or from a half filled file, and nothing accepted is lost."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.examination import examine
from generator.flow.opening import read_answers
from generator.standard import load_standard
from generator.wizard.record import Record
from tests.conftest import ROOT, answers_of
from tests.conversations import Scripted, filled_record, nil, wizard_run

pytestmark = pytest.mark.usefixtures("fast_disk")

KILLED = """
import os, signal, sys
from pathlib import Path
from generator.flow.opening import read_answers
from generator.wizard.record import Record
from tests.conversations import conversation_on, enter
example, target, limit = read_answers(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
conversation = conversation_on(example, target)
save, count = Record.save, [0]
def counted(self):
    save(self)
    count[0] += 1
    if count[0] == limit:
        os.kill(os.getpid(), signal.SIGKILL)
Record.save = counted
enter(conversation, example)
"""


@pytest.mark.usefixtures("own_folder")
def test_last_years_file_is_offered_and_its_carried_over_figures_are_taken(tmp_path: Path) -> None:
    standard = load_standard("national-2021")
    figures: dict[str, object] = {"applications.new.other": 2, "applications.carried_forward.other": 2}
    old = answers_of(standard, 2023, figures, agency="示例县档案局", office="示例办公室")
    Record.of(standard, old, tmp_path / "old.yaml").save()

    def reply(kind: str, message: str) -> object:
        if kind == "yes" and message.startswith("找到"):
            return True
        if kind == "text" and any(word in message for word in ("编制机关", "报告年度", "成文日期")):
            return nil(kind, message)
        if kind == "text" and message.startswith("二、上年结转"):
            return "0 0 0 0 0 2"
        if kind == "text" and ("申请数量" in message or "（" in message or "结转" in message):
            return (
                "0 0 0 0 0 2" if message.startswith("四、") else "全无" if message.endswith("1.属于国家秘密：") else ""
            )
        return nil(kind, message)

    terminal = Scripted(reply)
    assert wizard_run(terminal, tmp_path) == 0
    assert any("有上年结转的数" in text for text in terminal.said)
    made = read_answers(next(p for p in tmp_path.glob("*.yaml") if p.name != "old.yaml"))
    assert made.figures["applications.carried_over.other"].text == "2"
    assert made.questions["office"].text == "示例办公室"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("every", [3, 8])
def test_a_killed_process_loses_no_accepted_answer(every: int, tmp_path: Path) -> None:
    example = ROOT / "example_inputs" / "bureau-2009" / "chongan-jingmao-2009.yaml"
    target = tmp_path / "a.yaml"
    before = 0
    for _ in range(80):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(example), str(target), str(every)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        progress = len(read_answers(target).progress)
        assert progress >= before + (every if done.returncode else 0)
        before = progress
        if done.returncode == 0:
            break
    standard = load_standard("bureau-2009")
    assert examine(standard, read_answers(target)).report == examine(standard, read_answers(example)).report


def test_without_a_terminal_the_other_ways_are_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "wizard"], input="甲\n", capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 2
    assert "nianbao form" in done.stderr
    assert "nianbao build" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("own_folder")
def test_a_half_filled_file_is_gone_on_with_where_it_stopped(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "a.yaml")
    record.progress = record.progress[:4]
    record.save()
    terminal = Scripted(nil)
    terminal.yes = lambda message, default=True, pasted=None: "接着填" in message  # type: ignore[method-assign]
    assert wizard_run(terminal, tmp_path, record.path) == 0
    assert not any("编制机关" in message for message in terminal.asked)
    assert (tmp_path / "示例县教育局2024年政府信息公开工作年度报告.docx").exists()


def test_a_form_can_be_finished_in_the_wizard(tmp_path: Path) -> None:
    form = tmp_path / "nil.xlsx"
    form.write_bytes((ROOT / "example_inputs" / "national-2021" / "nil-2024.xlsx").read_bytes())
    terminal = Scripted(nil)
    assert wizard_run(terminal, tmp_path, form) == 0
    assert terminal.asked == ["请核对："]
    assert (tmp_path / "示例县档案局2024年政府信息公开工作年度报告.docx").exists()


@pytest.mark.usefixtures("own_folder")
def test_an_interrupt_says_where_the_answers_are(tmp_path: Path) -> None:
    terminal = Scripted(lambda kind, message: nil(kind, message) if kind == "text" else KeyboardInterrupt())
    assert wizard_run(terminal, tmp_path) == 130
    assert "接着填：nianbao wizard" in terminal.said[-1]
    assert read_answers(next(tmp_path.glob("*.yaml"))).questions["date"].text == "2025年1月15日"


@pytest.mark.usefixtures("own_folder")
def test_a_standard_can_be_asked_for_by_name(tmp_path: Path) -> None:
    replies = iter(["示例区教育局", "2016", KeyboardInterrupt()])
    terminal = Scripted(lambda kind, message: next(replies))
    assert wizard_run(terminal, tmp_path, standard="shandong-2015") == 130
    assert read_answers(next(tmp_path.glob("*.yaml"))).standard == "shandong-2015"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    record = filled_record(tmp_path / "missing" / "a.yaml")
    with pytest.raises(OutputError, match="填的内容存不下来"):
        record.save()


def test_starting_again_from_a_form_keeps_what_was_corrected_before(tmp_path: Path) -> None:
    form = tmp_path / "nil.xlsx"
    form.write_bytes((ROOT / "example_inputs" / "national-2021" / "nil-2024.xlsx").read_bytes())
    choices = iter(["change", "cover", "cover.agency", "on", "leave"])
    first = Scripted(lambda kind, message: next(choices) if kind == "choose" else "乙局")
    wizard_run(first, tmp_path, form)
    assert read_answers(tmp_path / "nil.yaml").questions["agency"].text == "乙局"
    again = Scripted(lambda kind, message: True if kind == "yes" else "leave")
    wizard_run(again, tmp_path, form)
    assert read_answers(tmp_path / "nil.yaml").questions["agency"].text == "乙局"
    anew = Scripted(lambda kind, message: False if kind == "yes" else "leave")
    wizard_run(anew, tmp_path, form)
    assert read_answers(tmp_path / "nil.yaml").questions["agency"].text == "乙局"
    assert read_answers(tmp_path / "nil.1.yaml").questions["agency"].text == "示例县档案局"


def test_an_answer_the_full_disk_refused_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = filled_record(tmp_path / "a.yaml")
    record.save()
    before = record.path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="填的内容存不下来"):
        record.save()
    assert record.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [record.path]
