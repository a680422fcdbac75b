"""Images of a simulated host: what is pulled, and what is built on it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from simulator.behaviour import Call, Refusal
from simulator.cloud import GLOBAL, OWNED, Record

REMOTE = "docker:index/remoteImage:RemoteImage"
BUILT = "docker-build:index:Image"
CONTAINER = "docker:index/container:Container"


def digest(text: str) -> str:
    """A digest that follows from a text, in the registry's form."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def answer_image(call: Call) -> Mapping[str, Any]:
    """Ids that follow from the image's name and platform: every host gets the same image for them."""
    name = str(call.inputs["name"])
    told = f"{name} {call.inputs.get('platform') or ''}"
    image, repository = digest(f"image {told}"), name.partition("@")[0]
    if ":" in repository.rpartition("/")[2]:
        repository = repository.rpartition(":")[0]
    given = name.rpartition("@")[2] if "@" in name else ""
    return {
        "id": image + name,
        "imageId": image,
        "repoDigest": f"{repository}@{given or digest(f'manifest {told}')}",
    }


def image_is_free(call: Call) -> None:
    """An image that is to be removed from the host is no container's."""
    state = call.old or {}
    if state.get("keepLocally") or state.get("forceRemove"):
        return
    names = {state.get("name"), state.get("imageId"), state.get("repoDigest")}
    if user := next((each for each in call.cloud.find(CONTAINER) if each.properties.get("image") in names), None):
        raise Refusal(
            f'conflict: unable to remove repository reference "{state.get("name")}" (must force) - container '
            f"{user.id[:12]} is using its referenced image {str(state.get('imageId'))[7:19]}"
        )


def remember_built(call: Call, name: str) -> None:
    """The host has a built image from now on, under its digest; no stack's destruction takes it away."""
    call.cloud.put(Record(BUILT, GLOBAL, name, name, call.urn, {"imageId": name}, OWNED))
