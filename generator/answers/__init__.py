"""Answers: what an office gave, with its place; the answers file."""
