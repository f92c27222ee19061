"""One prompt of the conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Step(NamedTuple):
    """One prompt: its name in the record, its words in a list, and how it is asked."""

    name: str
    label: str
    ask: Callable[[], None]
