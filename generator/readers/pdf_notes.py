"""What of a PDF cannot be read, in Chinese, by page: scans, letters without a code, pages that hold too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.readers.pdf_document import COVERED, INSTEAD
from generator.readers.pdf_sight import Sight

_OUTLINES = 100  # things drawn on a page without characters: letters as shapes
_FEW = 20  # characters of a page that is a scan: a stamp or a page number laid over the image


def unreadable(pages: list[Sight]) -> str:
    """Why nothing can be made of a file, and what to do, to be set behind 这份 PDF; nothing where something can."""
    scans = [page.number for page in pages if _is_scan(page)]
    count = sum(len(page.glyphs) for page in pages)
    if scans and not any(len(page.glyphs) >= _FEW or page.crowded for page in pages):
        which = f"{_named(scans)}都是图片"
        return f"是扫描件（{which}），里面没有文字，读不出来。请用原来的 Word 文件，或先做文字识别（OCR）后再用"
    if not count:
        crowded = any(page.crowded for page in pages)
        return f"里{'内容太多或已损坏' if crowded else '没有文字'}，读不出来。{INSTEAD}"
    if sum(page.unread for page in pages) * 2 > count:
        return f"的字体里没有文字编码，大部分字认不出，读不出来。{INSTEAD}"
    return ""


def notes_on(pages: list[Sight]) -> Iterator[str]:
    """A sentence on what was not read, with the pages it is said of."""
    for is_so, told in _TOLD:
        numbers = [page.number for page in pages if is_so(page)]
        if numbers:
            yield f"{_named(numbers)}{told}"
    for page in pages:
        if page.unread:
            yield f"第{page.number}页有 {page.unread} 个字认不出（字体里没有文字编码）"


def _is_scan(page: Sight) -> bool:
    return page.picture >= COVERED and len(page.glyphs) < _FEW


def _is_drawn(page: Sight) -> bool:
    return not page.glyphs and not _is_scan(page) and page.drawings > _OUTLINES


_TOLD: tuple[tuple[Callable[[Sight], bool], str], ...] = (
    (lambda page: page.crowded, "的内容太多或已损坏，没有全部读出"),
    (_is_scan, "是扫描的图片，读不到文字"),
    (
        lambda page: page.hidden and not _is_scan(page),
        "是扫描的图片，读的是别的软件识别出来的文字，可能有错，请对照图片核对",
    ),
    (_is_drawn, "没有文字，字可能已转成图形，读不到"),
    (lambda page: page.slanted > 0, "斜着印的文字（水印）没有读"),
)


def _named(numbers: list[int]) -> str:
    """Pages in words: `第3页`, `第1—5、8页`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return f"第{'、'.join(str(run[0]) if len(run) == 1 else f'{run[0]}—{run[-1]}' for run in runs)}页"
