"""`python -m benchmarks.truth [STANDARD …] [--show | --sentences]`: numbers changed one at a time in the drafted text of each standard, and what is noticed.

`--sentences` tells of kept sentences with and without faults how many are told, and what is new or gone. `--show` lists the numbers whose change goes unnoticed: those told once are tied to nothing in the report.
"""

from __future__ import annotations

import sys

from benchmarks.truth import sentences
from benchmarks.truth.changed import changed, text_of
from generator.standard.library import load_standard, standard_ids


def main(arguments: list[str]) -> None:
    """Print the table as Markdown, or what is told of the sentences."""
    if "--sentences" in arguments:
        print("\n".join(sentences.report()))
        return
    wanted = [one for one in arguments if not one.startswith("--")] or standard_ids()
    unseen: list[str] = []
    print("| standard | noticed of the numbers that stand twice | of all |\n|---|---|---|")
    for name in wanted:
        standard = load_standard(name)
        found = list(changed(standard, text_of(standard)))
        twice = [one for one in found if one.twice]
        noticed, noticed_twice = sum(one.noticed for one in found), sum(one.noticed for one in twice)
        print(f"| {name} | {noticed_twice} of {len(twice)} | {noticed} of {len(found)} |", flush=True)
        unseen += [f"{name}: {'twice' if one.twice else 'once'}: {one.words}" for one in found if not one.noticed]
    if "--show" in arguments:
        print("\n".join(unseen))


if __name__ == "__main__":
    main(sys.argv[1:])
