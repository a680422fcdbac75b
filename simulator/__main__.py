"""The command `simulate`: any Pulumi command, on the real engine, against simulated clouds."""

import os
import sys
from pathlib import Path

from simulator.command.problem import USAGE, CommandError
from simulator.command.run import simulate
from simulator.command.say import say

INTERRUPTED = 130
"""A shell's exit code after Ctrl-C."""


def main() -> int:
    """Run the command line of this process and return its exit code."""
    try:
        return simulate(sys.argv[1:], os.environ, Path.cwd())
    except CommandError as error:
        say(str(error))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
