"""Make what follows from the answers files in example_inputs/: each as a filled form, and its golden text for the tests.

Run it after changing an example or a standard, and read the differences of the golden texts before committing them.
"""

from __future__ import annotations

from pathlib import Path

from generator.examination.carrying import filled
from generator.flow.case import open_case
from generator.form.writing import write_form
from generator.writers import write_text

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    for source in sorted((ROOT / "example_inputs").glob("*/*.yaml")):
        found = open_case(source)
        form = write_form(found.standard, found.answers.year, filled(found.standard, found.answers))
        source.with_suffix(".xlsx").write_bytes(form)
        golden = ROOT / "tests" / "golden" / found.standard.id / f"{source.stem}.txt"
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(write_text(found.document), encoding="utf-8")
        print(source.relative_to(ROOT), len(found.findings), "findings")


if __name__ == "__main__":
    main()
