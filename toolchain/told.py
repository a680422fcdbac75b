"""How a command of the toolchain ends."""

import sys
from collections.abc import Callable

from toolchain.failure import SetupError

INTERRUPTED = 130
"""A shell's exit code after Ctrl-C."""


def told(name: str, work: Callable[[], None]) -> int:
    """Do the work and return an exit code; what went wrong is one sentence on standard error, in the command's name."""
    try:
        work()
    except SetupError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
