"""The members of a zip: each read or told, whatever the others are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest

from generator.errors import InputError
from generator.readers import zip_members
from generator.readers.zip_members import Member, members_of
from tests.hostile import encrypted

TEXT = "一、总体情况\n本年主动公开政府信息12条。\n".encode()


def zip_of(parts: Iterable[tuple[str | bytes, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip; names that are bytes go in as they are, not marked as UTF-8."""
    stream = io.BytesIO()
    raw: list[bytes] = []
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts:
            if isinstance(name, bytes):
                raw.append(name)
                name = f"{len(raw) - 1:#<{len(name)}}"
            archive.writestr(zipfile.ZipInfo(name), data, method)
    whole = stream.getvalue()
    for number, name in enumerate(raw):
        whole = whole.replace(f"{number:#<{len(name)}}".encode(), name)
    return whole


def names(data: bytes) -> list[str]:
    return [member.name for member in members_of("年报.zip", data)]


def problems(data: bytes) -> list[str]:
    return [member.problem for member in members_of("年报.zip", data)]


def test_members_come_in_their_order_with_their_folders() -> None:
    data = zip_of([("局/乙.txt", TEXT), ("局/", b""), ("甲.yaml", b"")])
    assert members_of("年报.zip", data) == (Member("局/乙.txt", TEXT), Member("甲.yaml", b""))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_unmarked_names_are_read_in_the_encoding_they_are_in(encoding: str) -> None:
    written = ["教育局/2024年年报（定稿）.docx", "联通.txt", "report.txt"]
    assert names(zip_of([(name.encode(encoding), TEXT) for name in written])) == written


def test_a_name_in_gbk_may_have_a_backslash_for_its_second_byte() -> None:
    assert names(zip_of([("局\\乗.txt".encode("gbk"), TEXT)])) == ["局/乗.txt"]


def test_a_name_of_macos_is_composed() -> None:
    assert names(zip_of([("re\u0301sume\u0301.txt", TEXT)])) == ["r\u00e9sum\u00e9.txt"]


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/甲.txt", "etc/甲.txt"),
        ("/甲.txt", "甲.txt"),
        ("C:\\局\\甲.txt", "C_/局/甲.txt"),
        ("..\\甲.txt", "甲.txt"),
        ("a/./b//甲.txt", "a/b/甲.txt"),
        ("甲\x1b[2J.txt", "甲□[2J.txt"),
        ("甲?:*.txt", "甲___.txt"),
        ("..", "未命名"),
        ("长" * 300 + ".txt", "长" * 80 + "….txt"),
    ],
)
def test_a_name_leads_nowhere_else(given: str, plain: str) -> None:
    assert names(zip_of([(given, TEXT)])) == [plain]


def test_what_systems_and_programs_leave_behind_is_no_member() -> None:
    left = [
        "~$年报.docx",
        "局/~$年报.docx",
        ".DS_Store",
        "__MACOSX/._年报.docx",
        "._年报.docx",
        "Thumbs.db",
        "局/desktop.ini",
    ]
    assert names(zip_of([*((name, TEXT) for name in left), ("年报.txt", TEXT)])) == ["年报.txt"]


def test_files_of_one_name_are_kept_apart() -> None:
    given = ["年报.txt", "年报.txt", "年报(2).txt", "年报.TXT", "局/年报.txt"]
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zip_of([(name, TEXT) for name in given])
    found = names(data)
    assert found[:2] == ["年报.txt", "年报(2).txt"]
    assert len({name.casefold() for name in found}) == len(given)


def test_a_locked_member_is_told() -> None:
    assert problems(encrypted(zip_of([("年报.txt", TEXT)]))) == [
        "年报.zip 里的 年报.txt：设了密码，没有读。请解压后再用。"
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_unusual_method_is_told(method: int) -> None:
    assert problems(zip_of([("年报.txt", TEXT)], method)) == [
        "年报.zip 里的 年报.txt：压缩方法这里解不开。请解压后再用。"
    ]


def test_a_zip_within_is_told_and_a_word_file_within_is_not() -> None:
    word = zip_of([("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")])
    found = members_of("年报.zip", zip_of([("内.zip", zip_of([("年报.txt", TEXT)])), ("年报.docx", word)]))
    assert found[0] == Member("内.zip", b"", "年报.zip 里的 内.zip：压缩包里又有压缩包，没有打开。请先解压。")
    assert found[1] == Member("年报.docx", word)


def test_a_damaged_member_leaves_the_others() -> None:
    data = zip_of([("甲.txt", TEXT), ("乙.txt", TEXT * 2), ("丙.txt", TEXT)], zipfile.ZIP_STORED)
    damaged = data.replace(TEXT * 2, TEXT + TEXT.replace(b"12", b"13"), 1)
    assert problems(damaged) == [
        "",
        "年报.zip 里的 乙.txt：在压缩包里已损坏，读不出来。请重新压缩，或者单独给这个文件。",
        "",
    ]


@pytest.mark.parametrize("at", range(0, 300, 7))
def test_whatever_is_damaged_every_member_is_read_or_told(at: int) -> None:
    data = bytearray(zip_of([("甲.txt", TEXT), ("乙.txt", TEXT)]))
    data[at % len(data)] ^= 0xFF
    try:
        found = members_of("年报.zip", bytes(data))
    except InputError:
        return
    assert all(member.data == TEXT or member.problem for member in found)


def test_a_bomb_is_told_and_not_unpacked() -> None:
    found = members_of("年报.zip", zip_of([("弹.txt", b" " * 15_000_000), ("年报.txt", TEXT)]))
    assert [(member.data, member.problem) for member in found] == [
        (b"", "年报.zip 里的 弹.txt：压缩比例异常，没有读。请换一个文件。"),
        (TEXT, ""),
    ]


def test_what_is_beyond_the_limits_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_members, "MAX_TOTAL", 250)
    monkeypatch.setattr(zip_members, "MAX_MEMBER", 160)
    monkeypatch.setattr(zip_members, "MAX_PARTS", 4)
    sizes = [150, 170, 110, 90, 10]
    told = problems(zip_of([(f"{number}.txt", b"x" * size) for number, size in enumerate(sizes)]))
    reasons = [problem.partition("：")[2][:6] for problem in told]
    assert reasons == ["", "超过 0 M", "压缩包解开后", "", "压缩包里的文"]


def test_a_zip_of_thousands_of_files_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_members, "MAX_ENTRIES", 3)
    with pytest.raises(InputError, match="^年报.zip：压缩包里有 4 个文件，太多，没有打开。"):
        members_of("年报.zip", zip_of([(f"{number}.txt", TEXT) for number in range(4)]))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zip_of([("年报.txt", TEXT)])[:-20]])
def test_what_is_no_whole_zip_is_told(data: bytes) -> None:
    with pytest.raises(InputError, match="^年报.zip：压缩包打不开"):
        members_of("年报.zip", data)


@pytest.mark.parametrize("parts", [[], [("局/", b"")], [(".DS_Store", b"x")]])
def test_an_empty_zip_is_told(parts: list[tuple[str | bytes, bytes]]) -> None:
    with pytest.raises(InputError, match="^年报.zip：压缩包里没有文件。"):
        members_of("年报.zip", zip_of(parts))
