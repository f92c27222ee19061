"""The arguments of the fuzz target."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.fuzz.running import Bound, run


def main() -> int:
    """Run until the bound; 1 when anything is found."""
    given = argparse.ArgumentParser(prog="python -m scripts.fuzz")
    given.add_argument("--inputs", type=int, help="how many inputs, instead of SECONDS")
    given.add_argument("more", nargs="*", metavar="SECONDS SEED FINDS")
    options = given.parse_args()
    more = [*([] if options.inputs else [60]), 1, "build/fuzz"]
    more[: len(options.more)] = options.more
    bound = Bound(options.inputs, None) if options.inputs else Bound(None, float(more.pop(0)))
    seed, finds = int(more[0]), Path(more[1])
    return 1 if run(bound, seed, finds) else 0


if __name__ == "__main__":
    sys.exit(main())
