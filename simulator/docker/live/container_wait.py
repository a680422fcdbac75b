"""Waits until a container is healthy, or has ended; says why when it does not."""

import time
from collections.abc import Mapping
from typing import Any

import docker
from docker.errors import APIError, NotFound

from simulator.behaviour import Refusal
from simulator.docker.live.job import Job

PATIENCE = 60
"""Seconds for a container to become healthy where none are given (facts: waitTimeout)."""
LOOP = 4
"""Restarts after which a container that is waited for counts as one that will never stay up."""
LOG_LINES = 20
LONGEST = 2000
"""Characters of a health check's output that a message repeats."""


def until_healthy(job: Job, container: str) -> None:
    """Returns when the health check has passed. Raises Refusal when it does not in time, or never will."""
    seconds = job.inputs.get("waitTimeout") or PATIENCE
    end = time.monotonic() + seconds
    while True:
        state = inspected(job.client, container)
        health = state["State"].get("Health")
        if health is None and state["State"]["Running"]:
            raise Refusal(
                "`wait` is given, but neither the container nor its image has a health check; add `healthcheck`"
            )
        if health and health.get("Status") == "healthy" and state["State"]["Running"]:
            return
        if reason := lost(state):
            raise Refusal(f"{reason} before it was healthy{evidence(job.client, container, health)}")
        if time.monotonic() >= end:
            raise Refusal(f"not healthy after {seconds} s{evidence(job.client, container, health)}")
        job.pause()


def until_ended(job: Job, container: str) -> Mapping[str, Any]:
    """Returns what the daemon says about a container that has come to its end."""
    while True:
        found = inspected(job.client, container)
        if found["State"]["Status"] in ("exited", "dead"):
            return found
        job.pause()


def inspected(client: docker.APIClient, container: str) -> Mapping[str, Any]:
    """What the daemon says about a container that must be there; raises Refusal when it has gone."""
    try:
        return client.inspect_container(container)
    except NotFound as problem:
        raise Refusal("somebody removed it meanwhile") from problem


def lost(found: Mapping[str, Any]) -> str:
    """Why a container will not become healthy; empty while it may."""
    state = found["State"]
    if state["Status"] in ("exited", "dead"):
        return f"it ended with exit code {state['ExitCode']}"
    if found.get("RestartCount", 0) >= LOOP:
        return f"it restarts again and again (exit code {state['ExitCode']})"
    return ""


def evidence(client: docker.APIClient, container: str, health: Mapping[str, Any] | None) -> str:
    """What the container itself has said: its last health check and the end of its log."""
    checks = (health or {}).get("Log") or []
    said = ""
    if checks:
        output = str(checks[-1].get("Output") or "").strip()[-LONGEST:] or "no output"
        said = f"; its last health check (exit code {checks[-1].get('ExitCode')}): {output}"
    log = last_lines(client, container)
    return f"{said}; the last lines of its log:\n{log}" if log else f"{said}; its log is empty"


def last_lines(client: docker.APIClient, container: str) -> str:
    """The end of a container's log; empty where its log driver cannot be read."""
    try:
        return client.logs(container, tail=LOG_LINES).decode(errors="replace").rstrip()
    except APIError:
        return ""
