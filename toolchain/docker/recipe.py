"""How stand-ins for images are made: `toolchain/stand_ins/images.toml` and the folders beside it."""

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "stand_ins"

BASE = "base"
"""The folder that makes the image that every stand-in starts from."""

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
"""The bundle that Debian's programs trust, on this machine and in the base. It decides a stand-in as well: with old
certificates none can install Python packages where their registry has an authority of its own."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One stand-in: a stage of a Dockerfile, and what its build needs beside it."""

    folder: str
    dockerfile: str = "Dockerfile"
    target: str | None = None
    """A stage of the Dockerfile; None is the last one."""

    go_package: str | None = None
    """A program that is built from the folder's go.mod, for the folder's Dockerfile to copy."""

    go_tags: Sequence[str] = ()
    """Build tags that choose what is in it."""

    def digest(self, folder: Path = FOLDER) -> str:
        """A name for exactly what would be made: changes with every file that decides it."""
        settings = " ".join([self.dockerfile, str(self.target), str(self.go_package), *self.go_tags])
        return _digest([settings.encode(), base_digest(folder).encode(), *_contents(folder / self.folder)])


def read(folder: Path = FOLDER) -> dict[str, Recipe]:
    """The recipe of each image, by the image's name."""
    with (folder / "images.toml").open("rb") as file:
        return {name: Recipe(**fields) for name, fields in tomllib.load(file).items()}


def base_digest(folder: Path = FOLDER) -> str:
    """A name for exactly the base that would be made."""
    return digest_of(folder / BASE, *filter(Path.exists, [CERTIFICATES]))


def digest_of(*files: Path) -> str:
    """A name for the content of files and folders."""
    return _digest(part for file in files for part in _contents(file))


def _contents(path: Path) -> Iterable[bytes]:
    """Name, mode and content of a file, or of every file in a folder, in a fixed order."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file():
            name = str(file.relative_to(path.parent))
            executable = bool(file.stat().st_mode & 0o100)
            yield f"{name} {executable} {file.stat().st_size}".encode()
            yield file.read_bytes()


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()[:16]
