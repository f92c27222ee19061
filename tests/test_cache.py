"""Loaded standards kept between runs: only what is unchanged comes from the cache, and a damaged cache is no cache."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.errors import DefinitionError
from generator.standard import cache, library
from generator.standard.library import load_standard, templates_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NIANBAO_CACHE", raising=False)
    shutil.copytree(templates_folder() / "national-2014", tmp_path / "forms" / "mine")
    library._loaded.cache_clear()
    return tmp_path / "forms"


def loads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Load the standard as a new process would; the names of the standards that were built anew."""
    built: list[str] = []
    load = library._Loader.load

    def counted(loader: library._Loader) -> object:
        built.append(loader.folder.name)
        return load(loader)

    monkeypatch.setattr(library._Loader, "load", counted)
    library._loaded.cache_clear()
    load_standard("mine", folder)
    monkeypatch.setattr(library._Loader, "load", load)
    return built


def test_an_unchanged_standard_is_built_once_and_comes_back_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert loads(folder, monkeypatch) == ["mine"]
    first = load_standard("mine", folder)
    assert loads(folder, monkeypatch) == []
    second = load_standard("mine", folder)
    assert second is not first
    assert (second.file, second.figures, second.instances) == (first.file, first.figures, first.instances)


def test_a_changed_standard_is_checked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads(folder, monkeypatch)
    draft = folder / "mine" / "chapters" / "fees.j2"
    draft.write_text(draft.read_text(encoding="utf-8") + "{{ nothing }}", encoding="utf-8")
    library._loaded.cache_clear()
    with pytest.raises(DefinitionError, match="没有 nothing 这个名称"):
        load_standard("mine", folder)


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_a_damaged_cache_is_no_cache(damage: bytes | None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads(folder, monkeypatch)
    (kept,) = cache.home().iterdir()
    kept.write_bytes(kept.read_bytes()[:50] if damage is None else damage)
    assert loads(folder, monkeypatch) == ["mine"]


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert loads(folder, monkeypatch) == loads(folder, monkeypatch) == ["mine"]


def test_a_cache_others_may_write_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads(folder, monkeypatch)
    (kept,) = cache.home().iterdir()
    kept.chmod(0o666)
    assert loads(folder, monkeypatch) == ["mine"]
