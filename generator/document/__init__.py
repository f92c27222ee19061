"""A document as a tree of small immutable blocks that know where they came from, written by drafting and read by readers."""
