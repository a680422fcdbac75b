"""Platform and network for the tests of other rooms: the real components, registered with the recorder."""

from typing import Any

from components.gateway import Gateway, GatewayArgs
from components.network import Edge, Network, NetworkArgs, NetworkSpec
from components.platform import AlarmsSpec, LogsSpec, Platform, PlatformArgs


def platform_args(**changes: Any) -> PlatformArgs:
    """A production stack `notes-prod`, but for what `changes` says."""
    usual: dict[str, Any] = {
        "cloud": "aws",
        "application": "notes",
        "stack": "prod",
        "environment": "prod",
        "region": "eu-central-1",
        "disposable": False,
        "replace": frozenset(),
        "logs": LogsSpec(days=365),
        "alarms": AlarmsSpec(),
        "private_names": False,
        "access_logs": False,
        "containers": True,
    }
    return PlatformArgs(**{**usual, **changes})


def make_platform(**changes: Any) -> Platform:
    """A platform of a production stack; call it inside `run`."""
    return Platform("platform", platform_args(**changes))


def make_network(platform: Platform, parts: tuple[str, ...], edges: tuple[Edge, ...] = ()) -> Network:
    """A network with these parts; call it inside `run`."""
    return Network("network", NetworkArgs(platform=platform, spec=NetworkSpec(), parts=parts, edges=edges))


def make_gateway(platform: Platform, network: Network, **changes: Any) -> Gateway:
    """A gateway without a host name, but for what `changes` says; call it inside `run`."""
    usual: dict[str, Any] = {"host": None, "alternative_hosts": (), "zone": None, "streaming": False}
    return Gateway("gateway", GatewayArgs(platform=platform, network=network, **{**usual, **changes}))
