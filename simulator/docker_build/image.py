"""An image: its digest follows from its inputs and from the files it is built from."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from simulator.behaviour import Behaviour, Call
from simulator.docker.images import remember_built
from simulator.docker_build.context import context_hash
from simulator.docker_build.registry import layers_kept, repository_exists, tag_moves
from simulator.values import UNKNOWN, is_unknown

IMAGE = "docker-build:index:Image"
PASSING = ("registries", "buildOnPreview", "cacheFrom", "cacheTo")
"""Inputs that change nothing of what is built."""


def location(inputs: Mapping[str, Any]) -> str:
    """The folder an image is built from."""
    return str((inputs.get("context") or {}).get("location") or ".")


def is_remote(place: str) -> bool:
    """Whether a context is fetched from elsewhere."""
    return "://" in place or place.startswith("git@")


def files_hash(inputs: Mapping[str, Any], root: Path) -> str:
    """A hash of what the image is built from; unknown while the inputs are. Raises FileNotFoundError."""
    place, dockerfile = location(inputs), inputs.get("dockerfile") or {}
    if is_unknown([place, dockerfile]):
        return UNKNOWN
    inline = dockerfile.get("inline")
    if is_remote(place):
        return hashlib.sha256(f"{place} {inline}".encode()).hexdigest()
    folder = root / place
    file = dockerfile.get("location")
    return context_hash(folder, inline or (root / file if file else folder / "Dockerfile"))


def check(inputs: Mapping[str, Any], _old: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """The files are there, the tags are names, and a push has somewhere to go."""
    try:
        files_hash(inputs, folder)
    except FileNotFoundError as problem:
        yield f"context.location: {problem}"
    dockerfile = inputs.get("dockerfile") or {}
    if dockerfile.get("inline") and dockerfile.get("location"):
        yield "dockerfile: only one of location and inline may be given"
    if inputs.get("push") is True and not inputs.get("tags") and not inputs.get("exports"):
        yield "tags: a push needs at least one tag"
    for index, tag in enumerate(inputs.get("tags") or ()):
        if not is_unknown(tag) and (
            not tag or tag != tag.strip() or tag != tag.lower().rpartition(":")[0] + tag[len(tag.rpartition(":")[0]) :]
        ):
            yield f"tags[{index}]: must be a lower-case repository with a tag; got '{tag}'"


def load(call: Call, folder: Path) -> None:
    """A loaded image is on the Docker host, where containers find it by its digest."""
    if call.inputs.get("load"):
        remember_built(call, answer(call, folder)["digest"])


def answer(call: Call, folder: Path) -> Mapping[str, Any]:
    """The digest, and the reference that holds it."""
    built = {name: value for name, value in call.inputs.items() if name not in PASSING}
    files = files_hash(call.inputs, folder)
    digest = "sha256:" + hashlib.sha256(f"{json.dumps(built, sort_keys=True)} {files}".encode()).hexdigest()
    exported = bool(call.inputs.get("push") or call.inputs.get("load") or call.inputs.get("exports"))
    return {
        "id": call.id or digest,
        "contextHash": files,
        "digest": digest if exported else "",
        "ref": reference(call.inputs.get("tags") or (), digest if exported else ""),
    }


def reference(tags: Sequence[str], digest: str) -> str:
    """The first tag with the digest behind it, as far as there are such."""
    tag = next(iter(tags), "")
    named = tag if ":" in tag.rpartition("/")[2] else f"{tag}:latest"
    return f"{named}@{digest}" if tag and digest else tag


def preview(call: Call, folder: Path) -> Mapping[str, Any]:
    """The hash of the files is known before anything is built."""
    return {"contextHash": files_hash(call.inputs, folder)}


def differs(state: Mapping[str, Any], inputs: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """A changed file is a new build."""
    if files_hash(inputs, folder) not in (UNKNOWN, state.get("contextHash")):
        yield "contextHash"


def behaviours(folder: Path) -> dict[str, Behaviour]:
    """The hooks, with relative paths taken from a folder."""
    return {
        IMAGE: Behaviour(
            check=partial(check, folder=folder),
            create=(repository_exists, layers_kept),
            update=(repository_exists, layers_kept, tag_moves, partial(load, folder=folder)),
            answer=partial(answer, folder=folder),
            made=partial(load, folder=folder),
            preview=partial(preview, folder=folder),
            differs=partial(differs, folder=folder),
            moves=("contextHash", "digest", "ref"),
        )
    }
