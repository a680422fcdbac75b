"""The labels by which a stand-in is known, and told from a real image."""

from collections.abc import Mapping

import docker
from docker.errors import NotFound

STAND_IN = "groundwork.stand-in"
RECIPE = "groundwork.stand-in.recipe"


def of_stand_in(digest: str) -> dict[str, str]:
    """The labels of a stand-in that was made by the recipe with this digest."""
    return {STAND_IN: "true", RECIPE: digest}


def read(daemon: docker.DockerClient, name: str) -> Mapping[str, str] | None:
    """The labels of the image with this name; None when there is no such image."""
    try:
        return daemon.images.get(name).labels
    except NotFound:
        return None


def is_stand_in(labels: Mapping[str, str]) -> bool:
    """Whether an image with these labels was made here."""
    return labels.get(STAND_IN) == "true"
