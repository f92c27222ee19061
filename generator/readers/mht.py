"""A web page saved in one file (.mht): the page out of the letter that it and its pictures are packed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import InputError

if TYPE_CHECKING:
    from email.message import Message

_LETTER = re.compile(
    rb"\s*[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n(?:[^\n]+\n){0,60}?(?:mime-version|content-type)\s*:", re.IGNORECASE
)
_FIRST = re.compile(rb"\s*(?:mime-version|content-type)\s*:", re.IGNORECASE)
_HEAD = 10_000
_NESTED = 20  # letters within letters
_FRAMES = re.compile(rb"<frameset", re.IGNORECASE)


class PackedPage(NamedTuple):
    """A page and the encoding that its letter names for it."""

    data: bytes
    charset: str = ""


def is_mht(data: bytes) -> bool:
    """Whether a file is a letter and not a page itself."""
    head = data[:_HEAD]
    return _FIRST.match(head) is not None or _LETTER.match(head) is not None


def unpacked_page(name: str, data: bytes) -> PackedPage:
    """The page in a file of this name; raises InputError when there is none. Of several the first, unless it only frames the others."""
    from email import message_from_bytes

    pages: list[PackedPage] = []
    if len(re.findall(rb"(?i)content-type\s*:\s*multipart/|message/", data)) <= _NESTED:
        pages = list(_pages(message_from_bytes(data)))
    if not pages:
        raise InputError(
            f"{name}：这个 .mht 文件里没有网页，可能没有保存完整。请在浏览器里重新打开网页，另存为“网页，仅 HTML（.html）”后再用。"
        )
    first = pages[0]
    return max(pages, key=lambda page: len(page.data)) if _FRAMES.search(first.data) else first


def _pages(letter: Message) -> Iterator[PackedPage]:
    for part in letter.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                yield PackedPage(content, str(part.get_content_charset("")))
