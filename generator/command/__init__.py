"""The command line: each command is a few lines that call the stages of the flow, print, and choose an exit code."""
