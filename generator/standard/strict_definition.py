"""What every definition is, of a standard or of the rules: a dataclass whose source is checked without mercy.

Everything is strict: an unknown word, a missing label or a wrong type is an error with the path of its YAML place.
Pydantic checks the definitions when they are loaded from their sources (definition_file.py); what it is to ask beyond the
types is told here without importing it, for a run needs no definition checked again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import Field, dataclass, field
from typing import Annotated, Any, ClassVar, dataclass_transform

_DICT_METHODS = frozenset(name for name in dir(dict) if not name.startswith("_"))
# Words with a meaning of their own in rules and chapter templates.
RESERVED = frozenset(
    {
        "last",
        "cover",
        "text",
        "facts",
        "next_year",
        "all_chapters",
        "with_attachments",
        "is",
        "or",
        "and",
        "not",
        "blank",
        "written",
    }
)


def _not_a_method(key: str) -> str:
    if key in _DICT_METHODS or key in RESERVED:
        raise ValueError(f"{key} 是保留字，请换一个名称")
    return key


class Asked:
    """What pydantic is to ask of a value beyond its type: limits, and a function the value goes through."""

    def __init__(self, by: Callable[[Any], Any] | None = None, when: str = "after", **limits: object) -> None:
        self.by, self.when, self.limits = by, when, limits

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Schema]) -> Schema:
        schema = {**handler(source), **self.limits}
        called = {"type": f"function-{self.when}", "function": {"type": "no-info", "function": self.by}}
        return {**called, "schema": schema} if self.by else schema


def alone(word: str) -> Asked:
    """A definition that may be written as one of its words alone."""
    return Asked(lambda value: {word: value} if isinstance(value, str) else value, "before")


def _compiles(words: str) -> str:
    try:
        re.compile(re.sub("〈.*?〉", "甲", words))
    except re.error:
        raise ValueError(f"“{words}”的写法不对，检查括号是不是成对") from None
    return words


Schema = dict[str, Any]
Key = Annotated[str, Asked(_not_a_method, pattern=r"^[a-z][a-z0-9_]*$")]
Label = Annotated[str, Asked(min_length=1)]
Years = Annotated[str, Asked(lambda value: str(value) if isinstance(value, int) else value, "before")]  # 2018-, 2018
Pattern = Annotated[str, Asked(_compiles)]  # words to look for; 〈 〉 names a group of them


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Definition:
    """Base of all definitions, which are frozen dataclasses: strict, and no unknown words."""

    __pydantic_config__: ClassVar = {"strict": True, "extra": "forbid"}
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)
