"""The one door that tells what kind of file this is: by its bytes first, by its suffix only where they are silent.

An old suffix says little: a .doc may be a web page, an .xls a table of HTML or of text, an .et or .wps what Office writes.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from pathlib import PurePath
from typing import NamedTuple

from generator.package.archive import opened_archive
from generator.readers.compound_file import SIGNATURE, root_streams


class FileKind(NamedTuple):
    """A kind of file: a word for the program, its Chinese name, and what to do instead, empty where it can be read.

    `suffixes` are those it goes by; they count only where the bytes say nothing else.
    """

    code: str
    name: str
    advice: str = ""
    suffixes: tuple[str, ...] = ()

    def refusal(self, file: str) -> str:
        """What a user is told of a file of this kind that is not read."""
        return f"{file}：这是{self.told}。{self.advice}。"

    @property
    def told(self) -> str:
        """The name as it stands behind 这是."""
        return f" {self.name}" if self.name[0].isascii() else self.name


_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic")
_BY_OFFICE = "请在 Word、Excel 或 WPS 里打开，另存为 .docx 或 .xlsx 后再用"
_BY_SIGHT = "图片和扫描件要先识别文字：请用 WPS 或扫描软件识别成 Word 文档，与原件核对无误后再用"
_TABLE = (
    FileKind("xlsx", "Excel 工作簿（.xlsx）", suffixes=(".xlsx", ".xlsm", ".xltx")),
    FileKind("xlsb", "Excel 二进制工作簿（.xlsb）", suffixes=(".xlsb",)),
    FileKind("xls", "旧版 Excel 工作簿（.xls）", suffixes=(".xls", ".xlt", ".et", ".ett")),
    FileKind("ods", "ODS 表格（.ods）", suffixes=(".ods",)),
    FileKind("docx", "Word 文档（.docx）", suffixes=(".docx", ".docm", ".dotx")),
    FileKind("doc", "旧版 Word 文档（.doc）", suffixes=(".doc", ".dot")),
    FileKind("wps", "WPS 文档（.wps）", suffixes=(".wps", ".wpt")),
    FileKind("odt", "ODT 文档（.odt）", suffixes=(".odt",)),
    FileKind("rtf", "RTF 文档（.rtf）", suffixes=(".rtf",)),
    FileKind("web", "网页文件（.html）", suffixes=(".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")),
    FileKind("pdf", "PDF 文件（.pdf）", suffixes=(".pdf",)),
    FileKind("text", "纯文本文件（.txt）"),
    FileKind("answers", "填报数据文件（.yaml、.json）", suffixes=(".yaml", ".yml", ".json")),
    FileKind("zip", "压缩包（.zip）", suffixes=(".zip",)),
    FileKind("empty", "空文件", "请换用保存完整的文件"),
    FileKind("locked", "设了打开密码的文件", "请在 Word、Excel 或 WPS 里打开，取消密码，保存后再用"),
    FileKind("ofd", "OFD 版式文件（.ofd）", "请换用原来的 Word 文件，或者在 OFD 阅读器里另存为 PDF 后再用", (".ofd",)),
    FileKind("picture", "图片", _BY_SIGHT, _PICTURES),
    FileKind("archive", "压缩包，但不是 .zip", "请先解压，再用解压出来的文件", (".rar", ".7z", ".gz", ".tar", ".tgz")),
    FileKind("slides", "演示文稿", "请把文字和表格复制到 Word 里，另存为 .docx 后再用", (".ppt", ".pptx", ".dps")),
    FileKind("mail", "邮件", "请在邮件程序里打开，把其中的附件另存出来后再用", (".eml", ".msg")),
    FileKind("uof", "标文通文档（UOF）", _BY_OFFICE, (".uof", ".uot", ".uos")),
    FileKind("xml", "XML 格式的 Office 文档", _BY_OFFICE),
    FileKind("shortcut", "快捷方式，不是文件本身", "请给它所指的文件；网页请在浏览器里打开后另存为 .html"),
    FileKind("temporary", "Word、Excel 或 WPS 打开文件时留下的临时文件", "请给文件名里没有“~$”的那个文件"),
    FileKind("unknown", "认不出的文件", "请换用 Word、Excel、WPS、PDF、网页或纯文本文件"),
)
KINDS = {kind.code: kind for kind in _TABLE}
_BY_SUFFIX = {suffix: kind.code for kind in _TABLE for suffix in kind.suffixes}
_OF_WORDS = ("web", "answers", "mail", "uof")  # what is believed of the suffix of a file of characters
_STARTS = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf'\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"MSCF\0\0\0\0", "archive"),
    (b"L\0\0\0\x01\x14\x02\0", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
)
_INSIDE = (  # what stands further in than at the start
    (re.compile(rb"BM.{4}\0{4}|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)", re.DOTALL), "picture"),
    (re.compile(rb".{257}ustar", re.DOTALL), "archive"),
)
_STREAMS = {"EncryptedPackage": "locked", "WordDocument": "doc", "Workbook": "xls", "Book": "xls"}
_STREAMS |= {"PowerPoint Document": "slides", "__properties_version1.0": "mail"}
_PARTS = (("ofd.xml", "ofd"), ("uof.xml", "uof"), ("word/document.xml", "docx"), ("xl/workbook.bin", "xlsb"))
_FOLDERS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "slides"))
_OPEN = (("opendocument.text", "odt"), ("opendocument.spreadsheet", "ods"), ("opendocument.presentation", "slides"))
_CUT_OFF = {
    "doc": "docx",
    "wps": "docx",
    "xls": "xlsx",
    **{code: code for code in ("docx", "xlsx", "xlsb", "odt", "ods")},
}
_LOCKED_WORD = 0x100  # in the flags at byte 10 of a WordDocument stream
_HEAD = 4096
_BEFORE_PAGE = r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--[^>]{0,500}-->\s*){0,9}"
_PAGE = re.compile(
    _BEFORE_PAGE + r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|style|script|center|p|h1)\b", re.IGNORECASE
)
_MIME = re.compile(r"\s*[A-Za-z-]{2,40}:.*\n(?:.*\n){0,60}?(?:MIME-Version|Content-Type)\s*:", re.IGNORECASE)
_MIME_FIRST = re.compile(r"\s*(?:MIME-Version|Content-Type)\s*:", re.IGNORECASE)
_TO_SOMEONE = re.compile(r"^(?:Received|Delivered-To|To)\s*:", re.IGNORECASE | re.MULTILINE)
_UOF = re.compile("uof:UOF|schemas.uof.org")
_XML = re.compile(r"mso-application|w:wordDocument|pkg:package|microsoft-com:office:spreadsheet|office:document\b")
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, OSError, ValueError, LookupError)


def kind_of(name: str, data: bytes) -> FileKind:
    """What kind of file these bytes are; `name` is the file's name. Whether it is whole, its reader tells."""
    suffix = PurePath(name).suffix.lower()
    if not data:
        return KINDS["empty"]
    if PurePath(name).name.startswith("~$"):
        return KINDS["temporary"]
    return KINDS[_by_bytes(data, suffix) or _by_words(data, suffix) or _BY_SUFFIX.get(suffix, "unknown")]


def _by_bytes(data: bytes, suffix: str) -> str:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(data, suffix)
    if data.startswith(SIGNATURE):
        return _of_compound(data, suffix)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:1024]):
        return "pdf"
    by_start = next((code for start, code in _STARTS if head.startswith(start)), "")
    return by_start or next((code for pattern, code in _INSIDE if pattern.match(data)), "")


def _of_compound(data: bytes, suffix: str) -> str:
    streams = root_streams(data)
    code = next((code for stream, code in _STREAMS.items() if stream in streams), "")
    if code == "doc" and int.from_bytes(streams["WordDocument"][10:12], "little") & _LOCKED_WORD:
        return "locked"
    told = _BY_SUFFIX.get(suffix, "")
    if code in ("", "doc") and told == "wps":
        return "wps"
    return code or (told if told in ("doc", "xls", "slides", "mail") else "unknown")


def _of_zip(data: bytes, suffix: str) -> str:
    archive = opened_archive(data)
    if archive is None:
        return _CUT_OFF.get(_BY_SUFFIX.get(suffix, ""), "zip")
    names = {name.lower() for name in archive.namelist()}
    if "mimetype" in names or {"content.xml", "meta-inf/manifest.xml"} <= names:
        return _of_open_document(archive, suffix)
    office = "[content_types].xml" in names
    folders = (code for folder, code in _FOLDERS if office and any(name.startswith(folder) for name in names))
    return next((code for part, code in _PARTS if part in names), "") or next(folders, "zip")


def _of_open_document(archive: zipfile.ZipFile, suffix: str) -> str:
    if b"encryption-data" in _begin(archive, "META-INF/manifest.xml", 100_000):
        return "locked"
    told = _begin(archive, "mimetype", 100).decode("ascii", "replace")
    code = _BY_SUFFIX.get(suffix, "")
    silent = code if code in ("odt", "ods") else "unknown"
    return next((code for mark, code in _OPEN if mark in told), silent)


def _begin(archive: zipfile.ZipFile, part: str, size: int) -> bytes:
    """How a part begins; nothing where it is missing or damaged."""
    try:
        if archive.getinfo(part).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return b""
        with archive.open(part) as stream:
            return stream.read(size)
    except _DAMAGE:
        return b""


def _by_words(data: bytes, suffix: str) -> str:
    """The kind of a file of characters, nothing where it is none."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and (b"\0" in data or not _has_characters(data)):
        return ""
    head = data[:_HEAD].decode("utf-16" if wide else "latin-1", "ignore").removeprefix("ï»¿")
    if _PAGE.match(head):
        return "web"
    if _MIME_FIRST.match(head) or _MIME.match(head):
        return _of_mime(head, suffix)
    if head.lstrip().startswith("<") and (found := "uof" if _UOF.search(head) else "xml" if _XML.search(head) else ""):
        return found
    code = _BY_SUFFIX.get(suffix, "text")
    if code != "web" and head.lstrip().startswith("<?xml"):
        return "unknown"
    return code if code in _OF_WORDS else "text"


def _of_mime(head: str, suffix: str) -> str:
    """A web page saved in one file, or a letter: both are of the same form."""
    if _BY_SUFFIX.get(suffix) == "mail" or (_BY_SUFFIX.get(suffix) != "web" and _TO_SOMEONE.search(head)):
        return "mail"
    return "web"


def _has_characters(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
