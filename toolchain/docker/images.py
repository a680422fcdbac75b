"""The images that the docker cloud runs: here already, else pulled, else stand-ins where no registry can be reached."""

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path

import docker
from docker.errors import APIError
from docker.models.images import Image

from toolchain.docker import base, labels, stand_in
from toolchain.docker.recipe import Recipe
from toolchain.docker.registry import Registry
from toolchain.failure import SetupError
from toolchain.machine import Machine


def provide(daemon: docker.DockerClient, recipes: Mapping[str, Recipe], machine: Machine, tools: Path) -> None:
    """Make sure that the engine has every image that `recipes` names. Quick when it has. Raises SetupError.

    A real image is never touched. A stand-in stays as long as its recipe does.
    """
    registry = Registry(daemon)
    missing = [name for name, recipe in recipes.items() if not _is_there(daemon, name, recipe)]
    unpulled = [name for name in missing if not registry.pull(name)]
    if unpulled:
        print(f"docker: no registry of images can be reached: {registry.failure}", file=sys.stderr)
        _refuse_without_debian(unpulled, machine)
        before = _present(daemon, [*unpulled, base.NAME])
        base.provide(daemon, tools)
        for name in unpulled:
            stand_in.make(daemon, name, recipes[name], tools)
        _remove_nameless(before)
    print(f"docker: {_summary(daemon, list(recipes))}", file=sys.stderr)


def _is_there(daemon: docker.DockerClient, name: str, recipe: Recipe) -> bool:
    found = labels.read(daemon, name)
    if found is None:
        return False
    return not labels.is_stand_in(found) or found.get(labels.RECIPE) == recipe.digest()


def _refuse_without_debian(names: list[str], machine: Machine) -> None:
    if not machine.is_debian:
        raise SetupError(
            f"{', '.join(names)} cannot be pulled, and stand-ins for tests can be made by root on Debian only; connect "
            "this machine to the registry, or load the images with `docker load`, and try again"
        )


def _present(daemon: docker.DockerClient, names: list[str]) -> list[Image]:
    found = (daemon.images.list(name) for name in names)
    return [image for images in found for image in images]


def _remove_nameless(images: list[Image]) -> None:
    """Remove those that have lost their name to a newer one, and that no container and no other image needs."""
    for image in images:
        with contextlib.suppress(APIError):
            image.reload()
            if not image.tags:
                image.remove()


def _summary(daemon: docker.DockerClient, names: list[str]) -> str:
    stand_ins = sum(labels.is_stand_in(labels.read(daemon, name) or {}) for name in names)
    said = f"all {len(names)} images are here"
    return f"{said}, {stand_ins} of them stand-ins made from Debian packages, for tests" if stand_ins else said
