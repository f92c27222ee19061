"""The bundled standards compiled when the program is installed: the same as their sources, and used only while they are."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.drafting import draft
from generator.errors import DefinitionError
from generator.examination import examine
from generator.proofreading import catalogue
from generator.standard import drafts, library
from generator.standard.library import load_standard, read_standard, standard_ids
from scripts.compile_templates import compile_templates
from tests.conftest import answers_of

BUNDLED = library.templates_folder()
READ_RULES = catalogue.read_rules


def forget() -> None:
    """As a new process begins: nothing is loaded."""
    for known in (library._loaded, catalogue._loaded, catalogue.rule_files, drafts.compiled):
        known.cache_clear()


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two bundled standards and the rules, compiled, in the place of the bundled ones."""
    for name in ("national-2014", "national-2021", "rules"):
        shutil.copytree(BUNDLED / name, tmp_path / "templates" / name)
    compile_templates(tmp_path)
    for module in (library, catalogue):
        monkeypatch.setattr(module, "templates_folder", lambda: tmp_path / "templates")
    forget()
    yield tmp_path / "templates"
    forget()


@pytest.fixture
def no_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading from sources is a failure."""

    def read(source: Path) -> object:
        raise AssertionError(f"{source.name} was read from its sources")

    monkeypatch.setattr(library, "read_standard", read)
    monkeypatch.setattr(catalogue, "read_rules", read)


def test_a_compiled_standard_is_the_same_as_its_sources(bundled: Path, no_sources: None) -> None:
    assert len(standard_ids(bundled)) == 2
    for name in standard_ids(bundled):
        compiled, source = load_standard(name), read_standard(bundled / name)
        assert (compiled.file, compiled.tables, compiled.instances) == (source.file, source.tables, source.instances)
        assert {key: one.source for key, one in compiled.drafts.items()} == {
            key: one.source for key, one in source.drafts.items()
        }


def test_a_compiled_draft_says_the_same_as_its_source(bundled: Path, no_sources: None) -> None:
    source = read_standard(bundled / "national-2014")
    report = examine(source, answers_of(source, 2016, {"statistics.fees.value": "3"})).report
    assert draft(load_standard("national-2014"), report) == draft(source, report)


def test_compiled_rules_are_the_same_as_their_sources(bundled: Path, no_sources: None) -> None:
    assert catalogue.rule_files() == READ_RULES(bundled / "rules")


def test_what_changed_since_is_loaded_from_its_sources(bundled: Path) -> None:
    path = bundled / "national-2014" / "chapters" / "fees.j2"
    path.write_text(path.read_text(encoding="utf-8") + "{{ nothing }}", encoding="utf-8")
    with pytest.raises(DefinitionError, match="没有 nothing 这个名称"):
        load_standard("national-2014")
    rules = bundled / "rules" / "catalogue.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match="titel"):
        catalogue.rule_files()


def test_a_draft_compiled_for_another_jinja_is_compiled_anew(bundled: Path, no_sources: None) -> None:
    (folder,) = (bundled.parent / "compiled" / "national-2014").glob("jinja-*")
    folder.rename(folder.with_name("jinja-0"))
    source = read_standard(bundled / "national-2014")
    report = examine(source, answers_of(source, 2016, {})).report
    assert draft(load_standard("national-2014"), report) == draft(source, report)


def test_code_beside_a_folder_of_the_users_own_is_never_run(tmp_path: Path) -> None:
    shutil.copytree(BUNDLED / "national-2014", tmp_path / "templates" / "national-2014")
    trap = tmp_path / "compiled" / "national-2014" / "definitions.py"
    trap.parent.mkdir(parents=True)
    trap.write_text("raise AssertionError('code of a folder that others may write')", encoding="utf-8")
    assert load_standard("national-2014", tmp_path / "templates").id == "national-2014"


def test_of_a_folder_of_the_users_own_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    shutil.copytree(BUNDLED / "national-2014", tmp_path / "templates" / "national-2014")
    before = sorted(tmp_path.rglob("*"))
    load_standard("national-2014", tmp_path / "templates")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_run_with_compiled_standards_needs_neither_pydantic_nor_yaml(bundled: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from generator.standard import library
bundled = Path({str(bundled)!r})
library.templates_folder = lambda: bundled
import generator.proofreading.catalogue as catalogue
from generator.command import build
library.load_standard("national-2021").instances
catalogue.rule_files()
print(*sorted({{"pydantic", "yaml", "openpyxl", "questionary", "rich"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
