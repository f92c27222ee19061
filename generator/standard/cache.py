"""Loaded standards kept between runs: a standard whose files are unchanged was checked before and is not built again.

The key is the content of every file, the program and the Python it runs on; a cache that cannot be read or written, or
that others could have written, is as if it were not there. `NIANBAO_CACHE=off` does without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from pydantic import VERSION

Kept = TypeVar("Kept")


def kept(folder: Path, load: Callable[[], Kept], program: Path = Path(__file__).parent) -> Kept:
    """What a folder of definitions holds from the cache, or loaded by the modules of `program` and put there."""
    if os.environ.get("NIANBAO_CACHE") == "off":
        return load()
    key = _key(folder, program)
    path = home() / f"{folder.name}-{hashlib.sha256(bytes(folder.resolve())).hexdigest()[:8]}.cache"
    found: Kept | None = _read(path, key)
    if found is None:
        found = load()
        _write(path, key, found)
    return found


def home() -> Path:
    """The folder for caches of this user."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if os.environ.get(name):
            return Path(os.environ[name]) / "nianbao"
    return Path(os.path.expanduser("~")) / ".cache" / "nianbao"


def _key(folder: Path, program: Path) -> bytes:
    """A digest of every file of the definitions and of the program that reads it."""
    digest = hashlib.sha256(f"{sys.version} pydantic {VERSION} jinja2 {jinja2.__version__}".encode())
    for source in (*sorted(program.glob("*.py")), *sorted(folder.rglob("*.*"))):
        if source.is_file():
            digest.update(f"\0{source.relative_to(source.parents[1])}\0".encode())
            digest.update(source.read_bytes())
    return digest.digest()


def _read(path: Path, key: bytes) -> Any:
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if hasattr(os, "getuid") and (
                status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            ):
                return None
            if stream.read(len(key)) != key:
                return None
            return pickle.load(stream)
    except Exception:  # a damaged cache of whatever kind is no cache
        return None


def _write(path: Path, key: bytes, loaded: object) -> None:
    with contextlib.suppress(OSError, pickle.PicklingError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(key + pickle.dumps(loaded, pickle.HIGHEST_PROTOCOL))
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
