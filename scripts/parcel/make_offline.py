"""`make offline`: the wheels of the program and of all it needs in a folder, with scripts that install them without a network.

For those who have Python already; for this system and for 64-bit Windows, for each Python that the program runs on.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from packaging.utils import parse_wheel_filename

from scripts.parcel.wheels import name_of

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ("3.11", "3.12", "3.13")
LOCK = "requirements.txt"
_INSTALL = "-m pip install --no-index --require-hashes --find-links"
# A folder of its own: where the system's Python is managed by its packages, pip installs nowhere else.
SHELL = f"""#!/bin/sh
# 不联网安装到旁边的 nianbao 文件夹里：sh install.sh [python]
cd "$(dirname "$0")" && "${{1:-python3}}" -m venv nianbao && nianbao/bin/python {_INSTALL} wheels -r {LOCK} &&
    echo "装好了。运行：$(pwd)/nianbao/bin/nianbao"
"""
BAT = f"""@echo off
chcp 65001 >nul
python {_INSTALL} "%~dp0wheels" -r "%~dp0{LOCK}" && echo 装好了。运行：python -m generator
pause
"""


def scripts() -> dict[str, bytes]:
    """The scripts that install the wheels beside them."""
    return {"install.sh": SHELL.encode(), "install.bat": BAT.replace("\n", "\r\n").encode()}


def lock(wheels: Path, here: Collection[str]) -> bytes:
    """What is installed, each with the digests of its wheels: nothing that was changed on the way is taken. What is not `here` is for Windows alone."""
    found: dict[str, list[str]] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        name, version, *_ = parse_wheel_filename(wheel.name)
        only = "" if str(name) in here else ' ; sys_platform == "win32"'
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        found.setdefault(f"{name}=={version}{only}", []).append(f"--hash=sha256:{digest}")
    return "".join(f"{name} {' '.join(digests)}\n" for name, digests in sorted(found.items())).encode()


def main() -> int:
    """Make the folder named; what was in it is gone."""
    folder = Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)], check=True)
    (own,) = wheels.glob("nianbao-*.whl")
    take = [*pip, "download", "--constraint", str(ROOT / "constraints.txt"), "--dest", str(wheels), str(own)]
    subprocess.run(take, check=True)
    here = {name_of(wheel) for wheel in wheels.glob("*.whl")}
    for version in VERSIONS:
        windows = ["--platform", "win_amd64", "--python-version", version, "--only-binary", ":all:"]
        subprocess.run([*take, *windows], check=True)
    for name, data in {**scripts(), LOCK: lock(wheels, here)}.items():
        (folder / name).write_bytes(data)
    (folder / "install.sh").chmod(0o755)
    print(f"{folder}：把整个文件夹拿到没有网络的电脑上，运行 install.sh 或 install.bat")
    return 0


if __name__ == "__main__":
    sys.exit(main())
