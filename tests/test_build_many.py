"""`nianbao build FOLDER`: each report made once, whatever stops the run."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from generator.batch.journal import NAME, journal
from generator.command.main import main
from generator.errors import OutputError
from tests.conftest import ROOT
from tests.many import WRONG, county, unit

UNITS = 40


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.suffix in (".docx", ".txt")}


def test_all_without_errors_are_built_and_the_rest_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "out"
    (folder / "丁局.yaml").write_text(unit("丁局", WRONG), encoding="utf-8")
    (folder / "丙局.yaml").write_text("x", encoding="utf-8")
    assert main(["build", str(folder), "-o", str(out)]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == len(times(out)) == 4
    assert "丁局（丁局.yaml）：不能出报告：1 处错误" in told.err
    assert "生成 2 份报告，1 份有错误或待填，没有生成，1 份不能用" in told.err


def test_what_is_made_is_not_made_again_until_its_input_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = county(tmp_path / "in", "甲局", "乙局", "丙局"), tmp_path / "out"
    assert main(["build", str(folder), "-o", str(out)]) == 0
    before = times(out)
    (out / "乙局2024年政府信息公开工作年度报告.txt").unlink()
    (folder / "丙局.yaml").write_text(unit("丙局", {"disclosure.fees.amount": 3}), encoding="utf-8")
    assert main(["build", str(folder), "-o", str(out)]) == 0
    assert "生成 2 份报告，1 份以前已生成、没有变" in capsys.readouterr().err
    same = {name for name, when in times(out).items() if before.get(name) == when}
    assert same == {name for name in before if name.startswith("甲局")}


def test_two_files_of_one_unit_make_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "out"
    (folder / "again.yaml").write_text(unit("甲 局"), encoding="utf-8")
    assert main(["build", str(folder), "-o", str(out)]) == 1
    assert "同一个单位有几个文件，不知道用哪一个，都没有生成：again.yaml、甲局.yaml" in capsys.readouterr().err
    assert {name[:2] for name in times(out)} == {"乙局"}


def test_only_one_run_at_a_time_has_a_folder(tmp_path: Path) -> None:
    with journal(tmp_path), pytest.raises(OutputError, match="另一个 nianbao 正在"), journal(tmp_path):
        pass


def test_another_process_cannot_have_the_folder_either(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = county(tmp_path / "in", "甲局"), tmp_path / "out"
    command = [sys.executable, "-m", "generator", "build", str(folder), "-o", str(out)]
    with journal(out):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, times(out)) == (2, {})
    assert "另一个 nianbao 正在往这个文件夹里写" in done.stderr
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0


posix = pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")


def damaged_first_page(path: Path) -> None:
    path.write_bytes(b"no journal" + path.read_bytes()[10:])


def damaged_index(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-4096] + bytes(reversed(data[-4096:])))


def of_another_make(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE made (unit TEXT)")


def with_a_view_without_end(path: Path) -> None:
    path.unlink()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"CREATE VIEW made AS {endless} SELECT x AS key, x AS file, x AS digest FROM n")


def a_link_out_of_the_folder(path: Path) -> None:
    path.rename(path.parent.parent / "elsewhere")
    path.symlink_to(path.parent.parent / "elsewhere")


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent.parent / "elsewhere")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [damaged_first_page, damaged_index, of_another_make, with_a_view_without_end, a_folder]
LINKS = [pytest.param(damage, marks=posix) for damage in (a_link_out_of_the_folder, a_link_to_nothing)]


@pytest.mark.parametrize("damage", [*DAMAGES, *LINKS])
def test_a_damaged_journal_is_told_and_set_aside(
    damage: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = county(tmp_path / "in", "甲局"), tmp_path / "out"
    assert main(["build", str(folder), "-o", str(out)]) == 0
    damage(out / NAME)
    before = times(out)
    assert main(["build", str(folder), "-o", str(out)]) == 0
    told = capsys.readouterr().err
    assert f"以前的生成记录坏了，已另存为 {out / '.nianbao-done.1.sqlite'}；全部重新生成。" in told
    assert times(out).keys() == before.keys()
    assert main(["build", str(folder), "-o", str(out)]) == 0
    told = capsys.readouterr().err
    assert "坏了" not in told
    assert "生成 0 份报告，1 份以前已生成、没有变" in told


def test_a_name_in_the_journal_that_is_no_text_is_no_file_of_ours(tmp_path: Path) -> None:
    folder, out = county(tmp_path / "in", "甲局"), tmp_path / "out"
    assert main(["build", str(folder), "-o", str(out)]) == 0
    with closing(sqlite3.connect(out / NAME)) as base, base:
        base.execute("UPDATE made SET file = CAST(x'ff2e646f6378' AS TEXT) WHERE rowid = 1")
    assert main(["build", str(folder), "-o", str(out)]) == 0


def test_runs_killed_at_random_moments_lose_and_spoil_nothing(tmp_path: Path) -> None:
    folder, out = county(tmp_path / "in", *(f"第{n}局" for n in range(UNITS))), tmp_path / "out"
    command = [sys.executable, "-m", "generator", "build", str(folder), "-o", str(out), "--jobs", "2"]
    chance, most = random.Random(7), 0
    for _ in range(3):
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as run:
            seen, wanted = 0, most + chance.randint(1, 10)
            while run.poll() is None and seen < wanted:
                time.sleep(0.01)
                seen = len(times(out)) // 2 if out.exists() else 0
            os.kill(run.pid, 9)
        for path in out.iterdir():
            if path.suffix == ".docx":
                assert zipfile.ZipFile(path).testzip() is None
        assert len(times(out)) >= most * 2
        most = max(most, len(times(out)) // 2 - 1)
    deadline = time.monotonic() + 300  # when to give up, however busy the machine is
    while True:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode == 0 or time.monotonic() > deadline:
            break
        time.sleep(0.2)  # the workers of the killed run are still leaving
    assert done.returncode == 0, done.stderr
    assert len(times(out)) == UNITS * 2
    assert sorted(path.name for path in out.iterdir() if path.name not in times(out)) == [NAME]
    clean = tmp_path / "clean"
    assert main(["build", str(folder), "-o", str(clean), "--jobs", "1"]) == 0
    assert all((clean / name).read_bytes() == (out / name).read_bytes() for name in times(out))


def test_a_form_of_another_year_than_the_folders_makes_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = county(tmp_path / "in", "甲局", "乙局"), tmp_path / "out"
    (folder / "丙局.yaml").write_text(unit("丙局", year=2023), encoding="utf-8")
    assert main(["build", str(folder), "-o", str(out)]) == 1
    told = capsys.readouterr()
    assert "丙局.yaml：不是 2024 年度的，和其他单位的年度不同，没有生成" in told.err
    assert "生成 2 份报告，1 份年度不同" in told.err
    assert len(times(out)) == 4
