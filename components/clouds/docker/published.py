"""Ports of the machine on which a developer reaches a part: on 127.0.0.1 only, and never in prod (`settings`)."""

from collections.abc import Sequence
from typing import Any

from components.clouds.docker.container import Attachment
from components.clouds.docker.settings_of import settings
from components.network import Network
from components.platform import Platform

ADDRESS = "127.0.0.1"


def ports(part: str, port: int, platform: Platform) -> Sequence[Any]:
    """The part's port among those of the machine, as the provider wants it; none where the stack does not ask."""
    outside = settings(platform).publish.get(part)
    return [] if outside is None else [{"internal": port, "external": outside, "ip": ADDRESS}]


def ways(part: str, network: Network, platform: Platform) -> list[Attachment]:
    """A network that leads out, for a part that is on none: on others the daemon publishes no port."""
    asked = part in settings(platform).publish
    return [Attachment(network=way) for way in network.public_subnet_ids] if asked else []
