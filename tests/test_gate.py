"""The gate before packages of every kind: workbooks, Word files, plain zips."""

from __future__ import annotations

import random

import pytest

from generator.errors import InputError
from generator.package.gate import EXCEL, MAX_RATIO, WORD, Kind, admitted
from tests.workbooks import rezipped

BOOK, REPORT = {"xl/workbook.xml": b"<a/>"}, {"word/document.xml": b"<a/>"}


@pytest.mark.parametrize(("kind", "parts"), [(EXCEL, BOOK), (WORD, REPORT)])
def test_a_package_of_its_kind_is_let_in_with_all_its_parts(kind: Kind, parts: dict[str, bytes]) -> None:
    found = admitted("甲", rezipped(parts | {"media/a.png": b"\x89"}), kind)
    assert found.tree(kind.main).tag == "a"
    assert (found["MEDIA/A.PNG"], "media/a.png" in found, "无.xml" in found) == (b"\x89", True, False)


@pytest.mark.parametrize(
    ("kind", "parts", "words"),
    [
        (EXCEL, REPORT, "甲：这是 Word 文档，不是 Excel 工作簿。请用 nianbao form"),
        (WORD, BOOK, "甲：这是 Excel 工作簿，不是 Word 文档。"),
        (WORD, {"a.txt": b""}, "甲：不是 Word 文档。"),
    ],
)
def test_another_kind_is_named_for_what_it_is(kind: Kind, parts: dict[str, bytes], words: str) -> None:
    with pytest.raises(InputError, match=words):
        admitted("甲", rezipped(parts), kind)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/embeddings/a.xlsx"])
def test_what_a_form_may_not_hold_a_word_file_may(name: str) -> None:
    assert name in admitted("甲", rezipped(REPORT | {name: b"x"}), WORD)
    with pytest.raises(InputError, match="带有宏|嵌入"):
        admitted("甲", rezipped(BOOK | {name: b"x"}))


def test_a_part_over_a_megabyte_is_let_in_up_to_the_ratio() -> None:
    noise = random.Random(1).randbytes(1_200_000 // (MAX_RATIO // 2))
    assert admitted("甲", rezipped(BOOK | {"a.xml": noise + b" " * 1_188_000}))["a.xml"].startswith(noise)
    assert "a.xml" in admitted("甲", rezipped(BOOK | {"a.xml": b" " * 1_000_000}))
    with pytest.raises(InputError, match="压缩比例异常"):
        admitted("甲", rezipped(BOOK | {"a.xml": b" " * 1_000_001}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a d="&b;"/>'
    parts = admitted("甲", rezipped(BOOK | {"a.xml": text.encode(encoding)}))
    with pytest.raises(InputError, match="甲：文件(里有不该有的文档类型声明（DOCTYPE）|已损坏（a.xml 读不出来）)"):
        parts.tree("a.xml")


def test_a_part_that_is_missing_or_no_xml_is_told_by_its_name() -> None:
    parts = admitted("甲", rezipped(BOOK | {"a.xml": b"<a"}))
    for name in ("a.xml", "b.xml"):
        with pytest.raises(InputError, match=f"甲：文件已损坏（{name} 读不出来）"):
            parts.tree(name)
