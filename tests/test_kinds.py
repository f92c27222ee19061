"""What a file is, by its bytes and not by what someone called it."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.readers.compound_file import SIGNATURE, root_streams
from generator.readers.kinds import KINDS, kind_of
from tests.conftest import ROOT
from tests.workbooks import SUQIAN, png

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
PAGE = "<html><head><meta charset='utf-8'></head><body><p>2024年政府信息公开工作年度报告</p></body></html>"


def compound(*names: str, inside: str = "", begin: bytes = b"") -> bytes:
    """A compound file with streams of these names at the root, and one more inside a storage beside them."""
    entries = ["Root Entry", *names, *(["ObjectPool", inside] if inside else [])]
    root = len(names) + (1 if inside else 0)
    directory = b""
    for number, name in enumerate(entries):
        right = number + 1 if 0 < number < root else FREE
        child = 1 if number == 0 else number + 1 if name == "ObjectPool" else FREE
        wide = name.encode("utf-16-le")
        entry = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide) + 2, 1, 1, FREE, right, child)
        directory += entry.ljust(116, b"\0") + struct.pack("<III", 20, 8192, 0)
    sectors = -(-len(directory) // 512)
    table = [END - 1, *range(2, sectors + 1), END]
    head = SIGNATURE.ljust(24, b"\0") + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<IIII", 1, 1, 0, 4096) + struct.pack("<IIII", END, 0, END, 0)
    head += struct.pack("<I", 0).ljust(436, b"\xff")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return (head + fat + directory).ljust(512 * 21, b"\0") + begin.ljust(8192, b"\0")


def zip_of(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def office(part: str) -> bytes:
    return zip_of({"[Content_Types].xml": "<Types/>", part: "<a/>"})


def open_document(kind: str, manifest: str = "<manifest/>") -> bytes:
    told = f"application/vnd.oasis.opendocument.{kind}"
    return zip_of({"mimetype": told, "content.xml": "<a/>", "META-INF/manifest.xml": manifest})


WORKBOOK, LETTER = office("xl/workbook.xml"), office("word/document.xml")
CASES = [
    ("年报.xlsx", WORKBOOK, "xlsx"),
    ("年报.et", WORKBOOK, "xlsx"),
    ("年报.xls", WORKBOOK, "xlsx"),
    ("年报.xlsb", office("xl/workbook.bin"), "xlsb"),
    ("年报.docx", LETTER, "docx"),
    ("年报.doc", LETTER, "docx"),
    ("年报.wps", LETTER, "docx"),
    ("年报.pptx", office("ppt/presentation.xml"), "slides"),
    ("年报.docx", LETTER[:-30], "docx"),
    ("年报.wps", LETTER[:-30], "docx"),
    ("年报.et", WORKBOOK[:-30], "xlsx"),
    ("年报.ods", open_document("spreadsheet"), "ods"),
    ("年报.odt", open_document("text"), "odt"),
    ("年报.odp", open_document("presentation"), "slides"),
    ("年报.odt", open_document("text", "<manifest><encryption-data/></manifest>"), "locked"),
    ("年报.ofd", zip_of({"OFD.xml": "<a/>"}), "ofd"),
    ("年报.zip", zip_of({"年报.txt": "一"}), "zip"),
    ("年报.zip", zip_of({"word/年报.txt": "一"}), "zip"),
    ("年报.zip", zip_of({"年报.txt": "一"})[:-30], "zip"),
    ("年报", WORKBOOK, "xlsx"),
    ("年报.doc", compound("WordDocument", "1Table"), "doc"),
    ("年报.wps", compound("WordDocument", "1Table"), "wps"),
    ("年报.wps", compound("MatOST"), "wps"),
    ("年报.xls", compound("Workbook"), "xls"),
    ("年报.xls", compound("Book"), "xls"),
    ("年报.et", compound("ETExtData", "Workbook"), "xls"),
    ("年报.doc", compound("Workbook"), "xls"),
    ("年报.xls", compound("Workbook", inside="WordDocument"), "xls"),
    ("年报.doc", compound("WordDocument", inside="Workbook"), "doc"),
    ("年报.doc", compound("WordDocument", begin=b"\0" * 11 + b"\x01"), "locked"),
    ("年报.xlsx", compound("EncryptedPackage", "EncryptionInfo"), "locked"),
    ("年报.ppt", compound("PowerPoint Document"), "slides"),
    ("年报.msg", compound("__properties_version1.0"), "mail"),
    ("年报.db", compound("Catalog"), "unknown"),
    ("年报.xls", SIGNATURE + b"\0" * 600, "xls"),
    ("年报.rtf", b"{\\rtf1 a}", "rtf"),
    ("年报.doc", b"{\\rtf1 a}", "rtf"),
    ("年报.pdf", b"%PDF-1.4", "pdf"),
    ("年报.doc", b"\xef\xbb\xbf\r\n%PDF-1.4", "pdf"),
    ("年报.html", b"<p>\xd2\xbb</p>", "web"),
    ("年报.txt", PAGE.encode(), "web"),
    ("年报.doc", PAGE.encode("gb18030"), "web"),
    ("年报.txt", PAGE.encode("utf-16"), "web"),
    ("年报.xls", b"<table><tr><td>1</td></tr></table>", "web"),
    ("年报.doc", b'<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE html><html></html>', "web"),
    ("年报.mht", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "web"),
    ("年报.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "web"),
    ("年报.eml", b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", "mail"),
    ("年报.txt", b"Received: from a\nTo: b\nMIME-Version: 1.0\n\n", "mail"),
    ("年报.xls", "项目\t件数\n规章\t1\n".encode("gb18030"), "text"),
    ("年报.txt", "一、总体情况".encode(), "text"),
    ("年报.txt", "一、总体情况".encode("utf-16"), "text"),
    ("年报.md", "<一、总体情况>".encode(), "text"),
    ("年报", "一、总体情况".encode("gb18030"), "text"),
    ("年报.yaml", b"standard: national-2021\n", "answers"),
    ("年报.json", b'{"standard": "national-2021"}', "answers"),
    ("年报.jpg", b"\xff\xd8\xff\xe0", "picture"),
    ("年报.pdf", png(), "picture"),
    ("年报.tif", b"II*\0\x08\0", "picture"),
    ("年报.bmp", b"BM\x01\x02\x03\x04\0\0\0\0", "picture"),
    ("年报.heic", b"\0\0\0\x18ftypheic", "picture"),
    ("年报.rar", b"Rar!\x1a\x07\x01\0", "archive"),
    ("年报.zip", b"7z\xbc\xaf'\x1c\0", "archive"),
    ("年报.tar", b"a".ljust(257, b"\0") + b"ustar", "archive"),
    ("年报.lnk", b"L\0\0\0\x01\x14\x02\0", "shortcut"),
    ("年报.url", b"[InternetShortcut]\nURL=http://example.invalid/\n", "shortcut"),
    ("年报.uot", b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/"/>', "uof"),
    ("年报.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "xml"),
    ("年报.doc", b'<?xml version="1.0"?><w:wordDocument/>', "xml"),
    ("年报.xml", b'<?xml version="1.0"?><a/>', "unknown"),
    ("~$年报.docx", b"\x05abc", "temporary"),
    ("年报.docx", b"", "empty"),
    ("年报.docx", b"\0" * 1000, "docx"),
    ("年报.txt", b"\0\x01" * 500, "unknown"),
    ("年报.exe", b"MZ\x90\0", "unknown"),
]


@pytest.mark.parametrize(("name", "data", "code"), CASES, ids=[f"{n}-{c}-{k}" for n, (c, _, k) in enumerate(CASES)])
def test_a_file_is_what_its_bytes_say(name: str, data: bytes, code: str) -> None:
    assert kind_of(name, data).code == code


def test_our_own_files_are_told() -> None:
    assert kind_of("a", SUQIAN.read_bytes()).code == "xlsx"
    assert kind_of("a", (ROOT / "templates" / "layout.docx").read_bytes()).code == "docx"


@pytest.mark.parametrize("code", [code for code, kind in KINDS.items() if kind.advice])
def test_what_is_not_read_is_told_in_one_sentence_with_what_to_do(code: str) -> None:
    told = KINDS[code].refusal("年报.x")
    assert told.startswith("年报.x：这是")
    assert told.endswith("。")
    assert "。。" not in told
    assert "请" in told


@pytest.mark.parametrize("at", [30, 44, 48, 68, 76, 512, 1024 + 68, 1024 + 76])
def test_a_broken_compound_file_is_read_as_far_as_it_goes(at: int) -> None:
    whole = compound("WordDocument", *(f"s{n}" for n in range(30)))
    assert "WordDocument" in root_streams(whole)
    for junk in (b"\xff" * 4, b"\0" * 4, b"\x01\0\0\0", b"\x07\x06\x05\x04"):
        broken = bytearray(whole)
        broken[at : at + 4] = junk
        assert isinstance(root_streams(bytes(broken)), dict)
        assert kind_of("年报.doc", bytes(broken)).code in ("doc", "unknown")
        assert isinstance(root_streams(bytes(broken[: at + 40])), dict)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("suffix", "source"), [("doc", "docx"), ("odt", "docx"), ("rtf", "docx"), ("xls", "xlsx"), ("ods", "xlsx")]
)
def test_what_office_writes_is_told(suffix: str, source: str, tmp_path: Path) -> None:
    given = tmp_path / f"a.{source}"
    given.write_bytes((SUQIAN if source == "xlsx" else ROOT / "templates" / "layout.docx").read_bytes())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path / "out"), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    assert kind_of("年报", (tmp_path / "out" / f"a.{suffix}").read_bytes()).code == suffix
