"""Debian packages."""

import subprocess
from collections.abc import Sequence

from toolchain import command

QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


def install(*names: str, where_known: Sequence[str] = ()) -> None:
    """Install packages and what they depend on; those `where_known` only when this release has them.

    Needs root on a machine with apt. Raises SetupError.
    """
    command.run("updating apt's lists of packages", ["apt-get", "update"], environment=QUIET)
    wanted = [*names, *filter(_is_known, where_known)]
    command.run(
        f"installing {', '.join(wanted)} with apt-get",
        ["apt-get", "install", "--yes", "--no-install-recommends", *wanted],
        environment=QUIET,
    )


def _is_known(name: str) -> bool:
    answer = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
    return answer.returncode == 0
