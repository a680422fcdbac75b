"""The files of a folder, in the order in which they run."""

import hashlib
from pathlib import Path

ENDING = ".sql"
BACK = ".down.sql"
"""Ending of a file that takes another back; it is run on request only."""


def names(folder: Path) -> list[str]:
    """Names of the files that run, in their order: that of the characters' numbers, as `LC_ALL=C` sorts."""
    return [name for name in everything(folder) if not name.endswith(BACK)]


def everything(folder: Path) -> list[str]:
    """Names of all SQL files, with those that take others back."""
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(ENDING) and file.is_file())


def digest(folder: Path) -> str:
    """SHA-256 over names and contents: another one means that there is something to run."""
    found = hashlib.sha256()
    for name in everything(folder):
        content = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        found.update(f"{name} {content}\n".encode())
    return found.hexdigest()
