"""OOXML packages, Excel and Word files alike: the gate before them, their parts, safe parsing, and the zip with fixed times."""
