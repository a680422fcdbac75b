"""Have a Docker engine that answers and the images that the docker cloud runs: `make docker`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from toolchain.docker import engine, images, recipe
from toolchain.lock import only_one
from toolchain.machine import WHERE_POSSIBLE, Machine
from toolchain.told import told

TOOLS = Path(__file__).resolve().parents[2] / ".tools"


def main(arguments: Sequence[str]) -> int:
    """Provide the engine, then the images; tell what is there on standard error.

    With `--where-possible` nothing is done, and nothing said, on a machine that packages cannot be installed on; and
    what goes wrong elsewhere, in a container that may run no engine for example, is no failure.
    """
    machine = Machine.this()
    if WHERE_POSSIBLE in arguments and not machine.installs_packages:
        return 0
    return told("docker", lambda: _provide_alone(machine), needed=WHERE_POSSIBLE not in arguments)


def _provide_alone(machine: Machine) -> None:
    with only_one(TOOLS / "docker.lock"):
        daemon = engine.provide(machine, TOOLS / "dockerd.log")
        images.provide(daemon, recipe.read(), machine, TOOLS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
