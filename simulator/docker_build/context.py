"""The files an image is built from: what .dockerignore leaves, and what they hold."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

ALWAYS_OUT = (".git", ".pulumi")
CHUNK = 1 << 20
"""Bytes read at a time."""


def context_hash(folder: Path, dockerfile: Path | str) -> str:
    """A hash of the Dockerfile, file or text, and of a context; raises FileNotFoundError where one is not there."""
    if not folder.is_dir():
        raise FileNotFoundError(f"the build context {folder} is not a folder")
    if isinstance(dockerfile, Path) and not dockerfile.is_file():
        raise FileNotFoundError(f"there is no Dockerfile {dockerfile}")
    digest = hashlib.sha256(dockerfile.encode() if isinstance(dockerfile, str) else dockerfile.read_bytes())
    for path in sorted(files(folder)):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            digest.update(f"{name} -> {path.readlink()}\n".encode())
            continue
        digest.update(f"{name} {path.stat().st_mode & 0o111}\n".encode())
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def files(folder: Path) -> Iterator[Path]:
    """The files and symbolic links of a context, without those that .dockerignore leaves out."""
    rules = [*(Rule(name) for name in ALWAYS_OUT), *ignored(folder)]
    undone = any(rule.keeps for rule in rules)
    for place, folders, names in os.walk(folder):
        here = Path(place).relative_to(folder)
        if not undone:
            folders[:] = [name for name in folders if not is_out(rules, (here / name).as_posix())]
        names += [name for name in folders if (Path(place) / name).is_symlink()]
        yield from (Path(place) / name for name in names if not is_out(rules, (here / name).as_posix()))


def ignored(folder: Path) -> list["Rule"]:
    """The rules of a folder's .dockerignore."""
    file = folder / ".dockerignore"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return [Rule(line.strip()) for line in lines if line.strip() and not line.startswith("#")]


def is_out(rules: list["Rule"], path: str) -> bool:
    """Whether a path is left out: the last rule that speaks of it, or of a folder it is in, decides."""
    out = False
    for rule in rules:
        if rule.matches(path):
            out = not rule.keeps
    return out


class Rule:
    """One line of a .dockerignore: a pattern of path parts; `!` in front takes a path back in."""

    def __init__(self, line: str) -> None:
        """Reads the line."""
        self.keeps = line.startswith("!")
        pattern = line.removeprefix("!").strip().strip("/").removeprefix("./")
        parts = ["(.*/)?" if part == "**" else translate(part) + "/" for part in pattern.split("/")]
        self.expression = re.compile("".join(parts).removesuffix("/") + "(/.*)?$")

    def matches(self, path: str) -> bool:
        """Whether the rule speaks of a path."""
        return self.expression.match(path) is not None


def translate(part: str) -> str:
    """One part of a pattern as a regular expression: * and ? stand for anything but a slash."""
    return re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
