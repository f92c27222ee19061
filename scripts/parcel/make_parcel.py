"""`make parcel EMBED=python-3.12.x-embed-amd64.zip`: one zip for offices without internet and without Python.

In it lie the embeddable Python that was given, the program with all it needs (wheels for Windows), 年报.bat, and a guide.
Its `._pth` names the only places Python looks, so neither PYTHONHOME nor another Python on the machine matters.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from scripts.parcel.wheels import WINDOWS, complete, installed

ROOT = Path(__file__).resolve().parents[2]
TOP, PYTHON, LIB = "nianbao", "python", "lib"
LARGEST = 40_000_000  # bytes of the zip
_TIME = (1980, 1, 1, 0, 0, 0)
_ARCHIVE = re.compile(r"python(3)(\d+)\.zip")
_UNUSED = re.compile(r"(?:^|/)(?:tests?|__pycache__)/|\.(?:pyc|pyi|pxd|pyx|c|h)$")
BAT = r"""@echo off
setlocal
chcp 65001 >nul
set "PYTHONHOME="
set "PYTHONPATH="
set "NIANBAO=%~dp0python\python.exe"
if "%~1"=="" goto menu
if "%~2"=="" if exist "%~1" goto dropped
"%NIANBAO%" -X utf8 -m generator %*
exit /b %errorlevel%
:dropped
"%NIANBAO%" -X utf8 -m generator check "%~1"
pause
exit /b
:menu
"%NIANBAO%" -X utf8 -m generator
pause
"""


class Unfit(Exception):
    """The zip given is not an embeddable Python for 64-bit Windows; the message says what is missing."""


def version_of(embed: Mapping[str, bytes]) -> str:
    """The version of an embeddable Python, such as `3.12`."""
    found = next((match for name in embed if (match := _ARCHIVE.fullmatch(name))), None)
    if found is None or "python.exe" not in embed:
        raise Unfit(
            "这不是 Windows 的嵌入式 Python（python-3.x.x-embed-amd64.zip）：里面没有 python.exe 和 python3x.zip"
        )
    return f"{found[1]}.{found[2]}"


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in sorted(opened.namelist()) if not name.endswith("/")}


def laid(embed: Mapping[str, bytes], wheels: Iterable[Path]) -> dict[str, bytes]:
    """The files of the parcel by their paths; raises Unfit or Incomplete."""
    version = version_of(embed)
    archive = f"python{version.replace('.', '')}"
    files = {f"{PYTHON}/{name}": data for name, data in embed.items() if not name.endswith("._pth")}
    files[f"{PYTHON}/{archive}._pth"] = f"{archive}.zip\r\n.\r\n..\\{LIB}\r\n".encode()
    for wheel in complete(wheels, version, WINDOWS):
        files |= {f"{LIB}/{name}": data for name, data in installed(wheel) if not _UNUSED.search(name)}
    files["年报.bat"] = BAT.replace("\n", "\r\n").encode("ascii")
    files["说明.txt"] = (
        (ROOT / "scripts" / "parcel" / "说明.txt").read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig")
    )
    return files


def write_parcel(files: Mapping[str, bytes], target: Path) -> None:
    """Write the zip, the same bytes for the same files; raises Unfit when it is larger than offices can be sent."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as parcel:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{TOP}/{name}", _TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            parcel.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    if (size := target.stat().st_size) > LARGEST:
        raise Unfit(f"{target} 有 {size / 1e6:.1f} MB，超过 {LARGEST / 1e6:.0f} MB")


def download(version: str, folder: Path) -> list[Path]:
    """The program's own wheel and, for Windows, those it needs."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (own,) = folder.glob("nianbao-*.whl")
    wanted = ["--platform", "win_amd64", "--python-version", version, "--only-binary", ":all:"]
    pins = ["--constraint", str(ROOT / "constraints.txt")]
    subprocess.run([*pip, "download", *wanted, *pins, "--dest", str(folder), str(own)], check=True)
    return sorted(folder.glob("*.whl"))


def main() -> int:
    """Make the parcel: the embeddable Python, the folder for wheels, the zip to write."""
    given, folder, target = map(Path, sys.argv[1:4])
    if not given.is_file():
        print("请给出嵌入式 Python：make parcel EMBED=python-3.12.x-embed-amd64.zip", file=sys.stderr)
        return 2
    embed = contents(given)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    write_parcel(laid(embed, download(version_of(embed), folder)), target)
    print(f"{target}（{target.stat().st_size / 1e6:.1f} MB）")
    return 0


if __name__ == "__main__":
    sys.exit(main())
