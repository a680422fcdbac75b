"""Images that are really built, on the daemon (SIMULATOR_DOCKER=live)."""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import docker
from docker.errors import APIError, ImageNotFound, NotFound

from simulator.behaviour import Behaviour, Refusal
from simulator.docker.live.job import Job, Made, Maker
from simulator.docker_build import docker_build
from simulator.docker_build.archive import archive
from simulator.docker_build.image import IMAGE, behaviours, files_hash, is_remote, location, reference
from simulator.package import Package
from simulator.values import is_unknown

SUPPORTED = (
    "buildArgs", "buildOnPreview", "context.location", "dockerfile.inline", "dockerfile.location", "labels", "load",
    "network", "noCache", "platforms", "pull", "push", "tags", "target",
)  # fmt: skip
"""What is passed on to the daemon. Nothing is built in a preview, whatever buildOnPreview says."""
LAST_LINES = 20
"""Lines of a failed build's output that are repeated."""
IN_USE = 409
"""HTTP status for an image that a running container was made from."""
NOTHING = (None, False, "", [], {})
State = Mapping[str, Any]


def live_docker_build(folder: Path) -> Package:
    """The package; its images are in the daemon. Relative paths of build contexts start at `folder`."""
    simulated = behaviours(folder)[IMAGE]

    def check(inputs: State, old: State) -> Iterator[str]:
        yield from simulated.check(inputs, old) if simulated.check else ()
        yield from unsupported(inputs)

    hooks = Behaviour(check=check, preview=simulated.preview, differs=simulated.differs, moves=simulated.moves)
    return dataclasses.replace(docker_build(folder), behaviours={IMAGE: hooks})


def builder(folder: Path) -> dict[str, Maker]:
    """What is done with an image, with relative paths taken from a folder."""
    return {
        IMAGE: Maker(
            create=partial(create, folder=folder),
            read=read,
            update=lambda job: create(job, folder).outputs,
            delete=delete,
        )
    }


def unsupported(inputs: State) -> Iterator[str]:
    """A sentence for each property that is given and would be ignored."""
    for name, value in inputs.items():
        inner = [each.partition(".")[2] for each in SUPPORTED if each.startswith(f"{name}.")]
        if inner and isinstance(value, Mapping):
            given = [f"{name}.{key}" for key, each in value.items() if key not in inner and each not in NOTHING]
        else:
            given = [] if name in SUPPORTED or value in NOTHING or name.startswith("__") else [name]
        yield from (f"{path}: is not supported with SIMULATOR_DOCKER=live" for path in given)
    if inputs.get("push") is True:
        yield "push: must be false with SIMULATOR_DOCKER=live: the image is built on the daemon that runs it"
    if inputs.get("load") is not True and not is_unknown(inputs.get("load")):
        yield "load: must be true with SIMULATOR_DOCKER=live: the image is built on the daemon that runs it"
    if len(inputs.get("platforms") or ()) > 1:
        yield "platforms: only the platform of the daemon's machine can be built with SIMULATOR_DOCKER=live"
    if not is_unknown(location(inputs)) and is_remote(location(inputs)):
        yield "context.location: must be a folder with SIMULATOR_DOCKER=live"


def create(job: Job, folder: Path) -> Made:
    """Builds the image and gives it its tags. Raises Refusal with the end of the build's output."""
    asked = job.inputs
    check_platform(job.client, asked.get("platforms") or [])
    root, dockerfile = folder / location(asked), asked.get("dockerfile") or {}
    file = folder / dockerfile["location"] if dockerfile.get("location") else root / "Dockerfile"
    hashed = files_hash(asked, folder)
    tags = list(asked.get("tags") or ())
    context, name = archive(root.resolve(), file.resolve(), dockerfile.get("inline"))
    with context:
        lines = job.client.build(
            fileobj=context,
            custom_context=True,
            dockerfile=name,
            tag=next(iter(tags), None),
            buildargs=dict(asked.get("buildArgs") or {}),
            labels=asked.get("labels"),
            target=asked.get("target"),
            network_mode=None if asked.get("network") == "default" else asked.get("network"),
            nocache=bool(asked.get("noCache")),
            pull=bool(asked.get("pull")),
            rm=True,
            forcerm=True,
            decode=True,
        )
        image = built(job, lines)
    for tag in tags[1:]:
        job.client.tag(image, tag)
    return Made(image, {"contextHash": hashed, "digest": image, "ref": reference(tags, image)})


def check_platform(client: docker.APIClient, platforms: list[str]) -> None:
    """The daemon builds for its own machine alone; raises Refusal for another."""
    version = client.version()
    own = f"{version['Os']}/{version['Arch']}"
    if platforms and platforms[0] != own:
        raise Refusal(f"platforms: this daemon builds for {own} alone; got {platforms[0]}")


def built(job: Job, lines: Iterator[Mapping[str, Any]]) -> str:
    """The id of the image that a build's output ends in; raises Refusal with the output's end when it fails."""
    said: list[str] = []
    image = problem = ""
    for line in lines:
        said += [text for text in str(line.get("stream") or line.get("status") or "").splitlines() if text.strip()]
        image = (line.get("aux") or {}).get("ID") or image
        problem = str(line.get("error") or problem).strip()
        job.pause(0)
    if problem:
        raise Refusal("the build failed: " + "\n".join([problem, *said[-LAST_LINES:]]))
    return image


def read(job: Job) -> Made | None:
    """The image, while the daemon has it."""
    try:
        job.client.inspect_image(str(job.state.get("digest") or job.call.id))
    except ImageNotFound:
        return None
    return Made(job.call.id)


def delete(job: Job) -> None:
    """Removes the image and its tags, unless a container still runs from it."""
    try:
        job.client.remove_image(str(job.state.get("digest") or job.call.id), force=True)
    except NotFound:
        return
    except APIError as problem:
        if problem.status_code != IN_USE:
            raise
