"""Patterns that are compiled when they are first used: most reports need few of those that the rules have."""

from __future__ import annotations

import re
from typing import cast


def lazily(source: str) -> re.Pattern[str]:
    """The pattern of a source, compiled when something is first asked of it."""
    return cast("re.Pattern[str]", _Uncompiled(source))


class _Uncompiled:
    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> object:
        """A method of the compiled pattern, kept for the next time."""
        found: object = getattr(re.compile(self._source), name)
        self.__dict__[name] = found
        return found
