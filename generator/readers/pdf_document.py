"""The pages of a PDF as they are seen: the file opened by pdfium within bounds, and everything closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref
from time import monotonic
from typing import Any

from generator.errors import InputError
from generator.readers.pdf_characters import printed
from generator.readers.pdf_rules import Drawn, drawn
from generator.readers.pdf_sight import Box, Frame, Sight

MAX_PAGES = 300
MAX_CHARACTERS = 20_000  # on a page; a full page of small print has some 3,000
MAX_TOTAL = 200_000
MAX_SECONDS = 3.0
_MAX_NOTES = 200  # on a page, looked at for what was typed into fields
COVERED = 0.5  # of a page by an image that is a scan of it
_PAPER: Box = (0, 0, 595, 842)
_LONGEST_SIDE = 15_000.0  # points; greater pages are no paper
INSTEAD = "请用原来的 Word 文件，或者在 Word、WPS 里重新另存为 PDF 后再用"


def pages_seen(name: str, data: bytes) -> list[Sight]:
    """What is seen on each page; raises InputError, with the name of the file, where it cannot be opened."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    end, room = monotonic() + MAX_SECONDS, MAX_TOTAL
    pages = list[Sight]()
    with _opened(raw, name, data) as document:
        for number in range(1, _page_count(raw, name, document) + 1):
            more = room > 0 and monotonic() < end
            pages.append(_sight(raw, document, number) if more else _crowded(number))
            room -= len(pages[-1].glyphs)
    return pages


@contextmanager
def _opened(raw: Any, name: str, data: bytes) -> Iterator[Any]:
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise InputError(f"{name}：{_reason(raw, raw.FPDF_GetLastError())}。")
    with _closing(document, raw.FPDF_CloseDocument):
        yield document


def _reason(raw: Any, error: int) -> str:
    if error == raw.FPDF_ERR_PASSWORD:
        return "这份 PDF 设了打开密码。请打开后另存一份没有密码的，或者用原来的 Word 文件"
    if error == raw.FPDF_ERR_SECURITY:
        return f"这份 PDF 的加密方式读不了。{INSTEAD}"
    return f"不是完整的 PDF 文件，可能没有下载完或已损坏。请重新取得文件；{INSTEAD}"


def _page_count(raw: Any, name: str, document: Any) -> int:
    count: int = raw.FPDF_GetPageCount(document)
    if count < 1:
        raise InputError(f"{name}：这份 PDF 里一页也没有，可能已损坏。{INSTEAD}。")
    if count > MAX_PAGES:
        raise InputError(
            f"{name}：这份 PDF 有 {count} 页，不像是一份年度报告（最多读 {MAX_PAGES} 页）。请只留报告的那几页。"
        )
    return count


@contextmanager
def _closing(handle: Any, close: Callable[[Any], object]) -> Iterator[Any]:
    try:
        yield handle
    finally:
        if handle:
            close(handle)


def _crowded(number: int) -> Sight:
    return Sight(number, _PAPER[2], _PAPER[3], crowded=True)


def _sight(raw: Any, document: Any, number: int) -> Sight:
    """One page; a page that cannot be loaded, or has too much on it, is told as crowded."""
    with _closing(raw.FPDF_LoadPage(document, number - 1), raw.FPDF_ClosePage) as page:
        if not page:
            return _crowded(number)
        if not _has_typed_notes(raw, page) or not raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY):
            return _looked_at(raw, page, number)
    with _closing(raw.FPDF_LoadPage(document, number - 1), raw.FPDF_ClosePage) as page:
        return _looked_at(raw, page, number) if page else _crowded(number)


def _has_typed_notes(raw: Any, page: Any) -> bool:
    """Whether something was typed into fields of a form or onto the page, which only flattening makes text of it."""
    typed = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_NOTES)):
        with _closing(raw.FPDFPage_GetAnnot(page, index), raw.FPDFPage_CloseAnnot) as note:
            if note and raw.FPDFAnnot_GetSubtype(note) in typed:
                return True
    return False


def _looked_at(raw: Any, page: Any, number: int) -> Sight:
    box, things = _page_box(raw, page), drawn(raw, page)
    with _closing(raw.FPDFText_LoadPage(page), raw.FPDFText_ClosePage) as text_page:
        if not text_page or raw.FPDFText_CountChars(text_page) > MAX_CHARACTERS:
            return _crowded(number)
        seen = printed(raw, text_page, box)
        hidden = _is_hidden(raw, text_page)
    picture = min(sum(_share(image, box) for image in things.images), 1.0)
    rules = () if things.crowded else tuple(_on_page(things, seen.frame))
    return Sight(
        number,
        *seen.frame.size,
        seen.glyphs,
        rules,
        unread=seen.unread,
        slanted=seen.slanted,
        picture=picture,
        drawings=things.seen,
        hidden=hidden and picture >= COVERED,
        crowded=things.crowded,
    )


def _is_hidden(raw: Any, text_page: Any) -> bool:
    """Whether the text is there but not shown, as programs lay what they recognised behind a scanned page."""
    count = raw.FPDFText_CountChars(text_page)
    some = (raw.FPDFText_GetTextObject(text_page, index) for index in range(0, count, count // 5 + 1))
    modes = {raw.FPDFTextObj_GetTextRenderMode(item) for item in some if item}
    return raw.FPDF_TEXTRENDERMODE_INVISIBLE in modes and raw.FPDF_TEXTRENDERMODE_FILL not in modes


def _on_page(things: Drawn, frame: Frame) -> Iterator[Box]:
    width, height = frame.size
    for box in map(frame.upright, things.rules):
        if -50 < box[0] <= box[2] < width + 50 and -50 < box[1] <= box[3] < height + 50:
            yield box


def _page_box(raw: Any, page: Any) -> Box:
    found = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, byref(found)):
        return _PAPER
    sides = found.right - found.left, found.top - found.bottom
    sane = all(1 < side < _LONGEST_SIDE for side in sides) and abs(found.left) + abs(found.bottom) < 1e6
    return (found.left, found.bottom, found.right, found.top) if sane else _PAPER


def _share(image: Box, page: Box) -> float:
    """How much of a page an image covers."""
    width = min(image[2], page[2]) - max(image[0], page[0])
    height = min(image[3], page[3]) - max(image[1], page[1])
    share = max(width, 0) * max(height, 0) / ((page[2] - page[0]) * (page[3] - page[1]))
    return share if 0 <= share <= 1 else 0.0
