"""Wheels: their names, what they need on a system, and the files they install."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}


class Incomplete(Exception):
    """Wheels that need others that are not there; the message names both."""


def name_of(wheel: Path) -> str:
    return str(parse_wheel_filename(wheel.name)[0])


def needs(wheel: Path, python: str, system: dict[str, str]) -> Iterator[str]:
    """The names of what a wheel needs on a system, with a Python such as `3.12`."""
    with zipfile.ZipFile(wheel) as opened:
        (described,) = (n for n in opened.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n))
        lines = message_from_bytes(opened.read(described)).get_all("Requires-Dist") or []
    there = {**default_environment(), **system, "python_version": python, "python_full_version": f"{python}.0"}
    for line in lines:
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({**there, "extra": ""}):
            yield canonicalize_name(wanted.name)


def complete(wheels: Iterable[Path], python: str, system: dict[str, str]) -> list[Path]:
    """The wheels in the order of their names; raises Incomplete when one needs what is not among them."""
    found = {name_of(wheel): wheel for wheel in sorted(wheels)}
    missing = [
        f"{name} 需要 {one}"
        for name, wheel in found.items()
        for one in needs(wheel, python, system)
        if one not in found
    ]
    if missing:
        raise Incomplete("缺少程序包：" + "；".join(missing))
    return list(found.values())


def installed(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The files a wheel puts beside each other where packages lie, by their paths; its scripts are left out."""
    with zipfile.ZipFile(wheel) as opened:
        for name in sorted(opened.namelist()):
            inner = re.sub(r"^[^/]+\.data/(?:purelib|platlib)/", "", name)
            if not name.endswith("/") and ".data/" not in inner:
                yield inner, opened.read(name)
