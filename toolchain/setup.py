"""Put a Pulumi of the pinned version within reach: `python -m toolchain.setup`, the second half of `make setup`.

The one on PATH when it is new enough; else the official one, where its installer can be reached; else one built from
Go modules, with our own language host for Python beside it.
"""

import os
import shutil
import sys
from pathlib import Path

from toolchain import build, official, pin, present
from toolchain.told import told

SOURCES = Path(__file__).resolve().parent


def set_up(tools: Path, path: str, installer: str = official.INSTALLER) -> str:
    """Make sure that there is a Pulumi, and say which. Quick when there is one already.

    `tools` is the folder for what is installed (`.tools`), `path` the value of PATH. Raises SetupError.
    """
    wanted = pin.version(SOURCES)
    executable, stamp = tools / "bin" / "pulumi", tools / "stamp"
    built, installed = f"built {pin.digest(SOURCES)}", f"official {wanted}"
    stamped = stamp.read_text(encoding="utf-8") if stamp.exists() and executable.exists() else None
    if stamped == installed:
        return f"Pulumi {wanted}, installed in {tools}"
    if stamped == built:
        _add_language_host(executable.parent)
        return f"Pulumi {wanted}, built in {tools}"
    shutil.rmtree(executable.parent, ignore_errors=True)
    if found := present.on_path(wanted, path):
        return f"Pulumi {present.version_of(found)}, found at {found}"
    if official.install(wanted, tools, installer):
        stamp.write_text(installed, encoding="utf-8")
        return f"Pulumi {wanted}, installed in {tools}"
    shutil.rmtree(executable.parent, ignore_errors=True)
    build.build(wanted, SOURCES, executable)
    _add_language_host(executable.parent)
    stamp.write_text(built, encoding="utf-8")
    return f"Pulumi {wanted}, built in {tools}"


def _add_language_host(folder: Path) -> None:
    ours, there = SOURCES / present.LANGUAGE_HOST, folder / present.LANGUAGE_HOST
    if not there.exists() or there.read_bytes() != ours.read_bytes():
        shutil.copy(ours, there)


def _set_up_here() -> None:
    set_up(SOURCES.parent / ".tools", os.environ.get("PATH", ""))


def main() -> int:
    """Set up this repository; print nothing but trouble and progress."""
    return told("setup", _set_up_here)


if __name__ == "__main__":
    sys.exit(main())
