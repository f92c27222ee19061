"""The marked copy of a filled form: cells coloured, findings as comments, everything else as it was."""
