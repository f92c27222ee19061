"""The entry of the command `nianbao`; it imports nothing that `--help` does not need."""

import gc
import sys

from generator.errors import unwritable

TYPE_CHECKING = False  # as in typing, which `--help` does without
if TYPE_CHECKING:
    from sys import UnraisableHookArgs


def main() -> int:
    """Run the command line."""
    sys.unraisablehook = _on_clearing_away
    gc.set_threshold(100_000, 20, 20)  # one report is over before a collection would pay
    from generator.command.main import main as run

    code = run()
    gc.freeze()  # leaving, Python would search all that was made for cycles
    return code


def _on_clearing_away(met: "UnraisableHookArgs") -> None:
    """Say nothing of a file that cannot be written to its end either: that it cannot be written was told."""
    if not (isinstance(met.exc_value, Exception) and unwritable(met.exc_value)):
        sys.__unraisablehook__(met)


if __name__ == "__main__":
    sys.exit(main())
