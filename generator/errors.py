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


def unwritable(problem: Exception) -> str:
    """Why the system did not take what was to be written, in Chinese; empty for every other exception."""
    if isinstance(problem, OSError):
        return problem.strerror or str(problem)
    if isinstance(problem, UnicodeEncodeError) and problem.encoding != "utf-8":
        return "这台电脑的系统编码写不了中文文件名，请把环境变量 PYTHONUTF8 设成 1 再运行"
    if type(problem).__name__ == "SerialisationError":  # lxml's own, for a full disk too
        return "磁盘满了，或者文件超过了允许的大小"
    return ""
