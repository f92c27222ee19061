"""What every page has: its frame, words that are text and never markup, a policy that lets in nothing but its own style and script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from generator.words.characters import printable

OWN = "nianbao："  # what stands before the kind of a page that is no report
_CLOSED = "base-uri 'none'; form-action 'none'"


def in_element(text: str) -> str:
    """Words as text of an element; their line ends are kept."""
    return escape(printable(text), quote=False).replace("\n", "<br/>")


def in_attribute(text: str) -> str:
    """Words as the value of an attribute, or as a title: one line."""
    return escape(printable(text)).replace("\n", "")


@lru_cache(maxsize=16)
def file_beside(module: str, name: str) -> str:
    """The text of a style sheet or script that lies beside a module (its `__file__`)."""
    return Path(module).with_name(name).read_text(encoding="utf-8")


class HtmlPage(NamedTuple):
    """A page: its title, what stands in `main` as markup, its style sheet, its script, the values of its style attributes.

    `kind` is what it is where it is no report, so that it is never taken for one.
    """

    title: str
    body: str
    sheet: str = ""
    script: str = ""
    looks: tuple[str, ...] = ()
    kind: str = ""

    def written(self) -> bytes:
        """The whole page (UTF-8); its policy forbids every request, and styles and scripts but these."""
        style = f"<style>{self.sheet}</style>\n" if self.sheet else ""
        script = f"<script>{self.script}</script>\n" if self.script else ""
        kind = f'<meta name="generator" content="{OWN}{self.kind}">\n' if self.kind else ""
        return (
            f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n{kind}'
            f'<meta http-equiv="Content-Security-Policy" content="{self._policy()}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{in_attribute(self.title)}</title>\n{style}</head>\n<body>\n<main>\n{self.body}</main>\n{script}</body>\n</html>\n"
        ).encode()

    def _policy(self) -> str:
        styles = [_hash(text) for text in (self.sheet, *self.looks) if text]
        allowed = ["'unsafe-hashes'"] * bool(self.looks) + styles
        scripts = [_hash(self.script)] if self.script else []
        return f"default-src 'none'; {_source('style', allowed)}{_source('script', scripts)}{_CLOSED}"


def _source(kind: str, allowed: Iterable[str]) -> str:
    told = " ".join(allowed)
    return f"{kind}-src {told}; " if told else ""


@lru_cache(maxsize=64)
def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
