"""A text in the editor of the system: nothing written there is lost, whatever the editor does."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def edited(text: str, say: Callable[[str], None]) -> str:
    """The text as the editor leaves it; when that is not possible, why is said and the text stays what it was."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    handle, name = tempfile.mkstemp(suffix=".txt", prefix="nianbao-")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    try:
        code = subprocess.run([*_command(editor), name], check=False).returncode
    except (OSError, ValueError):  # not there, or a quote without its end
        path.unlink(missing_ok=True)
        say(f"打不开编辑器“{editor}”。用环境变量 EDITOR 写明编辑器，或者选“全部改写”。")
        return text
    written = _read(path)
    if written is None:
        say(f"编辑器存的文件读不出文字，没有采用，留在 {path}。请存成 UTF-8 再来。")
        return text
    if code and written == text:
        say(f"编辑器“{editor}”没有正常结束，文字没有改动。")
    path.unlink(missing_ok=True)
    return written


def _command(editor: str) -> list[str]:
    """The editor and its arguments; the path of a program may hold spaces, with quotes or without."""
    if Path(editor).is_file():
        return [editor]
    return [part.strip('"') for part in shlex.split(editor, posix=os.name != "nt")]


def _read(path: Path) -> str | None:
    """The text of a file in one of the encodings that editors save; None when it is in none."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS[:2]
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n").strip("\n")
        except UnicodeDecodeError:
            continue
    return None
