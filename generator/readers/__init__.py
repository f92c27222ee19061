"""Readers: files to what they say, each with its place."""
