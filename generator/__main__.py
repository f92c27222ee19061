"""The entry of the command `nianbao`; it imports nothing that `--help` does not need."""

import sys


def main() -> int:
    """Run the command line."""
    from generator.command.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
