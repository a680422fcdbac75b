"""How a command of the toolchain ends."""

import sys
from collections.abc import Callable

from toolchain.failure import SetupError

INTERRUPTED = 130
"""A shell's exit code after Ctrl-C."""


def told(name: str, work: Callable[[], None], *, needed: bool = True) -> int:
    """Do the work and return an exit code; what went wrong is one sentence on standard error, in the command's name.

    What is not `needed` is told of all the same, and is no failure.
    """
    try:
        work()
    except SetupError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return int(needed)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
