"""The vocabulary of mentions: how reports speak of what the tables hold, read from templates/rules/mentions.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from generator.proofreading.catalogue import Claimed, Mentioned, MentionsFile, Trait, rule_files
from generator.standard.model import Standard

# Small words between the words of a saying; a space in `says` stands for any of them.
_GLUE = "(?:共计|总计|合计|一共|总共|累计|按时|按期|及时|依法|共|总|计|已|均|各|为|是|达到|达|有|了|新|只|仅|的)*"
_ENDING = "(?:等)?(?:的)?(?:情况|案件|案例|事项|行为|情形|事件|现象|问题|发生|出现|申请|要求|信息|的)*"
_WORD = re.compile("〈(.+?)〉")


class _Cues:
    """Which things a clause may tell, by the words that each needs, found in one pass."""

    def __init__(self, cues: Iterable[str]) -> None:
        needed = [cue.split("|") for cue in cues]
        known = {word for words in needed for word in words}
        longest_first = sorted(known, key=lambda word: (-len(word), word))
        self._pattern = re.compile(f"(?=({'|'.join(map(re.escape, longest_first))}))")
        self._things = {w: [n for n, words in enumerate(needed) if any(one in w for one in words)] for w in known}

    def of(self, clause: str) -> list[int]:
        """The numbers of the things, in the order of the vocabulary."""
        return sorted({thing for word in set(self._pattern.findall(clause)) for thing in self._things[word]})


class Vocabulary:
    """The sayings as patterns for one report year; each is compiled when a clause first needs it."""

    def __init__(self, file: MentionsFile, year: int, own_units: tuple[str, ...] = ()) -> None:
        self.file, self.year, self.own_units = file, year, own_units  # units that only a standard's own sayings have
        self._patterns: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {}
        self._claims: dict[int, re.Pattern[str]] = {}
        self._mentions = _Cues(told.cue for told in file.mentions.values())
        self._claimed = _Cues(told.cue for told in file.claims)

    def figures(self, trait: Trait) -> list[str]:
        """The figures that a form may hold of what has a trait."""
        return [name for told in self.file.mentions.values() if trait in told.traits for name in told.figures]

    def says(self, key: str, told: str, unit: str) -> bool:
        """Whether a clause without its fillers, its number and unit written N, tells the number of this."""
        if key not in self._patterns:
            mentioned = self.file.mentions[key]
            sayings = "|".join(map(self._expanded, mentioned.says))
            units = re.compile(self._expanded(mentioned.unit))
            self._patterns[key] = re.compile(f"{_GLUE}(?:{sayings})(?:左右|以上|以内)?"), units
        pattern, units = self._patterns[key]
        return bool(units.fullmatch(unit) and pattern.fullmatch(told))

    def cued(self, clause: str) -> Iterator[tuple[str, Mentioned]]:
        """The mentions that a clause may be, by the words that each needs."""
        known = list(self.file.mentions.items())
        return (known[number] for number in self._mentions.of(clause))

    def claims(self, clause: str) -> Iterator[tuple[Claimed, re.Pattern[str]]]:
        """The claims that a clause may make."""
        for number in self._claimed.of(clause):
            yield self.file.claims[number], self._claim(number)

    def _claim(self, number: int) -> re.Pattern[str]:
        if number not in self._claims:
            self._claims[number] = re.compile(self._expanded(self.file.claims[number].says) + _ENDING)
        return self._claims[number]

    @cached_property
    def topics(self) -> Mapping[str, re.Pattern[str]]:
        return {key: re.compile(self._expanded(words)) for key, words in self.file.topics.items()}

    def _expanded(self, saying: str) -> str:
        while found := _WORD.search(saying):
            saying = saying.replace(found[0], f"(?:{self.file.words[found[1]]})")
        saying = saying.replace("{last}", str(self.year - 1)).replace("{next}", str(self.year + 1))
        return saying.replace(" ", _GLUE)


@lru_cache(maxsize=16)
def vocabulary(year: int, folder: Path | None = None, standard: Standard | None = None) -> Vocabulary:
    """The vocabulary for reports on a year, with the sayings of a standard's own; raises DefinitionError when the file is wrong."""
    file = rule_files(folder).mentions
    own = {key: Mentioned(**vars(saying)) for key, saying in standard.file.sayings.items()} if standard else {}
    units = tuple(dict.fromkeys(saying.unit for saying in own.values()))
    return Vocabulary(replace(file, mentions={**file.mentions, **own}) if own else file, year, units)
