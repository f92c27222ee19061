"""The exceptions that are for the user: each carries one or more complete Chinese sentences and never a traceback."""


class NianbaoError(Exception):
    """Base of all errors that the command line prints as they are."""


class DefinitionError(NianbaoError):
    """A standard under templates/ is wrong; every problem stands on a line of its own as `file:line: problem`."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class InputError(NianbaoError):
    """A file the user gave cannot be used at all."""


class OutputError(NianbaoError):
    """A report or form could not be written, or did not read back as it should."""
