"""Runs that failed are begun again by the next update, although nothing of what they are made from has changed.

Docker's provider keeps a container that has run, however it ended, and no function of it tells the exit code. The
stack's own state does; so a program can give a failed run another number, which makes another container of it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pulumi

from components.clouds.docker import labels

STATE = "pulumi:pulumi:readStackResourceOutputs"
"""The engine's own function: outputs of all resources, as the last update left them."""

CONTAINER = "docker:index/container:Container"


def read() -> Mapping[str, int]:
    """Logical name of a container -> number of its attempt, from 1; those whose first attempt counts are left out."""
    stack = f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"
    found: Mapping[str, Any] = pulumi.runtime.invoke(STATE, {"stackName": stack}).value["outputs"]
    numbers = {urn.rpartition("::")[2]: _number(each["outputs"]) for urn, each in _containers(found)}
    return {name: number for name, number in numbers.items() if number}


def _containers(found: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((urn, each) for urn, each in found.items() if each["type"] == CONTAINER)


def _number(outputs: Mapping[str, Any]) -> int:
    """The number that it had, and one more where it failed; what keeps running has no exit code that counts."""
    told = {each["label"]: each["value"] for each in outputs.get("labels") or ()}
    failed = outputs.get("attach") is True and outputs.get("exitCode") not in (None, 0)
    return int(told.get(labels.ATTEMPT, 0)) + failed
