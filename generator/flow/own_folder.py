"""The folder of this user for what can be asked or worked out again."""

from __future__ import annotations

import os
from pathlib import Path


def own_folder() -> Path:
    """Where it is or would be; raises RuntimeError when this user has no home."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if os.environ.get(name):
            return Path(os.environ[name]) / "nianbao"
    return Path("~/.cache/nianbao").expanduser()
