"""The vocabulary of mentions: how reports speak of what the tables hold, read from templates/rules/mentions.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from generator.proofreading.catalogue import read_rules_file
from generator.proofreading.quantities import NUMBER
from generator.standard.definition import Definition, Label
from generator.standard.library import templates_folder

# Small words between the words of a saying; a space in `says` stands for any of them.
_GLUE = "(?:共计|总计|合计|一共|总共|累计|按时|按期|及时|依法|共|总|计|已|均|各|为|是|达到|达|有|了|新|只|仅|的)*"
_WORD = re.compile("〈(.+?)〉")


class Topic(Definition):
    """What a passage speaks about."""

    says: Label


class Mentioned(Definition):
    """One thing reports tell the number of; see templates/rules/mentions.yaml for each word.

    `whole` is a number of the whole office, not to be judged under a heading about one channel; `place` names the
    channel that a short lead (`政务微博。`) may stand for; `group` joins parts of one whole.
    """

    label: Label
    says: list[Label]
    figures: list[Label]
    unit: Label
    topic: Literal["application", "dispute", ""] = ""
    group: Literal["channel", "person", "outcome", ""] = ""
    whole: bool = False
    place: str = ""


class Claimed(Definition):
    """A saying without a number: `means: none` says that there is none of it."""

    of: Label
    means: Literal["none"]
    topic: Literal["application", "dispute"]
    about: str = ""
    says: Label


class MentionsFile(Definition):
    """mentions.yaml."""

    words: dict[str, Label]
    topics: dict[str, Label]
    mentions: dict[str, Mentioned]
    claims: list[Claimed]


class Vocabulary:
    """The sayings as patterns for one report year; each is compiled when a clause first needs it."""

    def __init__(self, file: MentionsFile, year: int) -> None:
        self.file, self.year = file, year
        self._patterns: dict[str, list[re.Pattern[str]]] = {}

    def patterns(self, key: str) -> list[re.Pattern[str]]:
        """The patterns of one mention, for a whole clause without its fillers."""
        if key not in self._patterns:
            told = self.file.mentions[key]
            number = f"{NUMBER}(?P<unit>{self._expanded(told.unit)})(?:次)?"
            self._patterns[key] = [
                re.compile(_GLUE + self._expanded(saying).replace("N", number) + "(?:左右|以上|以内)?")
                for saying in told.says
            ]
        return self._patterns[key]

    @cached_property
    def claims(self) -> list[tuple[Claimed, re.Pattern[str]]]:
        ending = "(?:等)?(?:的)?(?:情况|案件|案例|事项|行为|情形|事件|现象|问题|发生|出现|申请|要求|信息|的)*"
        return [(c, re.compile(self._expanded(c.says) + ending)) for c in self.file.claims]

    @cached_property
    def topics(self) -> Mapping[str, re.Pattern[str]]:
        return {key: re.compile(self._expanded(words)) for key, words in self.file.topics.items()}

    def _expanded(self, saying: str) -> str:
        while found := _WORD.search(saying):
            saying = saying.replace(found[0], f"(?:{self.file.words[found[1]]})")
        saying = saying.replace("{last}", str(self.year - 1)).replace("{next}", str(self.year + 1))
        return saying.replace(" ", _GLUE)


@lru_cache(maxsize=16)
def vocabulary(year: int, folder: Path | None = None) -> Vocabulary:
    """The vocabulary for reports on a year; raises DefinitionError when the file is wrong."""
    return Vocabulary(read_rules_file("mentions.yaml", MentionsFile, folder or templates_folder()), year)

