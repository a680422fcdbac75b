"""Paths as they stand in the state."""

import os
from pathlib import Path


def from_program(path: Path) -> str:
    """A path relative to the program's folder, so that the state is the same on every machine."""
    return os.path.relpath(path)
