"""Word processor files that only LibreOffice can open, converted to Word files where it is installed.

It works in a profile of its own that is gone afterwards, without macros, links and network, for a limited time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.errors import InputError
from generator.package.gate import WORD, admitted
from generator.readers.kinds import KINDS
from generator.readers.read_file import ReadFile

_SECONDS, _EACH = 60, 6  # for a run, and more for each file
_WORD = "请在 Word 或 WPS 里打开，另存为 .docx 后再用"
_OPEN = WORD._replace(main="content.xml", suffix=".odt")
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SETTINGS = (  # node, property, value: no macros, no links, nothing from the network
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>'
)
_DEAD_END = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"), "http://127.0.0.1:9")


def read_by_office(name: str, data: bytes, suffix: str) -> ReadFile:
    """The document of a .doc, .wps, .odt or .rtf file; `suffix` is that of its kind. Raises InputError."""
    kind = KINDS[suffix.removeprefix(".")]
    program = office_program()
    if not program:
        raise InputError(f"{name}：这是{kind.told}。这台电脑上没有 LibreOffice，读不了；{_WORD}。")
    if kind.code == "odt":
        admitted(name, data, _OPEN)
    try:
        made = converted(program, {f"report.{kind.code}": data})
    except subprocess.TimeoutExpired:
        raise InputError(f"{name}：LibreOffice 用了 {_SECONDS} 秒还没有转换完，没有读。{_WORD}。") from None
    except OSError as problem:
        raise InputError(f"{name}：LibreOffice 没有运行起来（{problem.strerror or problem}）。{_WORD}。") from None
    if not made:
        raise InputError(
            f"{name}：LibreOffice 打不开这个文件，可能已损坏，或者设了密码。{_WORD}（有密码的先取消密码）。"
        )
    from generator.readers.word_reader import read_word

    read = read_word(name, made[f"report.{kind.code}"])
    return read._replace(notes=(f"{name}：{kind.name}由 LibreOffice 转换后读取。", *read.notes))


def office_program() -> str:
    """Where LibreOffice is on this computer; nothing where it is not."""
    found = (shutil.which(program) for program in (*_PROGRAMS, *_PLACES))
    return next(filter(None, found), "")


def converted(program: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The Word files made of others in one run of LibreOffice; `files` are by plain names of our own, `1.doc`.

    What it cannot open is left out. Raises OSError, and TimeoutExpired when its time is over.
    """
    with TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        (folder / "profile" / "user").mkdir(parents=True)
        items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")
        for file, data in files.items():
            (folder / file).write_bytes(data)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--invisible"]
        command += ["--norestore", "--nolockcheck", "--nodefault", "--nologo", "--convert-to", "docx"]
        _run(
            [*command, "--outdir", str(folder / "out"), *(str(folder / file) for file in files)], folder, 6 * len(files)
        )
        made = {file: folder / "out" / f"{Path(file).stem}.docx" for file in files}
        return {file: path.read_bytes() for file, path in made.items() if path.is_file()}


def _run(command: list[str], folder: Path, more: int) -> None:
    """Run LibreOffice, and end it with all it has started when its time is over."""
    environment = {**os.environ, **_DEAD_END, "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=silent, stdout=silent, stderr=silent, cwd=folder, env=environment, start_new_session=True
    )
    try:
        process.wait(_SECONDS + more)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # also what it left behind when it ended by itself
    process.wait()
