"""The zip for offices without internet, laid out here with this system's packages: it runs by what lies in it alone.

Not run here: Windows itself, the .bat files, the embeddable Python.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scripts.parcel import make_offline
from scripts.parcel.make_parcel import BAT, Unfit, laid, version_of, write_parcel
from scripts.parcel.wheels import WINDOWS, Incomplete, complete
from tests.conftest import ROOT

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
EMBED = {
    "python.exe": b"MZ",
    f"python{VERSION.replace('.', '')}.zip": b"PK",
    f"python{VERSION.replace('.', '')}._pth": b"import site",
}
BUNDLED = ("generator", "templates", "compiled")


def wheel(folder: Path, name: str, needs: tuple[str, ...] = (), files: dict[str, bytes] | None = None) -> Path:
    path = folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0", *(f"Requires-Dist: {one}" for one in needs), ""]
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(lines))
        for inner, data in (files or {f"{name}.py": b""}).items():
            made.writestr(inner, data)
    return path


def needed(name: str) -> set[str]:
    """What a package here needs, and what that needs."""
    found: set[str] = set()
    wanted = [name]
    while wanted:
        for line in metadata.requires(wanted.pop()) or []:
            one = Requirement(line)
            if (one.marker is None or one.marker.evaluate({"extra": ""})) and one.name not in found:
                found.add(one.name)
                wanted.append(one.name)
    return found


def as_wheel(folder: Path, name: str) -> Path:
    """An installed package as a wheel again."""
    installed = metadata.distribution(name)
    files = {str(f): f.locate() for f in installed.files or [] if not str(f).startswith("..")}
    inner = {at: Path(str(path)).read_bytes() for at, path in files.items() if not at.endswith((".pyc", "METADATA"))}
    return wheel(folder, name, tuple(installed.requires or ()), inner)


def own_wheel(folder: Path) -> Path:
    files = {}
    for top in BUNDLED:
        for path in sorted((ROOT / top).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                inner = path.relative_to(ROOT).as_posix()
                files[inner if top == "generator" else f"generator/{inner}"] = path.read_bytes()
    return wheel(folder, "nianbao", (), files)


def parcel_in(folder: Path) -> Path:
    """The parcel laid out in a folder whose name has a space and Chinese."""
    wheels = [own_wheel(folder), *(as_wheel(folder, name) for name in needed("nianbao"))]
    top = folder / "县 办公室" / "nianbao"
    for name, data in laid(EMBED, wheels).items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(data)
    return top


def run(parcel: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Code run by this Python with nothing but its own library and what lies in the parcel, as its `._pth` says."""
    start = f"import sys; sys.path.append({str(parcel / 'lib')!r}); "
    environment = {**os.environ, "PYTHONHOME": "/nowhere", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", start + code]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=parcel.parent)


def test_every_import_resolves_from_the_parcel_and_a_form_is_checked_by_it(tmp_path: Path) -> None:
    parcel = parcel_in(tmp_path)
    modules = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for path in (ROOT / "generator").rglob("*.py")
        if path.stem not in ("__init__", "__main__") and path.stem not in ("cluster", "pdf_writer")
    ]
    code = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)\n"
    code += "print(*{getattr(m, '__file__', None) or '' for m in sys.modules.values()}, sep='\\n')"
    told = run(parcel, code)
    assert told.returncode == 0, told.stderr
    ours = [line for line in told.stdout.splitlines() if "/generator/" in line or "/site-packages/" in line]
    assert ours
    assert all(line.startswith(str(parcel)) for line in ours)
    form = ROOT / "example_inputs" / "national-2021" / "suqian-2023.xlsx"
    told = run(parcel, f"from generator.command.main import main; sys.exit(main(['check', {str(form)!r}]))")
    assert (told.returncode, told.stdout.splitlines()[0]) == (0, "可以出报告：10 处待填"), told.stderr


def test_python_looks_nowhere_but_in_the_parcel(tmp_path: Path) -> None:
    files = laid(EMBED, [wheel(tmp_path, "one")])
    archive = f"python{VERSION.replace('.', '')}"
    assert files[f"python/{archive}._pth"].decode().split() == [f"{archive}.zip", ".", "..\\lib"]
    bat = files["年报.bat"]
    assert bat == BAT.replace("\n", "\r\n").encode("ascii")
    assert b"%~dp0python\\python.exe" in bat
    assert files["说明.txt"].startswith(b"\xef\xbb\xbf")


def test_the_same_files_are_the_same_bytes(tmp_path: Path) -> None:
    files = laid(EMBED, [wheel(tmp_path, "one")])
    for name in ("a.zip", "b.zip"):
        write_parcel(dict(reversed(files.items())) if name == "b.zip" else files, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as made:
        assert "nianbao/年报.bat" in made.namelist()


def test_what_only_windows_needs_must_be_there(tmp_path: Path) -> None:
    lone = wheel(tmp_path, "one", ('colorama ; sys_platform == "win32"', 'uvloop ; sys_platform == "linux"'))
    with pytest.raises(Incomplete, match="one 需要 colorama"):
        complete([lone], VERSION, WINDOWS)
    assert complete([lone, wheel(tmp_path, "colorama")], VERSION, WINDOWS)


def test_the_list_of_the_offline_folder_has_every_wheel_with_its_digest(tmp_path: Path) -> None:
    wheels = [wheel(tmp_path, "one"), wheel(tmp_path, "colorama")]
    lines = make_offline.lock(tmp_path, {"one"}).decode().splitlines()
    digests = [hashlib.sha256(one.read_bytes()).hexdigest() for one in wheels]
    assert lines == [
        f'colorama==1.0 ; sys_platform == "win32" --hash=sha256:{digests[1]}',
        f"one==1.0 --hash=sha256:{digests[0]}",
    ]


def test_another_zip_is_refused() -> None:
    with pytest.raises(Unfit, match=r"python\.exe"):
        version_of({"README.md": b""})


def test_the_scripts_of_the_offline_folder_install_from_it_alone() -> None:
    for name, data in make_offline.scripts().items():
        text = data.decode("utf-8")
        assert "pip install --no-index --require-hashes --find-links" in text, name
        assert text.count("\r\n") == (text.count("\n") if name.endswith(".bat") else 0)
        assert "装好了。运行：" in text, name  # and how it is called then


def test_the_offline_folder_installs_beside_itself_and_not_into_the_system(tmp_path: Path) -> None:
    folder, calls = tmp_path / "离 线", tmp_path / "calls"
    (folder / "nianbao" / "bin").mkdir(parents=True)
    fake = f'#!/bin/sh\necho "$0" "$@" >> "{calls}"\n'
    for python in (tmp_path / "python3", folder / "nianbao" / "bin" / "python"):
        python.write_text(fake, encoding="utf-8")
        python.chmod(0o755)
    script = folder / "install.sh"
    script.write_bytes(make_offline.scripts()["install.sh"])
    done = subprocess.run(["sh", str(script), str(tmp_path / "python3")], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.strip() == f"装好了。运行：{folder}/nianbao/bin/nianbao"
    assert calls.read_text(encoding="utf-8").splitlines() == [
        f"{tmp_path}/python3 -m venv nianbao",
        "nianbao/bin/python -m pip install --no-index --require-hashes --find-links wheels -r requirements.txt",
    ]


def licence(name: str) -> str:
    told = metadata.metadata(name)
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License")]
    return str(told.get("License-Expression") or (classes or [told.get("License")])[0])


def test_the_licences_of_all_that_is_installed_are_listed() -> None:
    page = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    for name in sorted(needed("nianbao")):
        assert f"| {metadata.metadata(name)['Name']} | {licence(name)} |" in page
