"""Other programs that a job needs: `pulumi`, `gh`, `docker`."""

import subprocess
from collections.abc import Sequence

from groundwork.problem import ProblemError


def run(*command: str) -> int:
    """Run it where its output is seen, and return its exit code; raises ProblemError where it is not there."""
    return _started(command, capture=False).returncode


def ask(*command: str, text: str = "") -> str:
    """Run it, `text` on its standard input, and return what it prints; raises ProblemError where it fails."""
    done = tried(*command, text=text)
    if done.returncode != 0:
        raise ProblemError(f"`{' '.join(command[:3])}` failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def tried(*command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run it and return what became of it; raises ProblemError where it is not there."""
    return _started(command, text=text, capture=True)


def _started(command: Sequence[str], *, text: str = "", capture: bool) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, input=text, capture_output=capture, text=True, check=False)
    except FileNotFoundError:
        raise ProblemError(f"there is no `{command[0]}` on PATH") from None
