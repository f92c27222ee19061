"""What is found about answers while they are read, each at the place of the answer."""

from __future__ import annotations

from generator.answers.answer import Answers
from generator.examination.findings import UNKNOWN_NAME, Finding, Severity
from generator.standard.conditions import Conditional, in_words
from generator.standard.model import Standard

NOTHING = ("0", "无", "否", "没有")  # answers that say that there is nothing


class Noting:
    """The findings on the answers of one report, as they come."""

    def __init__(self, standard: Standard, answers: Answers) -> None:
        self.standard, self.answers = standard, answers
        self.findings: list[Finding] = []

    def find(
        self, code: str, severity: Severity, name: str, label: str, message: str, advice: str, order: tuple[int, int]
    ) -> None:
        """Note what is wrong with an answer, by its name."""
        place = self.answers.place(name)
        self.findings.append(Finding(code, severity, place, label, message, advice, order=order, about=name))

    def refuse(self, code: str, name: str, label: str, problem: str, order: tuple[int, int]) -> None:
        """Note an answer that cannot be used."""
        advice = "改正这一格后再核对" if self.answers.place(name).cell else "改正这一处后再核对"
        self.find(code, "error", name, label, problem, advice, order)

    def unasked(self, name: str, label: str, told: Conditional, order: tuple[int, int]) -> None:
        """An answer where the form has nothing to be answered of this office in this year."""
        why = in_words(told, self.standard.questions)
        message = f"{label}不用填：{f'这是{why}' if why else f'{self.answers.year} 年度没有这一项'}"
        self.refuse(UNKNOWN_NAME, name, label, message, order)
