"""A program that takes a while: a person sees that it runs, and why it failed."""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolchain.failure import SetupError
from toolchain.progress import Progress

LINES_OF_AN_ERROR = 20
"""So much of what the program said last is shown when it fails."""


def run(
    what: str,
    command: Sequence[str | Path],
    *,
    directory: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a command to its end, with `environment` on top of this process's own.

    `what` says what is done, such as `installing docker.io`. Raises SetupError with the command's last lines.
    """
    last: deque[str] = deque(maxlen=LINES_OF_AN_ERROR)
    with (
        Progress(what, sys.stderr) as progress,
        subprocess.Popen(
            command,
            cwd=directory,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as child,
    ):
        for line in child.stdout or ():
            progress.step(line.strip())
            last.append(line)
    if child.returncode != 0:
        name = Path(command[0]).name
        raise SetupError(f"{what} failed; the last that `{name}` said:\n{''.join(last).rstrip()}")
