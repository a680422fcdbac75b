"""What is wrong with a container whatever the daemon holds; checked in the preview, simulated and live alike.

The daemon or the provider would say it only while the container is made (Engine 20.10; facts, createRules).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.values import is_unknown

LEAST_MEMORY = 6
"""MiB; below it the daemon refuses (Engine 20.10, daemon_unix.go: linuxMinMemory)."""
NAME = re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9_.-]+$")
"""The daemon's RestrictedNamePattern."""
CONTENTS = ("content", "contentBase64", "source")
Inputs = Mapping[str, Any]


def check_container(inputs: Inputs, _old: Inputs) -> Iterator[str]:
    """Everything that can be told from the inputs alone."""
    name = inputs.get("name")
    if isinstance(name, str) and not is_unknown(name) and not NAME.match(name):
        yield f"name: must match {NAME.pattern}; got '{name}'"
    for index, word in enumerate(inputs.get("command") or ()):
        if word == "":
            yield f"command[{index}]: must not be empty"
    yield from uploads(inputs)
    yield from memory(inputs)
    yield from restarting(inputs)
    yield from places(inputs)
    yield from networks(inputs)


def uploads(inputs: Inputs) -> Iterator[str]:
    """Each file has one content, and a root file system that takes it."""
    given = inputs.get("uploads") or ()
    if given and inputs.get("readOnly") is True:
        yield (
            "uploads: the daemon copies no file into a container whose root is read-only (container rootfs is marked "
            "read-only); leave out readOnly, or mount a volume that another container has filled"
        )
    for index, upload in enumerate(given):
        contents = [name for name in CONTENTS if isinstance(upload, Mapping) and upload.get(name)]
        if len(contents) != 1:
            yield f"uploads[{index}]: exactly one of {', '.join(CONTENTS)} must be given; got {len(contents)}"


def memory(inputs: Inputs) -> Iterator[str]:
    """The limits are above the daemon's least and agree with each other; all in MiB."""
    limit, reserved, swap = (known(inputs, name) for name in ("memory", "memoryReservation", "memorySwap"))
    if 0 < limit < LEAST_MEMORY:
        yield f"memory: must be at least {LEAST_MEMORY} MiB; got {limit}"
    if 0 < limit < reserved:
        yield f"memoryReservation: must not be above memory ({limit}); got {reserved}"
    if 0 < swap < limit:
        yield f"memorySwap: counts memory too, so that it must be at least {limit}; got {swap}"
    if swap > 0 and limit == 0 and not is_unknown(inputs.get("memory")):
        yield "memorySwap: needs memory as well"


def known(inputs: Inputs, name: str) -> int:
    """A number; 0 while it is not given or not known."""
    value = inputs.get(name)
    return value if isinstance(value, int) else 0


def restarting(inputs: Inputs) -> Iterator[str]:
    """The ways of restarting and removing agree."""
    restart = inputs.get("restart")
    if is_unknown(restart):
        return
    if known(inputs, "maxRetryCount") > 0 and restart != "on-failure":
        yield f"maxRetryCount: can only be given with restart 'on-failure'; got '{restart}'"
    if inputs.get("rm") is True and restart != "no":
        yield f"rm: can only be true with restart 'no'; got '{restart}'"


def places(inputs: Inputs) -> Iterator[str]:
    """A volume says where it goes, or whose it is."""
    for index, volume in enumerate(inputs.get("volumes") or ()):
        if isinstance(volume, Mapping) and bool(volume.get("containerPath")) == bool(volume.get("fromContainer")):
            yield f"volumes[{index}]: exactly one of containerPath and fromContainer must be given"
    for index, mount in enumerate(inputs.get("mounts") or ()):
        if isinstance(mount, Mapping) and mount.get("type") == "bind" and not mount.get("source"):
            yield f"mounts[{index}].source: a bind mount needs the path on the host"


def networks(inputs: Inputs) -> Iterator[str]:
    """Ports are ports, and a container that shares a network stack joins no network."""
    for index, port in enumerate(inputs.get("ports") or ()):
        for end, least in (("internal", 1), ("external", 0)):
            number = port.get(end) if isinstance(port, Mapping) else None
            if isinstance(number, int) and not least <= number <= 65535:
                yield f"ports[{index}].{end}: must be {least} to 65535; got {number}"
    mode = inputs.get("networkMode")
    shares = isinstance(mode, str) and (mode == "host" or mode.startswith("container:"))
    if shares and inputs.get("networksAdvanced"):
        yield f"networksAdvanced: a container with networkMode '{mode}' cannot join other networks"
