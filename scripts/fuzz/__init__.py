"""Mutated inputs through every door: `python -m scripts.fuzz SECONDS [SEED] [FINDS]`, or `--inputs N [SEED] [FINDS]`; exit 1 when anything is found.

Each input is an example, what the program writes of one, or a past find (`tests/corpus/`), changed at a few places, and is given to one command in this process.
Right is: exit 0, 1 or 2, no exception, no control character on any output, within the limits of time and memory of `running.py`,
and where something was written of a form or an answers file, the same figures in it.
What breaks this is written to the folder FINDS, under the command it was met at. The same seed and number give the same inputs.
"""
