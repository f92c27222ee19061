"""A zip that need not be a package: opened for its directory, nothing of it unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO


def opened_archive(data: bytes) -> zipfile.ZipFile | None:
    """The zip in these bytes, None where its directory cannot be read."""
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
