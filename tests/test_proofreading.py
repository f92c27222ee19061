"""Each rule of the review against sentences that must be told and sentences, worded as offices word them, that must not."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from generator.answers.answer import Answer, Answers
from generator.document.places import Place
from generator.drafting import draft
from generator.examination import examine
from generator.examination.findings import Finding
from generator.flow.case import open_case
from generator.proofreading import LastYear, Manuscript, of_document, proofread
from generator.proofreading.catalogue import Function, catalogue
from generator.proofreading.manuscript import punctuated
from generator.proofreading.rules import RULES
from generator.recognition.stated import Stated
from generator.standard import Standard, load_standard
from tests.conftest import EXAMPLES, ROOT

HOME = ROOT / "tests" / "proofreading"
CASES: dict[str, Any] = {
    name: rule
    for file in sorted((HOME / "rules").glob("*.yaml"))
    for name, rule in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}
REPORTS: dict[str, Any] = yaml.safe_load((HOME / "published.yaml").read_text(encoding="utf-8"))
SETS = {
    "申请": {
        "applications.new.natural_person": 12,
        "applications.new.business": 2,
        "applications.carried_over.natural_person": 3,
        "applications.granted.natural_person": 8,
        "applications.partly_granted.natural_person": 2,
        "applications.not_held.natural_person": 3,
        "applications.not_held.business": 2,
        "applications.carried_forward.natural_person": 2,
    },
    "争议": {
        "disputes.cases.review_upheld": 2,
        "disputes.cases.review_corrected": 1,
        "disputes.cases.direct_upheld": 1,
        "disputes.cases.after_upheld": 1,
    },
    "三件": {"applications.new.natural_person": 3, "applications.not_held.natural_person": 3},
}
LACKING = {"suixian-2016": {"E4"}, "xian-district-2017": {"E4"}}  # as published they do not speak of all they must
FIRES = [(name, text, says) for name, rule in CASES.items() for text, says in (rule.get("fires") or {}).items()]
SILENT = [(name, text) for name, rule in CASES.items() for text in rule.get("silent", ())]


def group_code(name: str) -> str:
    return name.split()[0]


def proof_of(rule: dict[str, Any], text: str, templates: Path | None = None) -> list[Finding]:
    """What is found when the office writes this text into its report."""
    return list(proofread(*typed_in(rule, text), templates).findings)


def typed_in(rule: dict[str, Any], text: str) -> tuple[Manuscript, LastYear | None]:
    """The draft of a report into which the office writes this text, and its last year's."""
    templates = ROOT / rule["templates"] if "templates" in rule else None
    standard = load_standard(rule.get("standard", "national-2021"), templates)
    year, place = rule.get("year", 2023), Place(file="test")
    figures = {k: v for name in rule.get("sets", ()) for k, v in SETS[name].items()} | rule.get("figures", {})

    def answers(given: dict[str, Any], year: int, own: str) -> Answers:
        typed = {a: Answer("0", place) for a, f in standard.figures.items() if not f.is_total}
        typed |= {a: Answer(str(value), place) for a, value in given.items()}
        cover = {"agency": rule.get("agency", "示例县教育局"), "year": year, **rule.get("cover", {})}
        questions = {key: Answer(str(value), place) for key, value in cover.items()}
        slot = rule.get("slot", "overview.requests")
        texts = {slot: Answer(own, place)} if own else {}
        added, instead = (texts, {}) if rule.get("as") != "rewrite" else ({}, texts)
        return Answers(standard.id, year, "test", typed, questions, added, instead)

    now = answers(figures, year, text)
    report = examine(standard, now).report
    last = LastYear(examine(standard, answers(rule["last"], year - 1, "")).report) if "last" in rule else None
    return of_document(standard, now, report, draft(standard, report)), last


@pytest.mark.parametrize(("name", "text", "says"), FIRES, ids=lambda value: str(value)[:24])
def test_a_rule_tells_what_contradicts_it(name: str, text: str, says: str) -> None:
    found = [finding for finding in proof_of(CASES[name], text) if finding.code == group_code(name)]
    if says:
        assert any(says in finding.message for finding in found), [finding.message for finding in found]
        assert all(finding.advice for finding in found)


@pytest.mark.parametrize(("name", "text"), SILENT, ids=lambda value: str(value)[:24])
def test_correct_wording_is_left_alone(name: str, text: str) -> None:
    assert [(finding.code, finding.message) for finding in proof_of(CASES[name], text)] == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_published_report_is_read_as_a_reviewer_would(name: str, tmp_path: Path) -> None:
    case = REPORTS[name]
    path, last = tmp_path / "report.txt", tmp_path / "last.txt"
    path.write_text(case["text"], encoding="utf-8")
    last.write_text(case.get("last", ""), encoding="utf-8")
    before = last if "last" in case else None
    told = open_case(path, last_year=before, stated=Stated(case["standard"], case.get("year"))).findings
    found = [finding for finding in told if not finding.message.startswith("没有看到统计表")]  # most have none
    assert {finding.code for finding in found} == set(case["finds"]), [(f.code, f.message) for f in found]
    for code, says in case["finds"].items():
        assert any(says in finding.message for finding in found if finding.code == code), [f.message for f in found]
    assert all(finding.place.line or finding.code.startswith("E") for finding in found)


@pytest.mark.parametrize(("length", "indent"), [(24, ""), (30, "　　"), (35, "")])
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_with_hard_line_ends_is_read_the_same(name: str, length: int, indent: str, tmp_path: Path) -> None:
    case = REPORTS[name]
    path, last = tmp_path / "report.txt", tmp_path / "last.txt"
    path.write_text(broken(case["text"], length, indent), encoding="utf-8")
    last.write_text(case.get("last", ""), encoding="utf-8")
    before = last if "last" in case else None
    told = open_case(path, last_year=before, stated=Stated(case["standard"], case.get("year"))).findings
    found = [finding for finding in told if not finding.message.startswith("没有看到统计表")]  # most have none
    assert {finding.code for finding in found} == set(case["finds"]), [(f.code, f.message) for f in found]


def broken(text: str, length: int, indent: str) -> str:
    """A text with its paragraphs broken after so many characters, but for a mark that may not begin a line."""
    lines = []
    for line in text.split("\n"):
        rest = line if len(line) <= length or "\t" in line or "|" in line else indent + line
        while len(rest) > length and "\t" not in rest and "|" not in rest:
            at = length + len(re.match("[，。、；：！？）》”%]*", rest[length:])[0])  # type: ignore[index]
            lines.append(rest[:at])
            rest = rest[at:]
        lines.append(rest)
    return "\n".join(lines)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_left_alone(example: Path) -> None:
    found = open_case(example)
    codes = set(catalogue().rules)
    assert {finding.code for finding in found.findings if finding.code in codes} == LACKING.get(example.stem, set())
    assert found.proof.sentences > 10


@pytest.mark.parametrize("golden", sorted((ROOT / "tests" / "golden").glob("*/*.txt")), ids=lambda path: path.stem)
def test_the_examples_as_published_texts_are_left_alone(golden: Path) -> None:
    standard, year = golden.parent.name, int(golden.stem.rpartition("-")[2])
    found = open_case(golden, stated=Stated(standard, year)).findings
    left_blank = {"C1", "C8"} if golden.stem == "zaozhuang-2015" else set()  # the source left those cells blank
    left_blank.add("A10")  # which is told of a published table; the form tells the same cells as blanks to fill
    ours = [f for f in found if f.code in catalogue().rules and f.code not in left_blank]
    assert [(finding.code, finding.message) for finding in ours] == []


def test_every_rule_applied_to_the_text_has_a_case_that_fires_and_one_that_must_not() -> None:
    for code in (code for code, rule in catalogue().rules.items() if rule.by == "text"):
        if (HOME / "rules" / f"{code}.yaml").exists():
            groups = [rule for name, rule in CASES.items() if group_code(name) == code]
            assert any(rule.get("fires") for rule in groups), code
            assert any(rule.get("silent") for rule in groups), code
        else:
            found = [code in case["finds"] for case in REPORTS.values()]
            assert any(found), code
            assert not all(found), code


def test_a_file_of_cases_holds_those_of_its_own_code() -> None:
    for file in (HOME / "rules").glob("*.yaml"):
        names = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert {group_code(name) for name in names} == {file.stem}


def test_the_rules_are_those_the_catalogue_can_name() -> None:
    named = {name for rule in catalogue().rules.values() for name in rule.functions}
    assert RULES.keys() == set(get_args(Function)) == named
    assert all(rule.__name__ == name for name, rule in RULES.items())


@pytest.mark.parametrize("name", ["C1", "C2", "F6", "G3", "I4"])
def test_a_rule_without_its_functions_in_the_users_own_catalogue_is_not_told(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates" / "rules", tmp_path / "rules")
    case, text = next((case, text) for case, text, _ in FIRES if case == name)
    assert name in {finding.code for finding in proof_of(CASES[case], text)}
    file = tmp_path / "rules" / "catalogue.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    without = [re.sub(r"functions: \[.*?\], ", "", line) if line.startswith(f"  {name}:") else line for line in lines]
    file.write_text("\n".join(without), encoding="utf-8")
    assert name not in {finding.code for finding in proof_of(CASES[case], text, tmp_path)}


def test_every_rule_of_the_catalogue_says_what_to_do_or_why_a_person_must() -> None:
    for code, rule in catalogue().rules.items():
        assert rule.reason if rule.by == "person" else rule.advice, code
        assert code[0] in catalogue().groups


def test_text_findings_are_warnings_only() -> None:
    for name, text, _ in FIRES[::5]:
        assert {finding.severity for finding in proof_of(CASES[name], text)} <= {"warning"}


CORRECT: list[dict[str, Any]] = yaml.load((HOME / "correct.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[、.）)]")
MARK = "此处是本机关写的文字。"


class TrialReport:
    """A report with the figures of a group, in which one text is changed at a time."""

    def __init__(self, group: dict[str, Any]) -> None:
        self.group, self.standard = group, load_standard(group["standard"])
        self.last = None
        if last := group.get("last"):
            known = load_standard(last["standard"])
            self.last = LastYear(examine(known, self.answers(known, group["year"] - 1, last["figures"], "")).report)
        self.marked = self.manuscript(MARK)

    def answers(self, known: Standard, year: int, figures: dict[str, str], text: str) -> Answers:
        place = Place(file="test")
        typed = {a: Answer("0", place) for a, f in known.figures.items() if not f.is_total and f.kind != "text"}
        typed |= {address: Answer(value, place) for address, value in figures.items()}
        cover = {"office": "示例办公室", **self.group["cover"], "year": str(year)}
        questions = {key: Answer(value, place) for key, value in cover.items() if key in known.questions}
        texts = {self.group["slot"]: Answer(text, place)} if text else {}
        return Answers(known.id, year, "test", typed, questions, texts, {})

    def manuscript(self, text: str) -> Manuscript:
        answers = self.answers(self.standard, self.group["year"], self.group.get("figures", {}), text)
        report = examine(self.standard, answers).report
        return of_document(self.standard, answers, report, draft(self.standard, report))

    def plain_found(self, texts: list[str]) -> set[tuple[str, str]]:
        """What is found with plain lines, one a paragraph, in the mark's place."""
        at = next(n for n, passage in enumerate(self.marked.passages) if passage.text == MARK)
        own = [self.marked.passages[at]._replace(text=punctuated(text)) for text in texts]
        passages = (*self.marked.passages[:at], *own, *self.marked.passages[at + 1 :])
        manuscript = dataclasses.replace(self.marked, passages=passages)
        return {(finding.code, finding.message) for finding in proofread(manuscript, self.last).findings}

    def found(self, text: str) -> set[tuple[str, str]]:
        """What is found with this text; a line that may be a heading is drafted anew."""
        if not NUMBERED.match(text) and "\n" not in text:
            return self.plain_found([text])
        manuscript = self.manuscript(text)
        return {(finding.code, finding.message) for finding in proofread(manuscript, self.last).findings}


@pytest.mark.parametrize("number", range(len(CORRECT)))
def test_correct_sentences_of_every_form_are_left_alone(number: int) -> None:
    office = TrialReport(CORRECT[number])
    known, lines = office.found(MARK), CORRECT[number]["correct"]
    plain = [line for line in lines if not NUMBERED.match(line) and "\n" not in line]
    if not office.plain_found(plain) - known:  # all in one report; told one by one only where they disturb each other
        lines = [line for line in lines if line not in plain]
    wrong = {line: found for line in lines if (found := office.found(line) - known)}
    assert wrong == {}
