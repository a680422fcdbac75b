"""Become another program that does not outlive `simulate`: `python tether.py PARENT PROGRAM [ARGUMENT...]`.

The kernel of Linux ends a process on its parent's death when asked to, and keeps the promise across `exec`. Elsewhere
there is no such promise; there Pulumi ends by itself, because its providers live in `simulate` and are gone with it.
This file imports next to nothing: it runs before every simulated command.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""The request's number in <linux/prctl.h>."""


def main() -> None:
    """Ask for SIGTERM on the parent's death, then become the program."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent, program, *arguments = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(parent):
            sys.exit(1)
    os.execv(program, [program, *arguments])


if __name__ == "__main__":
    main()
