"""Which kinds of files a command is to write."""

from __future__ import annotations

from generator.errors import InputError
from generator.writers import FORMATS, PICTURE


def formats_of(given: str) -> tuple[str, ...]:
    """The formats named, each once, in their order; raises InputError for one that there is not."""
    formats = tuple(dict.fromkeys(name.strip().lower().lstrip(".") for name in given.split(",")))
    unknown = [name for name in formats if name not in (*FORMATS, PICTURE)]
    if unknown:
        told = "、".join(unknown) or "空的"
        raise InputError(f"--format 不能是 {told}，只能是 {'、'.join((*FORMATS, PICTURE))}，几种之间用逗号隔开。")
    return formats
