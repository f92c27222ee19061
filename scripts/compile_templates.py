"""`python -m scripts.compile_templates`: the standards, rules and drafts of templates/ as Python in compiled/.

The hook of the build (hatch_build.py) does the same for the wheel and for `pip install --editable`; run it by hand after a change of
templates or of the program that checks them, for what is older than its sources is not used (generator/standard/compiled.py).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.proofreading import catalogue
from generator.standard import compiled, library, requirements
from generator.standard.drafts import code_path, environment, parsed

IMPORTS = (
    "from generator.proofreading.catalogue import *",
    "from generator.standard.definition import *",
    "from generator.standard.table_definition import *",
    "from generator.standard.model import Draft",
    "from generator.standard.requirements import Requirements",
)


def compile_templates(root: Path) -> Path:
    """Write the folder compiled/ beside templates/ anew; raises DefinitionError when a definition is wrong."""
    folder, templates = root / "compiled", root / "templates"
    shutil.rmtree(folder, ignore_errors=True)
    for name in library.standard_ids(templates):
        standard = library.read_standard(templates / name)
        for draft in standard.drafts.values():
            code = environment().compile(parsed(draft), raw=True)
            _write(code_path(folder / name, draft.name), code)
        found = {"file": standard.file, "tables": standard.tables, "drafts": standard.drafts}
        _write_definitions(folder / name, found, compiled.digest_of(templates / name, library.program()))
    asked = requirements.read_requirements(templates / requirements.FOLDER)
    digest = compiled.digest_of(templates / requirements.FOLDER, requirements.checking_modules())
    _write_definitions(folder / requirements.FOLDER, asked, digest)
    rules = catalogue.read_rules(templates / "rules")._asdict()
    digest = compiled.digest_of(templates / "rules", [Path(catalogue.__file__)])
    _write_definitions(folder / "rules", rules, digest)
    return folder


def _write_definitions(folder: Path, found: Mapping[str, object], digest: str) -> None:
    """The definitions as the expressions that make them again, when they are asked for with the same digest."""
    lines = [f'if digest == "{digest}":', *(f"    {line}" for line in IMPORTS), f"    definitions = {found!r}", ""]
    _write(folder / "definitions.py", "\n".join(lines))


def _write(path: Path, code: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")


if __name__ == "__main__":
    print(compile_templates(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
