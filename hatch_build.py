"""The hook of the build: the wheel and the editable installation get the standards compiled beside their sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface[Any]):
    """Compiles templates/ with the program as it lies here; a wrong definition stops the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        from scripts.compile_templates import compile_templates

        folder = compile_templates(Path(self.root))
        if version != "editable":
            build_data["force_include"][str(folder)] = "generator/compiled"
