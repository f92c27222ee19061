"""Old word processor files by way of LibreOffice: where it is, where it is not, and where it does not come back."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.flow.case import open_case
from generator.readers import office
from generator.readers.office import converted, office_program, read_by_office
from generator.writers.docx_writer import write_docx
from tests.conftest import ROOT
from tests.test_kinds import compound, open_document

OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the fake program is a shell script")
SUQIAN = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
Install = Callable[[str], Path]


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer without LibreOffice; what is put into the folder is on its path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(office, "_PLACES", ())
    return folder


@pytest.fixture
def install(alone: Path) -> Install:
    """Put a shell script in the place of LibreOffice."""

    def put(script: str) -> Path:
        program = alone / "soffice"
        program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return program

    return put


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".doc", "旧版 Word 文档（.doc）"),
        (".wps", " WPS 文档（.wps）"),
        (".odt", " ODT 文档（.odt）"),
        (".rtf", " RTF 文档（.rtf）"),
    ],
)
@pytest.mark.usefixtures("alone")
def test_without_libreoffice_the_way_out_is_told(suffix: str, kind: str) -> None:
    with pytest.raises(InputError) as told:
        read_by_office(f"年报{suffix}", b"x", suffix)
    assert str(told.value) == (
        f"年报{suffix}：这是{kind}。这台电脑上没有 LibreOffice，读不了；请在 Word 或 WPS 里打开，另存为 .docx 后再用。"
    )


@POSIX
def test_the_program_is_found_by_either_name(install: Install, alone: Path) -> None:
    install("").rename(alone / "libreoffice")
    assert office_program() == str(alone / "libreoffice")


@POSIX
def test_it_gets_a_profile_and_names_of_its_own_and_nothing_stays(install: Install, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    install(
        f'echo "$@" >{seen}; cat profile/user/registrymodifications.xcu >>{seen}; echo "$http_proxy" >>{seen}; ls >>{seen}'
    )
    with pytest.raises(InputError, match="^年报；rm -rf.doc：LibreOffice 打不开这个文件，可能已损坏，或者设了密码。"):
        read_by_office("年报；rm -rf.doc", b"x", ".doc")
    told = seen.read_text(encoding="utf-8")
    profile = Path(told.partition("-env:UserInstallation=file://")[2].partition(" ")[0])
    assert profile.name == "profile"
    assert not profile.parent.exists()
    assert "report.doc" in told
    assert "rm -rf" not in told
    for word in (
        "--headless",
        "--norestore",
        "DisableMacrosExecution",
        "BlockUntrustedRefererLinks",
        "http://127.0.0.1:9",
    ):
        assert word in told


@POSIX
def test_when_its_time_is_over_it_is_ended_with_its_children(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    install(f"sleep 1000 &\necho $! >{child}.new && mv {child}.new {child}\nwait")
    monkeypatch.setattr(office, "_SECONDS", 3)
    monkeypatch.setattr(office, "_EACH", 0)
    with pytest.raises(
        InputError, match="^年报.doc：LibreOffice 用了 3 秒还没有转换完，没有读。请在 Word 或 WPS 里打开"
    ):
        read_by_office("年报.doc", b"x", ".doc")
    number = int(child.read_text(encoding="utf-8"))
    assert _ends(number)


def _ends(process: int) -> bool:
    """Whether a process is gone, or about to be; one that is not is waited for for minutes."""
    for _ in range(600):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.2)
    return False


@POSIX
def test_a_program_that_cannot_be_run_is_told(install: Install) -> None:
    install("").write_bytes(b"\x7fELF junk")
    with pytest.raises(InputError, match="^年报.doc：LibreOffice 没有运行起来（"):
        read_by_office("年报.doc", b"x", ".doc")


@POSIX
def test_what_it_made_of_many_files_comes_back_by_their_names(install: Install) -> None:
    program = install("mkdir out; cp 1.doc out/1.docx; cp 3.rtf out/3.docx")
    files = {"1.doc": b"a", "2.wps": b"b", "3.rtf": b"c"}
    assert converted(str(program), files) == {"1.doc": b"a", "3.rtf": b"c"}


@POSIX
def test_a_bomb_of_an_odt_file_does_not_reach_it(install: Install, tmp_path: Path) -> None:
    install(f"touch {tmp_path}/run")
    stream = BytesIO(open_document("text"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("styles.xml", b" " * 60_000_000)
    with pytest.raises(InputError, match="^年报.odt：解开后太大"):
        read_by_office("年报.odt", stream.getvalue(), ".odt")
    assert not (tmp_path / "run").exists()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The example as files of the old kinds."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.docx").write_bytes(write_docx(open_case(SUQIAN).document))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    made = {}
    for suffix in ("doc", "odt", "rtf"):
        office._run(
            [*command, "--convert-to", suffix, "--outdir", str(folder), str(folder / "a.docx")],
            folder,
            600,
        )
        made[suffix] = (folder / f"a.{suffix}").read_bytes()
    return made | {"wps": made["doc"]}


@pytest.mark.office
@OFFICE
@pytest.mark.parametrize("suffix", ["doc", "wps", "odt", "rtf"])
def test_old_files_are_read_with_their_tables(suffix: str, old: dict[str, bytes]) -> None:
    from generator.document.blocks import Statistics

    found = read_by_office(f"年报.{suffix}", old[suffix], f".{suffix}")
    expected = open_case(SUQIAN).document
    assert found.document.title == expected.title
    wanted, given = (
        [
            [(*cell[:4], text) for cell, text in block.cells()]
            for block in document.blocks
            if isinstance(block, Statistics)
        ]
        for document in (expected, found.document)
    )
    assert given == wanted
    assert found.notes[0].endswith(f"（.{suffix}）由 LibreOffice 转换后读取。")


@pytest.mark.office
@OFFICE
def test_many_old_files_are_converted_in_one_run(old: dict[str, bytes]) -> None:
    files = {f"{number}.{suffix}": data for number, (suffix, data) in enumerate(old.items())} | {"9.doc": compound("A")}
    made = converted(office_program(), files)
    assert set(files) - set(made) <= {"9.doc"}
    assert all(zipfile.is_zipfile(BytesIO(data)) for data in made.values())


class _Asked(BaseHTTPRequestHandler):
    """A server that only remembers what it was asked for."""

    paths: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *told: object) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    _Asked.paths.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Asked) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()


LINKED = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"><office:body><office:text>
<text:p>a<draw:frame draw:name="p" svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image
 xlink:href="{0}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
<text:section text:name="s"><text:section-source xlink:href="{0}/a.odt" xlink:type="simple"/><text:p>b</text:p></text:section>
</office:text></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2"
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml"
 manifest:media-type="text/xml"/></manifest:manifest>"""


def linked(server: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", LINKED.format(server))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return stream.getvalue()


@pytest.mark.office
@OFFICE
def test_nothing_is_fetched_for_a_file(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(converted(office_program(), {"1.odt": linked(server)})) == {"1.odt"}
    assert _Asked.paths == []
    monkeypatch.setattr(office, "_SETTINGS", ())
    monkeypatch.setattr(office, "_DEAD_END", {"no_proxy": "127.0.0.1"})
    converted(office_program(), {"1.odt": linked(server)})
    assert "/a.png" in _Asked.paths  # so the file does ask for something where it may
