"""The official plugin of the Docker provider: where it is installed, live runs use it instead of our own."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from simulator.docker import VERSION

PROGRAM = "pulumi-resource-docker"
FOLDER = f"resource-docker-v{VERSION}"
"""Where Pulumi installs a plugin, below the folder `plugins` of its home."""


def find(variables: Mapping[str, str]) -> Path | None:
    """The plugin's executable: as Pulumi has installed it, else the one on PATH; None where there is none."""
    homes = [variables.get("PULUMI_HOME"), str(Path(variables.get("HOME") or Path.home()) / ".pulumi")]
    for home in homes:
        program = Path(home or "") / "plugins" / FOLDER / PROGRAM
        if home and os.access(program, os.X_OK):
            return program
    on_path = shutil.which(PROGRAM, path=variables.get("PATH"))
    return Path(on_path).absolute() if on_path else None


def link(program: Path, home: Path) -> None:
    """Show a plugin to an engine whose PULUMI_HOME is another: a folder of its name with links to its files."""
    folder = home / "plugins" / FOLDER
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    files = program.parent.iterdir() if program.parent.name == FOLDER else (program,)
    for file in files:
        (folder / file.name).symlink_to(file)
