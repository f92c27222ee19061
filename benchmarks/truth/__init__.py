"""Measures of what the examination notices and of what it tells wrongly."""
