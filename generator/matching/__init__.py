"""Matching: what was found in a table or a form against the official rows and columns."""
