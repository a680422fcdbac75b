"""Volumes on a daemon."""

from collections.abc import Mapping
from typing import Any

from docker.errors import APIError, NotFound

from simulator.behaviour import Refusal
from simulator.docker.live.daemons import words_of
from simulator.docker.live.job import Job, Made, Maker
from simulator.docker.live.words import labels_list, labels_map

PATIENCE = 30
"""Seconds in which a volume that is still used may become free (provider, volumeReadRefreshTimeout)."""


def create(job: Job) -> Made:
    """Makes a volume; one that is there under that name is taken over, as the daemon does."""
    asked = job.inputs
    made = job.client.create_volume(
        asked["name"], asked.get("driver"), asked.get("driverOpts"), labels_map(asked.get("labels"))
    )
    return Made(made["Name"], {"driver": made["Driver"], "mountpoint": made["Mountpoint"]})


def read(job: Job) -> Made | None:
    """What there is; another volume may have taken the name, with a driver and labels of its own."""
    try:
        found = job.client.inspect_volume(job.call.id)
    except NotFound:
        return None
    outputs: dict[str, Any] = {"driver": found["Driver"], "mountpoint": found["Mountpoint"]}
    if labels_map(job.state.get("labels")) != (found.get("Labels") or {}):
        outputs["labels"] = labels_list(found.get("Labels"))
    if (job.state.get("driverOpts") or {}) != (found.get("Options") or {}):
        outputs["driverOpts"] = found.get("Options") or None
    return Made(found["Name"], {"name": found["Name"], **outputs})


def update(_job: Job) -> Mapping[str, Any]:
    """Nothing of a volume can be changed."""
    return {}


def delete(job: Job) -> None:
    """Removes it, and the data in it, once no container uses it."""
    problems: list[str] = []

    def removed() -> bool:
        try:
            job.client.remove_volume(job.call.id)
        except NotFound:
            return True
        except APIError as problem:
            if "in use" in words_of(problem):
                problems.append(words_of(problem))
                return False
            raise
        return True

    if not job.until(removed, PATIENCE):
        raise Refusal(f"{problems[-1]} after {PATIENCE} s")


VOLUME = Maker(create=create, read=read, update=update, delete=delete)
