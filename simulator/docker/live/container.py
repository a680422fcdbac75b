"""Containers on a daemon: made, filled, started and waited for in the real provider's order."""

from collections.abc import Mapping
from typing import Any

from docker.errors import APIError, NotFound

from simulator.behaviour import Refusal
from simulator.docker.live import image
from simulator.docker.live.container_body import body, endpoint
from simulator.docker.live.container_files import archive
from simulator.docker.live.container_host import in_bytes, restart_policy
from simulator.docker.live.container_read import drift, outputs
from simulator.docker.live.container_wait import inspected, until_ended, until_healthy
from simulator.docker.live.daemons import answering, words_of
from simulator.docker.live.job import Job, Made, Maker, UnfinishedError

UPDATED = ("restart", "maxRetryCount", "cpuShares", "memory", "memoryReservation", "memorySwap", "cpuSet")
"""What the daemon changes while the container runs."""
REMOVAL = 60
"""Seconds that a removal which is already under way may take."""


def create(job: Job) -> Made:
    """Makes a container and starts it. Raises UnfinishedError when something after its making fails."""
    asked = job.inputs
    name = image.find(job, str(asked["image"]), str(asked.get("platform") or ""))
    files = archive(list(asked["uploads"]), job.folder) if asked.get("uploads") else None
    made = job.client.create_container_from_config(body(asked, name), asked.get("name"), asked.get("platform"))
    container = str(made["Id"])
    try:
        with answering(job.address):
            return finish(job, container, files)
    except Refusal as problem:
        raise UnfinishedError(half(job, container), f"container {asked.get('name')}: {problem}") from problem


def finish(job: Job, container: str, files: bytes | None) -> Made:
    """Joins the networks, copies the files, starts it and waits as long as is asked for."""
    join(job, container)
    if files:
        job.client.put_archive(container, "/", files)
    if job.inputs.get("start", True):
        job.client.start(container)
        if job.inputs.get("wait"):
            until_healthy(job, container)
    if job.inputs.get("attach"):
        return ended(job, container)
    return Made(container, outputs(inspected(job.client, container), job.inputs))


def join(job: Job, container: str) -> None:
    """Leaves the default network for those that are asked for, in their order."""
    wanted = job.inputs.get("networksAdvanced") or ()
    if wanted:
        try:
            job.client.disconnect_container_from_network(container, "bridge")
        except APIError as problem:
            if "is not connected to" not in words_of(problem):
                raise
    for network in wanted:
        job.client.connect_container_to_network(container, network["name"], **endpoint(network))


def ended(job: Job, container: str) -> Made:
    """Waits for the end of a container, and reads what it said."""
    found = until_ended(job, container)
    made = outputs(found, job.inputs)
    if job.inputs.get("logs"):
        made["containerLogs"] = job.client.logs(container).decode(errors="replace")
    if job.inputs.get("rm"):
        job.client.remove_container(container, v=True)
    return Made(container, made)


def half(job: Job, container: str) -> Made:
    """What there is of a container whose making failed."""
    try:
        return Made(container, outputs(job.client.inspect_container(container), job.inputs))
    except APIError:
        return Made(container)


def read(job: Job) -> Made | None:
    """What there is, and what of it has been changed from outside."""
    try:
        found = job.client.inspect_container(job.call.id)
    except NotFound:
        return None
    asked = {**job.inputs, **({"ports": job.state["ports"]} if job.state.get("ports") else {})}
    unknown = {} if job.call.old else {"image": found["Config"]["Image"]}
    return Made(found["Id"], {**unknown, **outputs(found, asked), **drift(found, job.state)})


def update(job: Job) -> Mapping[str, Any]:
    """Starts it again where it should run, and changes what can be changed while it runs."""
    asked, was = job.inputs, job.state
    if asked.get("mustRun") and not was.get("mustRun") and asked.get("start", True):
        job.client.start(job.call.id)
    if any(asked.get(name) != was.get(name) for name in UPDATED):
        limit = asked.get("memory") or 0
        # Without a swap limit of its own the daemon allows twice the memory; an old one would be in the way.
        swap = asked.get("memorySwap") or (2 * limit if limit else None)
        job.client.update_container(
            job.call.id,
            cpu_shares=asked.get("cpuShares"),
            cpuset_cpus=asked.get("cpuSet"),
            mem_limit=in_bytes(limit) or None,
            mem_reservation=in_bytes(asked.get("memoryReservation") or 0) or None,
            memswap_limit=in_bytes(swap) if swap else None,
            restart_policy=restart_policy(asked),
        )
    return outputs(inspected(job.client, job.call.id), asked)


def delete(job: Job) -> None:
    """Stops it, giving it its time to end, and removes it with its anonymous volumes."""
    state = {**job.inputs, **job.state}
    try:
        if not state.get("attach"):
            job.client.stop(job.call.id, timeout=state.get("destroyGraceSeconds") or 0)
        job.client.remove_container(job.call.id, v=state.get("removeVolumes", True), force=True)
    except NotFound:
        return
    except APIError as problem:
        if "is already in progress" not in words_of(problem):
            raise
    if not job.until(lambda: is_gone(job), REMOVAL):
        raise Refusal(f"the daemon has not removed container {state.get('name')} after {REMOVAL} s")


def is_gone(job: Job) -> bool:
    """Whether the daemon does not know the container any more."""
    try:
        job.client.inspect_container(job.call.id)
    except NotFound:
        return True
    return False


CONTAINER = Maker(create=create, read=read, update=update, delete=delete)
