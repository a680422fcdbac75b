"""Runs that failed are begun again by the next update, although nothing of what they are made from has changed.

Docker's provider keeps a container that has run, however it ended, and no function of it tells the exit code. The
stack's own state does; so a program can give a failed run another number, which makes another container of it.
"""

import time
from collections.abc import Iterable, Mapping
from typing import Any

import pulumi

from components.clouds.docker import labels

STATE = "pulumi:pulumi:readStackResourceOutputs"
"""The engine's own function: outputs of all resources, as the last update left them."""

HALF_WRITTEN = "EOF"
TRIES = 20
BETWEEN_SECONDS = 0.1

CONTAINER = "docker:index/container:Container"


def read() -> Mapping[str, int]:
    """Logical name of a container -> number of its attempt, from 1; those whose first attempt counts are left out."""
    stack = f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"
    numbers = {urn.rpartition("::")[2]: _number(each["outputs"]) for urn, each in _containers(_state(stack))}
    return {name: number for name, number in numbers.items() if number}


def _state(stack: str) -> Mapping[str, Any]:
    """Resources by URN. The engine may be writing the state: a file that it has just begun is empty, and read again."""
    for left in reversed(range(TRIES)):
        try:
            return pulumi.runtime.invoke(STATE, {"stackName": stack}).value["outputs"]
        except Exception as problem:
            if left == 0 or HALF_WRITTEN not in str(problem):
                raise
            time.sleep(BETWEEN_SECONDS)
    raise AssertionError("the last try returns or raises")


def _containers(found: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((urn, each) for urn, each in found.items() if each["type"] == CONTAINER)


def _number(outputs: Mapping[str, Any]) -> int:
    """The number that it had, and one more where it failed; what keeps running has no exit code that counts."""
    told = {each["label"]: each["value"] for each in outputs.get("labels") or ()}
    failed = outputs.get("attach") is True and outputs.get("exitCode") not in (None, 0)
    return int(told.get(labels.ATTEMPT, 0)) + failed
