"""Put a Chromium within reach for the test of the page: `python -m toolchain.browser`."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from toolchain import packages
from toolchain.failure import SetupError
from toolchain.lock import only_one
from toolchain.machine import WHERE_POSSIBLE, Machine
from toolchain.told import told

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Chromium and Chrome are called on PATH, by distribution."""

LOCK = Path(__file__).resolve().parents[1] / ".tools" / "browser.lock"


def find(path: str | None = None) -> str | None:
    """The first Chromium or Chrome on PATH (or on `path`), else None."""
    return next(filter(None, (shutil.which(name, path=path) for name in NAMES)), None)


def provide(machine: Machine) -> str:
    """The browser to use, installed when there is none. Raises SetupError."""
    if found := find():
        return found
    if not machine.is_debian:
        raise SetupError(
            f"there is no Chromium on PATH (looked for {', '.join(NAMES)}), and only root on Debian can have it "
            "installed by this command; install Chromium or Google Chrome and try again"
        )
    packages.install("chromium")
    found = find()
    if found is None:
        raise SetupError("the package chromium is installed, but there is no `chromium` on PATH")
    return found


def main(arguments: Sequence[str]) -> int:
    """Provide the browser and say which; with `--where-possible` only where packages can be installed."""
    machine = Machine.this()
    if WHERE_POSSIBLE in arguments and not machine.is_debian:
        return 0
    return told("browser", lambda: _provide_alone(machine), needed=WHERE_POSSIBLE not in arguments)


def _provide_alone(machine: Machine) -> None:
    with only_one(LOCK):
        print(f"browser: {provide(machine)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
