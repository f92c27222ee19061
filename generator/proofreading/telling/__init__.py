"""Telling: what a text says about the numbers of its report, and what these are in the report."""
