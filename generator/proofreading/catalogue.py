"""The catalogue of rules and their parameters, read from templates/rules/: what each code means, and the words it looks for."""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.errors import DefinitionError
from generator.standard.compiled import compiled_definitions
from generator.standard.library import templates_folder
from generator.standard.strict_definition import Definition, Label, Pattern

if TYPE_CHECKING:
    from generator.standard.model import Standard

By = Literal["text", "checks", "input", "batch", "person"]
# The functions of generator/proofreading/rules that a rule on the text is applied by, in its modules' order.
OfFigures = Literal[
    "changes_told",
    "percentages",
    "figures_repeated",
    "figures_swinging",
    "figures_told",
    "fee_notices",
    "lists_counted",
    "parts_missing",
    "points_counted",
]
OfLedger = Literal["figures_drafted", "numbers_printed", "relations_told", "shares_drafted"]
OfParts = Literal[
    "above_said",
    "rates_beyond",
    "told_twice",
    "bare_shares",
    "closed_told",
    "outcomes_told",
    "parts_told",
    "shares_added",
    "shares_possible",
    "shares_told",
    "sums_told",
]
OfContents = Literal["same_as_last_year", "problems", "bare_overview", "chapters", "aspects", "matters"]
OfWanted = Literal["wanted_of_form", "wanted_of_place"]
OfForm = Literal["labels_misspelt", "labels_of_other_years", "numbering", "title_of_a_summary"]
OfNames = Literal[
    "years",
    "released",
    "deadline",
    "days_beyond",
    "answered_before",
    "broken_dates",
    "one_office",
    "acting_offices",
    "names_of_the_office",
]
OfLanguage = Literal[
    "outdated",
    "numbers_of_papers",
    "days_in_force",
    "personal_data",
    "strays",
    "placeholders",
    "slips",
    "marks",
    "exclamations",
    "overlong",
]
Function = Literal[OfFigures, OfLedger, OfParts, OfContents, OfWanted, OfForm, OfNames, OfLanguage]


class ReviewRule(Definition):
    """A rule of the reviewing authorities: what it says, where it comes from, what to do.

    `by` is how it is applied: to the text, by the checks of the standards, on reading, over many units, or by a person
    (then `reason` says why no program can). `functions` are those that read the text for it.
    """

    title: Label
    severity: Literal["error", "warning", "unfilled", "human"]
    by: By
    functions: list[Function] = field(default_factory=list)
    says: Label
    source: Label
    advice: str = ""
    reason: str = ""
    also: str = ""


class CatalogueFile(Definition):
    """catalogue.yaml."""

    groups: dict[str, Label]
    rules: dict[str, ReviewRule]


class Wording(Definition):
    """Words to look for, the report years and the kind of unit they are for, and the code of the rule that tells it."""

    code: Label
    words: Pattern
    first: int = 0
    last: int = 9999
    kind: Literal["行政机关", "高校", ""] = ""

    def fits(self, year: int) -> bool:
        return self.first <= year <= self.last

    def concerns(self, standard: Standard) -> bool:
        """Whether it is for the units that use a form."""
        return self.kind in ("", standard.file.kind)


class Span(Wording):
    """A word that fits some years only: what is right instead, what must be near, and what excuses it."""

    instead: str = ""
    near: Pattern = ""
    unless: Pattern = ""

    def fitting(self, year: int) -> str:
        """The years it does fit, told to a report of a year it does not."""
        return f"{self.last}年度及以前" if self.last < year else f"{self.first}年度及以后"


class Matter(Wording):
    """Something a report must speak of, by its name; some only the reports of a people's government."""

    name: Label
    whose: Literal["人民政府", ""] = ""


class ChapterWords(Definition):
    """The words by which the heading of a chapter in a published report tells its meaning."""

    overview: Pattern
    problems: Pattern
    evaluation: Pattern
    other: Pattern


class Doubling(Definition):
    """Words that may stand twice in a row: always, as end of one compound and head of the next, and after certain words."""

    always: Pattern
    compound: Pattern
    after: Pattern


class ParametersFile(Definition):
    """parameters.yaml: the words, years and thresholds of the rules."""

    chapters: ChapterWords
    aspects: list[Matter]
    matters: list[Matter]
    university_matters: list[Matter]
    law: list[Span]
    numbers: dict[Label, list[Label]]
    effective: dict[Label, list[Label]]
    terms: list[Span]
    abolished: list[Span]
    labels: list[Span]
    phrases: list[Span]
    stray: list[Pattern]
    typos: dict[Pattern, Label]
    doubling: Doubling
    missing_numbers: list[Pattern]
    longest_sentence: int = 1000
    sameness: dict[str, int]
    stock: Pattern


Outcome = Literal["intake", "carried_over", "carried_forward", "closed", "answers", "granted"]
Whose = Literal["organisations", "companies", "posted", "growing", "site", "signed"]
Wider = Literal["training", "trainees", "courses", "conferences", "of_papers", "of_disputes"]
Trait = Outcome | Whose | Wider


class Mentioned(Definition):
    """One thing reports tell the number of; see templates/rules/mentions.yaml for each word.

    `whole` is a number of the whole office, not to be judged under a heading about one channel; `place` names the
    channel that a short lead (`政务微博。`) may stand for; `group` joins parts of one whole. `traits` say what the rules
    must mind of it; in a form that does not ask for it, it is counted `within` another. `rule` is the code of a difference.
    """

    label: Label
    cue: Label
    says: list[Pattern]
    figures: list[Label]
    unit: Pattern
    topic: Literal["application", "dispute", ""] = ""
    group: Literal["channel", "person", "outcome", ""] = ""
    whole: bool = False
    place: str = ""
    traits: list[Trait] = field(default_factory=list)
    within: str = ""
    rule: Literal["C1", "C8"] = "C1"


class Claimed(Definition):
    """A saying without a number: `means: none` says that there is none of it, `all_closed` that all were closed."""

    of: Label
    cue: Label
    means: Literal["none"]
    topic: Literal["application", "dispute"]
    about: str = ""
    says: Pattern
    rule: Literal["C2", "C3"] = "C2"
    all_closed: bool = False


class MentionsFile(Definition):
    """mentions.yaml."""

    words: dict[str, Pattern]
    topics: dict[str, Pattern]
    columns: list[Label]
    bases: list[Label]
    mentions: dict[str, Mentioned]
    claims: list[Claimed]

    def __post_init__(self) -> None:
        named = [*(told.within for told in self.mentions.values() if told.within), *(told.of for told in self.claims)]
        if strange := set(named) - self.mentions.keys():
            raise ValueError(f"mentions 里没有 {'、'.join(sorted(strange))}")


class RuleFiles(NamedTuple):
    """The three files of templates/rules/, checked."""

    catalogue: CatalogueFile
    parameters: ParametersFile
    mentions: MentionsFile


def catalogue(folder: Path | None = None) -> CatalogueFile:
    """The rules by code, and the groups they stand in; raises DefinitionError when a file is wrong."""
    return rule_files(folder).catalogue


def parameters(folder: Path | None = None) -> ParametersFile:
    """The words and years of the rules; raises DefinitionError when a file is wrong."""
    return rule_files(folder).parameters


@lru_cache(maxsize=4)
def rule_files(folder: Path | None = None) -> RuleFiles:
    """All rule files; a folder of the user's own standards without rules uses the bundled ones."""
    own = (folder or templates_folder()) / "rules"
    return _loaded(own if own.is_dir() else templates_folder() / "rules")


@lru_cache(maxsize=4)
def _loaded(home: Path) -> RuleFiles:
    found = compiled_definitions(home, templates_folder(), [Path(__file__)])
    return RuleFiles(**found) if found else read_rules(home)


def read_rules(home: Path) -> RuleFiles:
    """The rule files from their sources; raises DefinitionError with every mistake of a file at its line."""
    from generator.standard.definition_file import read_definition  # with pydantic, which only sources need

    rules, _ = read_definition(home / "catalogue.yaml", "rules/catalogue.yaml", CatalogueFile)
    words, source = read_definition(home / "parameters.yaml", "rules/parameters.yaml", ParametersFile)
    lists = {name: found for name, found in vars(words).items() if isinstance(found, list)}
    unknown = [
        f"rules/parameters.yaml:{source.line((name, number, 'code'))}: catalogue.yaml 里没有 {one.code} 这条规则"
        for name, found in lists.items()
        for number, one in enumerate(found)
        if isinstance(one, Wording) and one.code not in rules.rules
    ]
    if unknown:
        raise DefinitionError(unknown)
    return RuleFiles(rules, words, read_definition(home / "mentions.yaml", "rules/mentions.yaml", MentionsFile)[0])


def implementing(code: str, standards: list[Standard]) -> list[tuple[str, str, str]]:
    """The checks of the standards that name a rule as their source: standard, check code, what it says."""
    found = []
    for standard in standards:
        checks = [
            *standard.file.checks.items(),
            *(c for table in standard.tables.values() for c in table.checks.items()),
        ]
        found += [(standard.id, name, check.says) for name, check in checks if _names(check.source, code)]
    return found


def _names(source: str, code: str) -> bool:
    _, told, rules = source.partition("规则 ")
    return bool(told) and code in rules.replace("、", " ").replace("，", " ").split()
