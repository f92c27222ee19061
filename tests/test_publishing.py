"""Files in their places: whole or not at all, never over an old one, and refused with a reason."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator.document.blocks import Document
from generator.drafting import draft
from generator.errors import OutputError
from generator.examination import examine
from generator.standard import load_standard
from generator.writers import publish, publishing
from generator.writers.publishing import file_name, write_file
from tests.conftest import answers_of


def document_of(new: int = 0) -> Document:
    standard = load_standard("national-2021")
    figures = {"applications.new.other": new, "applications.granted.other": new}
    return draft(standard, examine(standard, answers_of(standard, 2024, figures)).report)


def test_both_files_are_written_with_their_figures_compared(tmp_path: Path) -> None:
    written = publish(document_of(), tmp_path / "新" / "文件夹")
    assert [w.path.name for w in written] == [
        f"示例县教育局2024年政府信息公开工作年度报告.{s}" for s in ("docx", "txt")
    ]
    assert [w.compared for w in written] == [200, 200]
    assert sorted(p.name for p in written[0].path.parent.iterdir()) == sorted(w.path.name for w in written)


def test_an_old_file_is_kept_under_a_numbered_name(tmp_path: Path) -> None:
    (first,) = publish(document_of(), tmp_path, ("txt",))
    old = first.path.read_bytes()
    (second,) = publish(document_of(1), tmp_path, ("txt",))
    (third,) = publish(document_of(2), tmp_path, ("txt",))
    assert second.kept is not None
    assert third.kept is not None
    assert second.kept.name.endswith(".1.txt")
    assert third.kept.name.endswith(".2.txt")
    assert second.kept.read_bytes() == old


def test_the_same_report_again_keeps_no_copy(tmp_path: Path) -> None:
    publish(document_of(), tmp_path)
    assert [w.kept for w in publish(document_of(), tmp_path)] == [None, None]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_difference_means_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "write_text", lambda document: "别的文字\n")
    with pytest.raises(OutputError, match="没有生成文件"):
        publish(document_of(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "没有写入的权限"), (errno.EROFS, "只读")]
)
def test_a_disk_that_will_not_take_it_is_explained_and_nothing_is_left(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(document_of(), tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(publishing.os, "fsync", full)
    with pytest.raises(OutputError, match=words):
        publish(document_of(1), tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_file_where_a_folder_should_be_is_explained(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="写不进去"):
        publish(document_of(), tmp_path / "out")


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path, is_root: bool) -> None:
    if is_root:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="没有写入的权限"):
        publish(document_of(), tmp_path)


def test_a_link_or_folder_of_the_same_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OutputError, match="同名的文件夹"):
        write_file(tmp_path / "a.txt", b"x")


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd",
        "CON",
        "a" * 400,
        "局" * 200 + "2024年政府信息公开工作年度报告",
        "．．／x",
        "",
        " . ",
        '甲|乙<丙>:"*?',
    ],
)
def test_file_names_are_plain_and_short(title: str) -> None:
    name = file_name(title)
    assert 0 < len(name.encode("utf-8")) <= 200
    assert not set(name) & set('/\\<>:"|?*\0')
    assert not name.startswith(".")
    assert name.upper() != "CON"
