"""The bundled standards and rules as Python, made of their sources when the program is installed (compile_templates.py).

What is there is used as long as its sources and the program that checks them are the same to the byte. Everything else, a
folder of the user's own too, is loaded from its sources, and nothing is kept of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any


def compiled_folder(source: Path) -> Path:
    """Where the Python of a folder of bundled definitions lies."""
    return source.parent.parent / "compiled" / source.name


def compiled_definitions(source: Path, bundled: Path, program: Iterable[Path]) -> dict[str, Any] | None:
    """The definitions by name; None for a folder that is not one of the `bundled`, has none, or has changed since.

    It has changed when a source, or a module of `program`, is not what the definitions were made of.
    """
    code = compiled_folder(source) / "definitions.py"
    if source.parent != bundled or not code.is_file():
        return None
    names: dict[str, Any] = {"digest": digest_of(source, program)}
    exec(code_of(code), names)
    return names.get("definitions")


def code_of(path: Path) -> CodeType:
    """The code of a Python file, which Python keeps beside it as it does for every module."""
    return SourceFileLoader(path.stem, str(path)).get_code(path.stem)  # type: ignore[return-value]


def digest_of(source: Path, program: Iterable[Path]) -> str:
    """A digest of the names and contents of all files of the definitions and of the program that reads them."""
    digest = hashlib.sha256()
    for file in (*program, *sorted(file for file in source.rglob("*") if file.is_file())):
        digest.update(f"\0{file.relative_to(file.parents[1])}\0".encode() + file.read_bytes())
    return digest.hexdigest()
