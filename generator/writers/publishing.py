"""Files put in their places: written whole or not at all, verified before, and never over an old one."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.document.blocks import Document
from generator.errors import InputError, OutputError
from generator.writers.docx_writer import write_docx
from generator.writers.text_writer import write_text
from generator.writers.verification import LOUD, verify_docx, verify_text

if TYPE_CHECKING:
    from generator.drafting.picture import Picture

MAX_NAME_BYTES = 200
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_ALLOWED = re.compile(r"[^\w\-()（）《》〈〉、，·—]+")


class Written(NamedTuple):
    """A file in its place; `kept` is where the old file of that name went, `compared` the figures read back, `note` what is to be said."""

    path: Path
    kept: Path | None
    compared: int
    note: str = ""


class Made(NamedTuple):
    """A file before it has its place: its bytes, the number of figures read back and compared, and what is to be said of it."""

    data: bytes
    compared: int
    note: str = ""


def _docx(document: Document, layout: Path | None, sealed: bool = False) -> Made:
    data = write_docx(document, layout, sealed)
    try:
        return Made(data, verify_docx(data, document))
    except OutputError as problem:
        if layout is None:
            raise
        told = str(problem).removesuffix(f"。{LOUD}")
        raise InputError(
            f"{layout}：用这个版式文件写出的报告读回来不对（{told}）。请从自带的 layout.docx 另存一份再改样式。"
        ) from None


def _text(document: Document, layout: Path | None) -> Made:
    data = write_text(document).encode("utf-8")
    return Made(data, verify_text(data.decode("utf-8"), document))


def _web(document: Document, layout: Path | None) -> Made:
    from generator.writers.web_verification import verify_web
    from generator.writers.web_writer import write_web

    data = write_web(document)
    return Made(data, verify_web(data, document))


def _pasted(document: Document, layout: Path | None) -> Made:
    from generator.writers.web_verification import verify_web
    from generator.writers.web_writer import write_pasted

    data = write_pasted(document)
    return Made(data, verify_web(data, document))


def _pdf(document: Document, layout: Path | None) -> Made:
    from generator.writers.pdf_verification import verify_pdf
    from generator.writers.pdf_writer import write_pdf

    printed = write_pdf(document)
    return Made(printed.data, verify_pdf(printed.data, document), printed.note)


class Format(NamedTuple):
    """A kind of file: what its name ends in, and who makes it; what a kind needs is imported when it is made."""

    ending: str
    make: Callable[[Document, Path | None], Made]


PICTURE = "picture"  # the format that is made of a report's figures, not of its document
FORMATS = {
    "docx": Format(".docx", _docx),
    "txt": Format(".txt", _text),
    "html": Format(".html", _web),
    "pdf": Format(".pdf", _pdf),
    "cms": Format("（粘贴用）.html", _pasted),
}


def publish(
    document: Document,
    folder: Path,
    formats: tuple[str, ...] = ("docx", "txt"),
    layout: Path | None = None,
    picture: Picture | None = None,
    sealed: bool = False,
) -> list[Written]:
    """Write a document in all formats, or in none: each is made and read back before the first takes its place.

    A `sealed` Word file leaves room for a seal. With the format `picture` that is written too; where there is none it is said, and InputError raised when nothing else was asked for.
    """
    makers = {name: FORMATS[name].make for name in formats if name != PICTURE}
    if sealed and "docx" in makers:
        makers["docx"] = partial(_docx, sealed=True)
    made = [(FORMATS[name].ending, make(document, layout)) for name, make in makers.items()]
    if PICTURE in formats:
        made += _pictured(picture) if picture else _without_picture(made)
    return _put(folder, [(file_name(document.title) + ending, one) for ending, one in made])


def _without_picture(made: list[tuple[str, Made]]) -> list[tuple[str, Made]]:
    """Say with the last of the files made that the form has no picture."""
    told = "这种格式没有图解（格式文件里没有写 picture）"
    if not made:
        raise InputError(f"{told}，请用 --format 选别的格式。")
    ending, last = made.pop()
    return [(ending, last._replace(note=f"{last.note}{told}，其余的都生成了。"))]


def _pictured(picture: Picture) -> Iterator[tuple[str, Made]]:
    """The picture as a page, as a drawing and, where typst is installed, as PNG."""
    from generator.writers.picture_verification import verify_picture, verify_set_picture
    from generator.writers.picture_writer import set_picture, write_picture_page, write_picture_svg

    page, drawing = write_picture_page(picture), write_picture_svg(picture)
    yield "（图解）.html", Made(page, verify_picture(page, picture))
    svg = Made(drawing.encode(), verify_picture(drawing.encode(), picture))
    try:
        drawn = set_picture(drawing)
    except InputError:
        yield "（图解）.svg", svg._replace(note='图解没有 PNG：要先 python -m pip install "nianbao[pdf]"。')
        return
    except OutputError:
        yield "（图解）.svg", svg._replace(note="图解没有 PNG：电脑上没有中文字体，请装上黑体或者开源的“思源黑体”。")
        return
    yield "（图解）.svg", svg
    yield "（图解）.png", Made(drawn.png, verify_set_picture(drawn.pdf, svg.data))


def write_file(path: Path, data: bytes) -> Written:
    """Write one file whole or not at all; an old file of that name is kept under a numbered name."""
    return _put(path.parent, [(path.name, Made(data, 0))])[0]


def renew_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all over the one of that name, which was made of the same things and is not kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_taken(path)
        with temporary(path.parent, data) as draft:
            draft.replace(path)
    except (OSError, UnicodeError) as problem:
        raise OutputError(_cannot(path.parent, problem)) from None


def _put(folder: Path, made: list[tuple[str, Made]]) -> list[Written]:
    """Write files, each with the number of its figures compared; the first takes its place when the last is on the disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, _ in made:
            _refuse_taken(folder / name)
        with ExitStack() as drafts:
            ready = [(drafts.enter_context(temporary(folder, one.data)), folder / name, one) for name, one in made]
            return [_place(draft, target, one) for draft, target, one in ready]
    except (OSError, UnicodeError) as problem:
        raise OutputError(_cannot(folder, problem)) from None


def _place(draft: Path, target: Path, made: Made) -> Written:
    """Move a finished file to its place; an old one that differs is first given a numbered name beside it."""
    kept = None
    _refuse_taken(target)
    if target.exists() and target.read_bytes() != draft.read_bytes():
        kept = free_name(target)
        target.rename(kept)
    draft.replace(target)
    return Written(target, kept, made.compared, made.note)


def _refuse_taken(target: Path) -> None:
    """Links, folders, pipes and devices are never replaced."""
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise OutputError(f"{target}：已有同名的{_what(target)}，没有写入。请把它移走，或用 -o 换一个文件夹。")


def free_name(target: Path) -> Path:
    """The first numbered name beside a file that is not taken."""
    number = 1
    while (name := target.with_name(f"{target.stem}.{number}{target.suffix}")).exists():
        number += 1
    return name


@contextmanager
def temporary(folder: Path, data: bytes) -> Iterator[Path]:
    """A finished file under a passing name in the folder, on the disk and not only in its cache; gone if it was not moved."""
    handle, name = tempfile.mkstemp(prefix=f".nianbao-{os.getpid()}-", suffix=".tmp", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        path.chmod(0o666 & ~_umask())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _what(taken: Path) -> str:
    return "文件夹或链接" if taken.is_symlink() or taken.is_dir() else "管道或设备（不是普通文件）"


def _umask() -> int:
    """What the user withholds from others: names and telephone numbers stand in these files."""
    os.umask(mask := os.umask(0o077))
    return mask


def _cannot(folder: Path, problem: OSError | UnicodeError) -> str:
    if isinstance(problem, UnicodeError):
        return "文件名写不进去：当前的系统语言不支持中文文件名。请把系统语言设为中文或 UTF-8（如 LANG=C.UTF-8）后再试。"
    reasons = {
        errno.ENOSPC: "磁盘满了，请腾出空间后再试",
        getattr(errno, "EDQUOT", -1): "磁盘配额用完了，请腾出空间后再试",
        errno.EACCES: "没有写入的权限，请用 -o 换一个文件夹",
        errno.EPERM: "没有写入的权限，请用 -o 换一个文件夹",
        errno.EROFS: "这个位置是只读的，请用 -o 换一个文件夹",
        errno.ENOENT: "这个文件夹不存在或刚被删除",
        errno.EEXIST: "已有同名的文件，请用 -o 换一个文件夹",
        errno.ENOTDIR: "路径中有一段是文件，不是文件夹，请用 -o 换一个文件夹",
        errno.ENAMETOOLONG: "路径太长，请用 -o 换一个文件夹",
    }
    return f"{folder}：写不进去，{reasons.get(problem.errno or 0, str(problem.strerror or problem))}。没有留下写了一半的文件。"


def file_name(title: str) -> str:
    """A file name for a title: folded, only letters, digits and plain marks, short enough for every file system."""
    folded = unicodedata.normalize("NFKC", title.replace("【待补充：编制机关】", "未填机关"))
    folded = folded.replace("(", "（").replace(")", "）")
    name = _ALLOWED.sub("_", folded).strip("._ ")
    tail = "政府信息公开工作年度报告" if name.endswith("政府信息公开工作年度报告") else ""
    if len(name.encode("utf-8")) > MAX_NAME_BYTES:
        room = MAX_NAME_BYTES - len(tail.encode("utf-8"))
        name = name.encode("utf-8")[:room].decode("utf-8", "ignore") + tail
    return f"_{name}" if not name or _RESERVED.match(name) else name
