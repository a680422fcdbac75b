"""A stand-in for an image: the same name, user, paths and entry contract, made from Debian packages, for tests."""

import re
import sys
import tarfile
import tempfile
from collections import deque
from pathlib import Path
from typing import IO

import docker

from toolchain.command import LINES_OF_AN_ERROR
from toolchain.docker import go, labels
from toolchain.docker.recipe import FOLDER, Recipe
from toolchain.failure import SetupError
from toolchain.progress import Progress

STEP = re.compile(r"^Step \d+/\d+ : .*")


def make(daemon: docker.DockerClient, name: str, recipe: Recipe, tools: Path, folder: Path = FOLDER) -> None:
    """Build a stand-in on top of the base, and give it the image's name. Raises SetupError."""
    additions = {}
    if recipe.go_package is not None:
        additions[recipe.folder] = go.build(recipe.go_package, folder / recipe.folder, tools, recipe.go_tags)
    with (
        tempfile.TemporaryFile() as context,
        Progress(f"{name}: making a stand-in from Debian packages, for tests", sys.stderr) as progress,
    ):
        _write_context(context, folder / recipe.folder, additions)
        _build(daemon, name, recipe, context, progress, recipe.digest(folder))


def _write_context(file: IO[bytes], folder: Path, additions: dict[str, Path]) -> None:
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.add(folder, arcname=".")
        for name, path in additions.items():
            archive.add(path, arcname=name)
    file.seek(0)


def _build(
    daemon: docker.DockerClient, name: str, recipe: Recipe, context: IO[bytes], progress: Progress, digest: str
) -> None:
    last: deque[str] = deque(maxlen=LINES_OF_AN_ERROR)
    events = daemon.api.build(
        fileobj=context,
        custom_context=True,
        dockerfile=recipe.dockerfile,
        target=recipe.target or "",
        tag=name,
        labels=labels.of_stand_in(digest),
        rm=True,
        forcerm=True,
        decode=True,
    )
    failed = False
    for event in events:
        said = event.get("stream", event.get("error", "")).strip()
        failed = failed or "error" in event
        if said:
            last.append(said)
        if STEP.match(said):
            progress.step(said)
    if failed:
        raise SetupError(f"{name}: making the stand-in failed; the last that the build said:\n" + "\n".join(last))
