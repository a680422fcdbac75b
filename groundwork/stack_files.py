"""What a stack's tracked files say, for whoever needs no preview."""

from pathlib import Path

from groundwork.problem import ProblemError
from settings import Problems, tracked
from settings.application import Application
from settings.stack import Stack


def read(folder: Path, stack: str) -> tuple[Application, Stack]:
    """The application and the stack; raises ProblemError with everything that is wrong with them."""
    try:
        return tracked.read(folder.resolve(), stack)
    except Problems as problems:
        raise ProblemError(str(problems)) from None
