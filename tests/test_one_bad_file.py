"""One bad file stops nothing: places, links, pipes, damage and sizes that no clerk makes on purpose."""

from __future__ import annotations

import gc
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from itertools import count
from pathlib import Path

import pytest

from generator.batch import engine
from generator.batch.engine import SLOW, attempt
from generator.batch.unit_list import read_units
from generator.command.main import main
from generator.errors import InputError, OutputError
from generator.flow.time_limit import TakesTooLong, time_limit
from generator.matching.sheets import read_book
from generator.package.safe_xml import MOST_HELD, TooMany, elements_of
from generator.readers.word_reader import read_word
from generator.words.characters import by_number, shown
from generator.words.likeness import unchanging
from generator.writers.docx_writer import write_docx
from generator.writers.publishing import write_file
from scripts.fuzz.doors import Given, command_of, doors_of
from scripts.fuzz.meeting import met
from tests.conftest import ROOT
from tests.hostile import parts_of, zip_of
from tests.many import county

FORM = ROOT / "example_inputs/national-2021/suqian-2023.xlsx"
LAYOUT = ROOT / "templates/layout.docx"
posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")


def odd_places(folder: Path) -> Path:
    """A folder with one good file among a circle of links, a link that leads nowhere, a pipe and a name that is no UTF-8."""
    county(folder, "甲局")
    (folder / "loop.xlsx").symlink_to("loop.xlsx")
    (folder / "gone.xlsx").symlink_to("nowhere.xlsx")
    os.mkfifo(folder / "pipe.xlsx")
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.xlsx")).write_bytes(b"junk")
    return folder


@posix
@pytest.mark.parametrize(
    "command",
    [["check"], ["check", "--annotate", "BACK", "--report", "BACK/r.xlsx"], ["build", "-o", "BACK"],
     ["merge", "-o", "BACK/m.xlsx", "--agency", "某县"]],
)  # fmt: skip
def test_odd_places_stop_no_folder(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = odd_places(tmp_path / "in")
    name, *options = command
    code = main([name, str(folder), *(one.replace("BACK", str(tmp_path / "back")) for one in options)])
    told = capsys.readouterr()
    assert code == 1
    assert "甲局" in told.out + told.err or name == "merge"
    for bad in ("loop", "gone", "pipe"):
        assert bad in told.out + told.err


def waits(task: int) -> int:
    """Never ends for one task."""
    while task == 2:
        time.sleep(0.01)
    return task


@posix
def test_a_file_that_takes_too_long_is_told_and_the_next_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.1)
    assert [attempt(waits, task)[1:] for task in (1, 2, 3)] == [(1, ""), (None, SLOW), (3, "")]


@pytest.mark.parametrize("spoil", [b"", b"PK\x03\x04 half"])
def test_a_report_that_was_emptied_or_damaged_is_made_again(
    spoil: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = county(tmp_path / "in", "甲局"), tmp_path / "out"
    assert main(["build", str(folder), "-o", str(out)]) == 0
    report = next(out.glob("*.docx"))
    whole = report.read_bytes()
    report.write_bytes(spoil)
    assert main(["build", str(folder), "-o", str(out)]) == 0
    assert "生成 1 份报告" in capsys.readouterr().err
    assert report.read_bytes() == whole


@posix
def test_temporary_files_of_living_processes_are_left(tmp_path: Path) -> None:
    folder, out = county(tmp_path / "in", "甲局"), tmp_path / "out"
    out.mkdir()
    living, ended = out / f".nianbao-{os.getppid()}-a.tmp", out / ".nianbao-99999999-b.tmp"
    living.touch()
    ended.touch()
    assert main(["build", str(folder), "-o", str(out)]) == 0
    assert (living.exists(), ended.exists()) == (True, False)


@posix
def test_nothing_is_written_to_a_pipe_and_the_umask_is_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.xlsx")
    with pytest.raises(OutputError, match="管道或设备"):
        write_file(tmp_path / "p.xlsx", b"x")
    before = os.umask(0o077)
    try:
        assert write_file(tmp_path / "a", b"x").path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    ("part", "before", "element"),
    [("xl/styles.xml", b"<cellXfs", b"<a/>"), ("xl/workbook.xml", b"</definedNames>", b"<definedName/>")],
)
def test_a_form_with_more_elements_than_any_is_refused(
    part: str, before: bytes, element: bytes, tmp_path: Path
) -> None:
    parts = parts_of(FORM)
    noise = b"".join(b"%s<!--%x-->" % (element * 40, number * 7919**3) for number in range(MOST_HELD // 40))
    parts[part] = parts[part].replace(before, noise + before, 1)
    with pytest.raises(InputError, match="多得不像一份年报"):
        list(read_book(zip_of(tmp_path / "bomb.xlsx", parts)).sheets.values())


@pytest.mark.parametrize(
    "document",
    [b"<w:document %s><w:body/></w:document>", b"<w:document %s/>", b"<x/>"],
)
def test_a_layout_without_a_body_is_refused(document: bytes, tmp_path: Path) -> None:
    parts = parts_of(LAYOUT)
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts["word/document.xml"] = document.replace(b"%s", space)
    layout = zip_of(tmp_path / "l.docx", parts)
    assert main(["build", str(FORM), "-o", str(tmp_path), "--layout", str(layout)]) == 2


def test_links_out_of_a_layout_reach_no_report(tmp_path: Path) -> None:
    from generator.flow.case import open_case

    parts = parts_of(LAYOUT)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = b'<Relationship Id="rId99" Type="%s" Target="file://share/t.dotm" TargetMode="External"/>' % kind
    part = "word/_rels/document.xml.rels"
    parts[part] = parts[part].replace(b"</Relationships>", link + b"</Relationships>")
    report = write_docx(open_case(FORM, None).document, zip_of(tmp_path / "l.docx", parts))
    (tmp_path / "r.docx").write_bytes(report)
    assert not any(b"t.dotm" in data for data in parts_of(tmp_path / "r.docx").values())


@pytest.mark.parametrize(
    "data",
    [b"\xe7\x94\xb2\xe5\xb1\x80\r\xe4\xb9\x99\xe5\xb1\x80\r", "单位\t备注\r\n甲局\tx\r\n乙局\t\r\n".encode("utf-16")],
)
def test_lists_of_old_and_foreign_programs_are_read(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert [unit.name for unit in read_units(tmp_path / "a.csv").units] == ["甲局", "乙局"]


def test_a_cell_that_is_never_closed_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('单位\n"甲' + "字" * 140_000, encoding="utf-8")
    with pytest.raises(InputError, match="引号没有配对"):
        read_units(tmp_path / "a.csv")


def test_nothing_from_a_file_steers_the_terminal() -> None:
    assert shown("a\x1b[2J\r\u202eb\x9bc\nd") == "a□[2J□□b□c\nd"


def test_an_empty_name_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["check", ""])
    assert left.value.code == 2
    assert "是空的" in capsys.readouterr().err


@posix
def test_a_message_that_cannot_be_printed_is_still_told_by_the_exit_code() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "generator", "check", "/nonexistent"]
        assert subprocess.run(command, cwd=ROOT, stderr=full).returncode == 2


CORPUS = sorted((ROOT / "tests/corpus").iterdir())


@pytest.mark.parametrize("file", CORPUS, ids=lambda path: path.name)
def test_past_finds_are_taken_or_refused_in_words_at_every_door(file: Path, tmp_path: Path) -> None:
    for number, door in enumerate(door for door in doors_of(file.suffix) if not door.apart):
        given = Given(tmp_path / str(number), tmp_path / str(number) / "in" / file.name)
        given.file.parent.mkdir(parents=True)
        given.file.write_bytes(file.read_bytes())
        assert (door.command, met(command_of(door, given)).fault) == (door.command, "")


def test_one_file_that_takes_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.command.main.SECONDS", 0.01)
    monkeypatch.setattr("generator.command.check.open_case", lambda *_, **__: all(True for _ in count()))
    assert main(["check", str(FORM)]) == 2
    assert "太长时间" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more", [b'<row r="1">%s</row>' % (b"<c/>" * 300_000), b"<a><row/>" + b"<x/>" * 300_000 + b"</a>"]
)
def test_what_is_held_between_two_rows_is_bounded(more: bytes) -> None:
    with pytest.raises(TooMany):
        list(elements_of(b"<s>" + more + b"<!--%s--></s>" % (b"-" * 10), "row", b"</s>"))


def test_a_word_file_of_nothing_but_paragraphs_is_refused() -> None:
    parts = parts_of(ROOT / "templates" / "layout.docx")
    body = parts["word/document.xml"]
    at = body.find(b"<w:sectPr")
    noise = b"".join(b"<w:p/>" * 400 + b"<!--%x-->" % number**7 for number in range(260))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (parts | {"word/document.xml": body[:at] + noise + body[at:]}).items():
            package.writestr(name, data)
    with pytest.raises(InputError, match="多得不像"):
        read_word("x.docx", stream.getvalue())


def test_one_place_prints() -> None:
    printing = re.compile(r"(?<![\w.])print\(|sys\.std(?:out|err)\.write\(")
    found = {
        path.name for path in (ROOT / "generator").rglob("*.py") if printing.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"saying.py", "progress.py"}  # a line that is drawn over itself while one waits


def test_json_keeps_what_it_may_not_show() -> None:
    told = "甲\u202e\x7f\udcff乙"
    assert by_number(json.dumps(told, ensure_ascii=False)).isprintable()
    assert json.loads(by_number(json.dumps(told, ensure_ascii=False))) == told


def never_ends_after_a_longer_limit() -> None:
    with time_limit(60):
        pass
    for _ in count():
        pass


@posix
def test_a_limit_of_time_goes_on_after_one_within_it() -> None:
    with pytest.raises(TakesTooLong), time_limit(0.2):
        never_ends_after_a_longer_limit()


def test_a_review_that_is_refused_when_its_workbook_is_begun_ends_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unseen: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unseen.append)
    (tmp_path / "in").mkdir()
    assert main(["check", str(tmp_path / "in"), "--report", str(tmp_path / "r.xlsx")]) == 2
    gc.collect()
    assert not unseen


def test_words_are_compared_in_time_that_grows_with_their_number() -> None:
    with time_limit(20):
        assert unchanging("全年" + "十" * 600_000 + "件") == "全年" + "十" * 600_000 + "件"
    assert unchanging("一是抓学习，十二是抓公开") == "抓学习抓公开"


def test_years_side_by_side_have_a_limit_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.command.main.SECONDS", 0.01)
    monkeypatch.setattr("generator.command.years.read_years", lambda *_: all(True for _ in count()))
    assert main(["years", str(FORM), str(FORM), "-o", str(tmp_path / "y.xlsx")]) == 2
    assert "太长时间" in capsys.readouterr().err
