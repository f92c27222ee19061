"""The language: numerals, dates, display width, folding, sentences, likeness."""
