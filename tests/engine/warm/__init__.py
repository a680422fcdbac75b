"""Processes of Python that are forked from one that has imported everything, instead of importing it each anew.

Half of what a simulated command costs is the import of Pulumi's SDKs, and engine tests run hundreds of commands. A
command that is given `environment()` starts the same processes as always, but a process of `MODULES` asks the warm one
for a fork of itself, lends it its streams, working directory and variables, and ends as the fork ends. Everything that
is no engine test starts cold, as at a user's.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

MODULES = ("simulator", "toolchain.program", "toolchain.policy_pack")
"""What is run with `python -m` and may be forked."""
CLIENT = Path(__file__).with_name("client")
"""Holds `sitecustomize`, which Python imports before anything else."""


REPOSITORY = Path(__file__).parents[3]


@cache
def environment(root: Path = REPOSITORY) -> Mapping[str, str]:
    """Variables for a command whose processes are to be forked; the first call starts the warm process, once.

    `root` is the clone of this repository whose modules they have.
    """
    folder = Path(tempfile.mkdtemp(prefix="warm-"))
    address = folder / "socket"
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "tests.engine.warm.server", str(address)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(REPOSITORY)))},
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    server.stdout.close()

    def end() -> None:
        server.kill()
        server.wait()
        shutil.rmtree(folder)

    atexit.register(end)
    paths = [str(root)] * (root != REPOSITORY) + [str(CLIENT)]
    return {"WARM_ADDRESS": str(address), "WARM_MODULES": " ".join(MODULES), "PYTHONPATH": os.pathsep.join(paths)}
