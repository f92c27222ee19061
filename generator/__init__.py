"""nianbao: yearly reports on government information disclosure, from a form to a finished report.

The public API for programs, each name loaded when it is first used:

    answers = read_answers(Path("form.xlsx"))
    standard = load_standard(answers.standard)
    examination = examine(standard, answers)
    document = draft(standard, examination.report)
    publish(document, Path("out"))
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # as in typing, which `--help` does without
if TYPE_CHECKING:
    from generator.drafting import draft
    from generator.errors import NianbaoError
    from generator.examination import examine
    from generator.flow.opening import read_answers
    from generator.form.writing import write_form
    from generator.standard import load_standard, standard_for_year, standard_ids
    from generator.writers import publish, write_docx, write_text

_HOMES = {
    "NianbaoError": "generator.errors",
    "draft": "generator.drafting",
    "examine": "generator.examination",
    "load_standard": "generator.standard",
    "publish": "generator.writers",
    "read_answers": "generator.flow.opening",
    "standard_for_year": "generator.standard",
    "standard_ids": "generator.standard",
    "write_docx": "generator.writers",
    "write_form": "generator.form.writing",
    "write_text": "generator.writers",
}

__all__ = [
    "NianbaoError",
    "draft",
    "examine",
    "load_standard",
    "publish",
    "read_answers",
    "standard_for_year",
    "standard_ids",
    "write_docx",
    "write_form",
    "write_text",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(name)
