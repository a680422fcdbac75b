"""Images on a daemon: found among its own, else pulled."""

from collections.abc import Mapping
from typing import Any

import docker
from docker.errors import APIError, ImageNotFound, NotFound

from simulator.behaviour import Refusal
from simulator.docker.live.daemons import words_of
from simulator.docker.live.job import Job, Made, Maker
from simulator.docker.live.registry import credentials


def create(job: Job) -> Made:
    """Finds the image, or pulls it. Pull triggers ask for a pull even where an image of that name is there."""
    name, platform = str(job.inputs["name"]), str(job.inputs.get("platform") or "")
    there = local(job.client, name)
    if there is None or not fits(there, platform) or job.inputs.get("pullTriggers"):
        there = pulled(job, name, platform, there if there is not None and fits(there, platform) else None)
    return made(there, name)


def read(job: Job) -> Made | None:
    """The image that has the name now; its id may be another than it was."""
    name = str(job.state.get("name") or job.call.id.partition("sha256:")[2][64:])
    there = local(job.client, name)
    return made(there, name) if there else None


def update(job: Job) -> Mapping[str, Any]:
    """Pulls it where it has gone."""
    return create(job).outputs


def delete(job: Job) -> None:
    """Takes the name away, and the image with its last name, unless it is to be kept."""
    if job.state.get("keepLocally"):
        return
    try:
        job.client.remove_image(str(job.state["name"]), force=bool(job.state.get("forceRemove")))
    except NotFound:
        return


def find(job: Job, name: str, platform: str = "") -> str:
    """How the daemon knows the image a container names: by that name, or by the id that a reference ends in.

    What was built here is known by its id alone: no registry has given it a digest.
    """
    if local(job.client, name) is not None:
        return name
    digest = name.rpartition("@")[2]
    if "@" in name and local(job.client, digest) is not None:
        return digest
    if name.startswith("sha256:"):
        raise Refusal(f"No such image: {name}")
    pulled(job, name, platform, None)
    return name


def local(client: docker.APIClient, name: str) -> Mapping[str, Any] | None:
    """What the daemon knows of an image; None when it has none of that name or id."""
    try:
        return client.inspect_image(name)
    except ImageNotFound:
        return None


def fits(image: Mapping[str, Any], platform: str) -> bool:
    """Whether an image is for a platform such as linux/amd64; an empty one is any."""
    parts = platform.split("/")
    found = (image.get("Os"), image.get("Architecture"), image.get("Variant") or "")
    return not platform or all(wanted == there for wanted, there in zip(parts, found, strict=False))


def pulled(job: Job, name: str, platform: str, instead: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The image as its registry has it; where that cannot be asked `instead`. Raises Refusal when there is none."""
    problem = pull(job, name, platform)
    there = instead if problem else local(job.client, name)
    if there is None:
        raise Refusal(missing(name, problem or "the registry answered without it"))
    return there


def pull(job: Job, name: str, platform: str) -> str:
    """Asks the registry for an image; answers what went wrong, or empty text."""
    auth = credentials(job.settings, name, job.variables)
    repository, _, tag = split(name)
    try:
        lines = job.client.pull(
            repository, tag=tag, stream=True, auth_config=auth, decode=True, platform=platform or None
        )
        problem = ""
        for line in lines:
            problem = str(line.get("error") or problem)
            job.pause(0)
    except APIError as refusal:
        return words_of(refusal)
    return problem


def split(name: str) -> tuple[str, str, str]:
    """Repository, separator and tag or digest of an image's name; the tag is latest where none is given."""
    if "@" in name:
        return name.partition("@")
    place, _, tag = name.rpartition(":")
    return (place, ":", tag) if place and "/" not in tag else (name, ":", "latest")


def missing(name: str, reason: str) -> str:
    """The sentence for an image that cannot be had."""
    return (
        f"the image {name} is not on this daemon and could not be pulled ({reason.strip().rstrip('.')}); where no "
        "registry can be reached, `make docker` makes stand-ins for the images of the Docker cloud"
    )


def made(image: Mapping[str, Any], name: str) -> Made:
    """An image's outputs; its id is followed by its name, as the provider writes it."""
    digests = image.get("RepoDigests") or []
    repository = split(name)[0]
    own = next((each for each in digests if each.partition("@")[0] == repository), "")
    outputs = {"imageId": image["Id"], "repoDigest": own or next(iter(digests), ""), "name": name}
    return Made(f"{image['Id']}{name}", outputs)


IMAGE = Maker(create=create, read=read, update=update, delete=delete)
