"""The entry of the command `nianbao`; it imports nothing that `--help` does not need."""

import gc
import sys


def main() -> int:
    """Run the command line."""
    gc.set_threshold(100_000, 20, 20)  # one report is over before a collection would pay
    from generator.command.main import main as run

    code = run()
    gc.freeze()  # leaving, Python would search all that was made for cycles
    return code


if __name__ == "__main__":
    sys.exit(main())
