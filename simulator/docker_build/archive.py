"""A build context as the daemon takes it: a tar archive of what .dockerignore leaves, and the Dockerfile."""

from pathlib import Path
from typing import IO

from docker.utils.build import create_archive

from simulator.docker_build.context import files

OUTSIDE = ".dockerfile.simulate"
"""Name in the context of a Dockerfile that is not in it; no COPY sees it."""
IGNORED = ".dockerignore"


def archive(folder: Path, dockerfile: Path | None, inline: str | None) -> tuple[IO[bytes], str]:
    """The archive and the Dockerfile's name in it.

    The daemon reads .dockerignore once more: it takes the Dockerfile out of the context where that is ignored.
    """
    names = {path.relative_to(folder).as_posix() for path in files(folder)}
    ignored = folder / IGNORED
    if inline is None and dockerfile is not None and dockerfile.is_relative_to(folder):
        name = dockerfile.relative_to(folder).as_posix()
        wanted = {*names, name, *([IGNORED] if ignored.is_file() else [])}
        return create_archive(str(folder), sorted(wanted)), name
    text = inline if inline is not None else (dockerfile or folder).read_text("utf-8")
    rules = ignored.read_text("utf-8") if ignored.is_file() else ""
    extra = [(OUTSIDE, text), (IGNORED, f"{rules}\n{OUTSIDE}\n")]
    return create_archive(str(folder), sorted(names), extra_files=extra), OUTSIDE
