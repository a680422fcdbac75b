"""Files that a person names on the command line: what is wrong with one is a problem told, not an accident."""

from pathlib import Path

from groundwork.problem import ProblemError


def read(path: Path, hint: str = "") -> str:
    """What is in it; raises ProblemError, `hint` behind the sentence that it is not there."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ProblemError(f"{path} is not there{hint}") from None
    except UnicodeDecodeError:
        raise ProblemError(f"{path} is no text in UTF-8") from None
    except OSError as error:
        raise ProblemError(f"{path} cannot be read: {error.strerror}") from None


def write(path: Path, text: str) -> None:
    """Write it anew; raises ProblemError."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ProblemError(f"{path} cannot be written: {error.strerror}") from None
