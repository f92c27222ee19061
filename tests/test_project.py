"""The project as others find it: one version, every dependency pinned, and pages that name only what is there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import generator
from generator.command.main import main
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/manual.md", "docs/README.en.md")
IN_WHEEL = ("generator/templates", "generator/compiled")  # not in the repository
MODULES = {path.stem: path for path in (ROOT / "generator").rglob("*.py") if path.stem != "__init__"}


def requirements() -> list[Requirement]:
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    groups += [*PROJECT["dependency-groups"].values(), PROJECT["build-system"]["requires"]]
    return [Requirement(line) for group in groups for line in group]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


@pytest.mark.parametrize("wanted", requirements(), ids=lambda wanted: wanted.name)
def test_every_dependency_is_pinned_within_its_bound(wanted: Requirement) -> None:
    assert wanted.specifier.contains(pins()[canonicalize_name(wanted.name)])


def test_the_version_is_told_from_the_one_place_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"nianbao {generator.__version__}\n"
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "generator/__init__.py"


def test_help_loads_nothing_that_a_run_needs() -> None:
    code = "import sys; sys.argv = ['nianbao', '--help']\nfrom generator.__main__ import main\n"
    code += "try: main()\nexcept SystemExit: print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    loaded = set(told.splitlines()[-1].split())
    assert "argparse" in loaded
    assert not loaded & {"pathlib", "typing", "importlib.metadata", "yaml", "jinja2", "lxml", "pydantic", "openpyxl"}


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_format_that_is_not_asked_for_is_not_loaded(command: str, tmp_path: Path) -> None:
    given = [command, str(ROOT / "example_inputs/national-2021/nil-2024.yaml")]
    given += ["-o", str(tmp_path)] if command == "build" else []
    code = f"import sys\nfrom generator.command.main import main\nmain({given!r})\nprint(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    loaded = set(told.splitlines()[-1].split())
    names = (
        "web_writer",
        "pdf_writer",
        "picture_writer",
        "svg",
        "proof_writer",
        "html_page",
        "html_table",
        "proof_notes",
    )
    writers = {f"generator.writers.{name}" for name in names}
    assert not loaded & {"typst", "pypdfium2", *writers}


def test_programs_find_types() -> None:
    assert Path(generator.__file__).with_name("py.typed").exists()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", PAGES[1:3])
def test_every_path_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:generator|templates|tests|scripts|docs|example_inputs)/[\w./-]*|[\w/-]+\.py)`", text)
    assert len(paths) > 5
    assert [path for path in paths if not _known(path)] == []


def _known(path: str) -> bool:
    return (ROOT / path).exists() or Path(path).stem in MODULES or path in IN_WHEEL


def test_every_function_the_architecture_names_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)\.(?!py`|yaml`|docx`|typed`|typ`)([A-Za-z_]+)`", text))
    assert len(named) > 40
    assert sorted(f"{room}.{name}" for room, name in named if name not in _defined(room)) == []


def _defined(module: str) -> set[str]:
    path = MODULES.get(module)
    tree = ast.parse(path.read_text(encoding="utf-8")) if path else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_every_room_stands_on_the_floor_the_contract_gives_it() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [room.removesuffix(".py") for room in re.findall(r"^\| `(\w+)(?:\.py|/)` \|", text, re.MULTILINE)]
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [f"generator.{room}" for room in reversed(rooms)] == layers
