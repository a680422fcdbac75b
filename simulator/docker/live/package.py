"""The package `docker` as the live provider plays it: the same types, checks and previews; the rest is real."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.behaviour import Behaviour
from simulator.docker import docker
from simulator.docker.live.container import CONTAINER, UPDATED
from simulator.docker.live.image import IMAGE
from simulator.docker.live.network import NETWORK
from simulator.docker.live.runner import UNFINISHED
from simulator.docker.live.supported import unsupported
from simulator.docker.live.volume import VOLUME
from simulator.package import Package

MAKERS = {
    "docker:index/network:Network": NETWORK,
    "docker:index/volume:Volume": VOLUME,
    "docker:index/remoteImage:RemoteImage": IMAGE,
    "docker:index/container:Container": CONTAINER,
}
MADE_ONCE = (
    "healthcheck", "init", "tmpfs", "cpuPeriod", "cpuQuota", "deviceCgroupRules",
    "deviceReadBps", "deviceReadIops", "deviceWriteBps", "deviceWriteIops",
)  # fmt: skip
"""What a daemon cannot change of a container. The real provider shows an update and does nothing; here it replaces."""
State = Mapping[str, Any]


def live_docker() -> Package:
    """The package; its resources are kept by the daemon alone."""
    package = docker()
    behaviours = {token: live(token, package.behaviour(token)) for token in MAKERS}
    return dataclasses.replace(package, behaviours=behaviours)


def live(token: str, simulated: Behaviour) -> Behaviour:
    """The hooks of a type that count before anything is made."""

    def check_inputs(inputs: State, old: State) -> Iterator[str]:
        yield from simulated.check(inputs, old) if simulated.check else ()
        yield from unsupported(token, inputs)

    return Behaviour(check=check_inputs, differs=unfinished, replaces=anew)


def unfinished(state: State, _inputs: State) -> Iterator[str]:
    """What was left half-made differs from everything that may be asked for."""
    if state.get(UNFINISHED):
        yield UNFINISHED


def anew(state: State, inputs: State) -> Iterator[str]:
    """Further properties that can only be had by making the resource anew, a limit that is to go among them."""
    yield UNFINISHED
    yield from MADE_ONCE
    yield from (name for name in UPDATED if state.get(name) and not inputs.get(name))
