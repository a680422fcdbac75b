"""Reads the simulator's own data files."""

from pathlib import Path
from typing import Any

import yaml


def read_yaml(file: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping."""
    return yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
