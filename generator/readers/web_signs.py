"""What a web page has beside its text: its title in the window of a browser, scripts, frames, pictures, files it leads to; the numbers of its lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from generator.readers.web_looks import Looks
from generator.words.headings import numbered_level

_COUNTED = frozenset(("script", "frame", "iframe", "embed", "object"))
NOTICED = _COUNTED | {"title", "img", "a", "meta"}
_FILE = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|et|ofd|zip|rar)(?:$|[?#&])", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d{1,5})")
_SMALL = 100  # pixels of a picture that is none to be read
_LONGEST_TITLE = 300


class PageSigns:
    """Signs of what a page is, seen in the tags of NOTICED and the title.

    `pictures` are the numbers of the items that large pictures stand before, `files` the links to documents.
    """

    def __init__(self) -> None:
        self.by_libreoffice = False
        self.tags: Counter[str] = Counter()
        self.files = 0
        self.pictures: list[int] = []
        self._titles: list[str] = []
        self._in_title = False

    @property
    def title(self) -> str:
        """The title of the page."""
        return " ".join("".join(self._titles).split())[:_LONGEST_TITLE]

    def see(self, tag: str, attributes: Mapping[str, str], number: int) -> None:
        """Notice an element that begins where the item of this number will stand."""
        if tag in _COUNTED:
            self.tags[tag] += 1
        elif tag == "title":
            self._in_title = not self._titles
        elif tag == "meta":
            self.by_libreoffice |= "office" in attributes.get("content", "").lower()[:20]
        elif tag == "img" and not _is_small(attributes):
            self.pictures.append(number)
        if attributes and (tag == "a" or tag in _COUNTED):
            leads = attributes.get("href") or attributes.get("src") or attributes.get("data") or ""
            self.files += _FILE.search(leads[-200:]) is not None

    def hear(self, text: str) -> None:
        """Notice a text that is not told."""
        if self._in_title:
            self._titles.append(text)

    def leave(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False


def _is_small(attributes: Mapping[str, str]) -> bool:
    """Whether a picture is an icon by what is said of its size."""
    told = [_LENGTH.match(attributes[side]) for side in ("width", "height") if side in attributes]
    return any(found is not None and int(found[1]) < _SMALL for found in told)


class ListNumbers:
    """The numbers that a browser sets before the items of ordered lists, one in another."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        self._number = ""

    def start(self, tag: str, attributes: Mapping[str, str], look: Looks) -> None:
        """Begin a list."""
        first = attributes.get("start", "1").strip()
        numbered = tag == "ol" and not look.unnumbered and first.isascii() and first.isdigit() and len(first) < 5
        self._lists.append(int(first) if numbered else None)

    def item(self, attributes: Mapping[str, str]) -> None:
        """Begin an item."""
        number = self._lists[-1] if self._lists else None
        self._number = "" if number is None else f"{number}."
        if number is not None:
            self._lists[-1] = number + 1

    def end(self) -> None:
        """End the innermost list."""
        if self._lists:
            self._lists.pop()
        self._number = ""

    def set_before(self, text: str) -> str:
        """The text of a paragraph, with the number of its item where it is the first and has none of its own."""
        number, self._number = self._number, ""
        return text if not number or numbered_level(text) else number + text
