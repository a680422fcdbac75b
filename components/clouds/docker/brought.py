"""Files that the operator brings for a container."""

import hashlib
from pathlib import Path

import pulumi

from components.clouds.docker.container import File
from components.paths import from_program


def file(path: str, brought: str, owner: str, mode: str = "0444") -> File:
    """A file of the project, or of this machine where `brought` is absolute; its content decides what is made anew."""
    source = Path(pulumi.get_root_directory()) / brought
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    known = brought if Path(brought).is_absolute() else from_program(source)
    return File(path=path, source=known, source_hash=digest, owner=owner, mode=mode)
