"""What the live provider cannot do: each property that is given and would be ignored is an error that names it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

UNSUPPORTED = {
    "docker:index/container:Container": (
        "gpus",
        "deviceRequests",
        "healthcheck.startInterval",
        "mounts.volumeOptions.subpath",
        "networksAdvanced.gwPriority",
    ),
    "docker:index/network:Network": ("ingress",),
    "docker:index/volume:Volume": ("cluster",),
    "docker:index/remoteImage:RemoteImage": ("build",),
}
"""Swarm, graphics processors, building in a RemoteImage, and what Engine API 1.41 does not have."""
NOTHING = (None, False, 0, "", "0s", [], {})
"""Values that ask for nothing."""


def unsupported(token: str, inputs: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each such property."""
    for path in UNSUPPORTED[token]:
        if any(value not in NOTHING for value in at(inputs, path.split("."))):
            yield f"{path}: is not supported with SIMULATOR_DOCKER=live"


def at(values: Any, path: list[str]) -> Iterable[Any]:
    """The values at a path, through lists."""
    if isinstance(values, list):
        for inner in values:
            yield from at(inner, path)
    elif not path:
        yield values
    elif isinstance(values, Mapping):
        yield from at(values.get(path[0]), path[1:])
