"""One operation on a daemon, and what a type's module does for it."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docker

from simulator.behaviour import Call, Refusal
from simulator.docker.live.address import Address
from simulator.runner import INTERRUPTED

LOOK_AGAIN = 0.25
"""Seconds between two looks at something that takes time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A call, the daemon it goes to, and the settings of its provider."""

    call: Call
    client: docker.APIClient
    address: Address
    cancelled: threading.Event
    settings: Mapping[str, Any] = field(repr=False)
    variables: Mapping[str, str] = field(repr=False)
    """The environment, for settings left out."""
    folder: Path = Path()
    """The program's: relative paths of files to upload start there."""

    @property
    def inputs(self) -> Mapping[str, Any]:
        """What is asked for."""
        return self.call.inputs

    @property
    def state(self) -> Mapping[str, Any]:
        """What the stack's state holds; nothing at creation."""
        return self.call.old or {}

    def pause(self, seconds: float = LOOK_AGAIN) -> None:
        """Waits; raises Refusal when interrupted."""
        if self.cancelled.wait(seconds):
            raise Refusal(INTERRUPTED)

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Looks until it is done; False when that takes longer than so many seconds. Raises Refusal."""
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() >= end:
                return False
            self.pause()
        return True


@dataclass(frozen=True, slots=True)
class Made:
    """What a daemon holds."""

    id: str
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """What it answers beside the inputs; None: no longer so."""


class UnfinishedError(Exception):
    """It was made, and something after that went wrong: the engine must know of it, to remove it."""

    def __init__(self, made: Made, reason: str) -> None:
        """`reason` is for the person."""
        super().__init__(reason)
        self.made = made


@dataclass(frozen=True, kw_only=True, slots=True)
class Maker:
    """What the live provider does with one resource type. Each function raises Refusal."""

    create: Callable[[Job], Made]
    """Raises UnfinishedError as well."""
    read: Callable[[Job], Made | None]
    """None: it is gone."""
    update: Callable[[Job], Mapping[str, Any]]
    """Answers the outputs that are others now."""
    delete: Callable[[Job], None]
    """What is gone already is no error."""
