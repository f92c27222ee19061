"""What a text tells about numbers, as values: mentions, shares and claims."""

from __future__ import annotations

from typing import NamedTuple

from generator.proofreading.catalogue import Claimed, Mentioned, Trait
from generator.proofreading.manuscript import Passage
from generator.proofreading.telling.quantities import Quantity


class Mention(NamedTuple):
    """A number told in the text: what of, how much, and where. `cumulative` says 累计; `among` stands after 其中."""

    key: str
    told: Mentioned
    quantity: Quantity
    passage: Passage
    sentence: str
    cumulative: bool = False
    among: bool = False
    doubtful: bool = False

    def has(self, *traits: Trait) -> bool:
        """Whether one of these is true of the thing that is told."""
        return not set(traits).isdisjoint(self.told.traits)

    @property
    def as_told(self) -> str:
        """What the text says: the thing, the number as it is written, its unit."""
        return f"{self.told.label}{self.quantity.words}{self.quantity.unit}"


class Percentage(NamedTuple):
    """A percentage told right after a mention: a share of the whole, or a growth rate against last year."""

    mention: Mention
    percent: str
    sentence: str
    growth: str = ""
    unit: str = "%"


class Claim(NamedTuple):
    """A saying without a number that was understood."""

    claimed: Claimed
    passage: Passage
    sentence: str


class Statements(NamedTuple):
    """All that a manuscript tells about numbers, in reading order."""

    mentions: list[Mention]
    shares: list[Percentage]
    claims: list[Claim]
    sentences: int
