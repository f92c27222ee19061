"""What every page promises: it asks for nothing and runs nothing but its own style and script, which its policy names."""

from __future__ import annotations

import base64
import hashlib
import re

from lxml import html


def assert_closed(page: bytes) -> None:
    """The policy names the style, the script and the style attributes that stand in the page, and nothing else."""
    root = html.document_fromstring(page.decode())
    allowed: dict[str, set[str]] = {"style": set(), "script": set()}
    for one in root.iter("style", "script"):
        allowed[str(one.tag)].add(_digest(one.text or ""))
    looks = {str(look) for look in root.xpath("//@style")}
    allowed["style"] |= {_digest(look) for look in looks} | {"'unsafe-hashes'" for _ in looks}
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    told = {directive.split()[0]: set(directive.split()[1:]) for directive in str(policy).split(";")}
    closed = {directive: {"'none'"} for directive in ("default-src", "base-uri", "form-action")}
    assert told == closed | {f"{kind}-src": hashes for kind, hashes in allowed.items() if hashes}
    asking = "//link|//img|//iframe|//object|//embed|//base|//form|//audio|//video|//@*[starts-with(name(),'on')]"
    assert not root.xpath(asking)
    assert not root.xpath("//@src")
    assert all(re.fullmatch(r"#\w*|(?!/)[\w%./~-]+\.html", str(address)) for address in root.xpath("//@href"))
    assert not re.search(r"url\(|@import", page.decode())


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
