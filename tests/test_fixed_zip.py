"""The zip with fixed times."""

from __future__ import annotations

import io
import zipfile

from generator.package.fixed_zip import zipped


def test_parts_keep_their_order_and_no_time_of_day() -> None:
    data = zipped([("乙.xml", b"<b/>"), ("a.xml", b"<a/>" * 100)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        assert [(entry.filename, archive.read(entry)) for entry in entries] == [
            ("乙.xml", b"<b/>"),
            ("a.xml", b"<a/>" * 100),
        ]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    assert entries[1].compress_size < 100
