"""The one place that prints: the result on stdout, all else on stderr, with nothing from a file that could steer the terminal."""

from __future__ import annotations

import sys

from generator.words.characters import by_number, shown

TYPE_CHECKING = False  # as in typing, which `--help` does without
if TYPE_CHECKING:
    from pathlib import Path

    from generator.writers.publishing import Written


def tell(*lines: str) -> None:
    """Lines of the result on stdout, one under the other."""
    print(shown("\n".join(lines)))


def tell_json(told: str) -> None:
    """The result on stdout as JSON."""
    print(by_number(told))


def say(*lines: str) -> None:
    """Lines on stderr; empty ones are left out when they stand alone."""
    if any(lines):
        print(shown("\n".join(lines)), file=sys.stderr)


def say_written(written: Written) -> None:
    """The path of a file on stdout, where an older one of its name went, and what is to be said of it."""
    tell(str(written.path))
    say(kept_told(written.kept))
    say(written.note)


def kept_told(kept: Path | None) -> str:
    """Where the older file of a name went; nothing when there was none."""
    return f"原来的文件已另存为 {kept}" if kept else ""
