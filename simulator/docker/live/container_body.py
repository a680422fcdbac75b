"""What the daemon is asked for when a container is made: the body of `POST /containers/create` (Engine API 1.41)."""

from collections.abc import Mapping
from typing import Any

from simulator.docker.live.container_host import host_config
from simulator.docker.live.durations import nanoseconds
from simulator.docker.live.words import given, labels_map

PLAIN = {
    "hostname": "Hostname",
    "domainname": "Domainname",
    "user": "User",
    "tty": "Tty",
    "stdinOpen": "OpenStdin",
    "envs": "Env",
    "command": "Cmd",
    "entrypoints": "Entrypoint",
    "workingDir": "WorkingDir",
    "stopSignal": "StopSignal",
    "stopTimeout": "StopTimeout",
}
"""Properties that the daemon takes as they are."""
DURATIONS = {"interval": "Interval", "timeout": "Timeout", "startPeriod": "StartPeriod"}
Inputs = Mapping[str, Any]


def body(asked: Inputs, image: str) -> dict[str, Any]:
    """The whole body; `image` is how the daemon knows the image."""
    config = {theirs: asked[mine] for mine, theirs in PLAIN.items() if asked.get(mine) not in (None, "", [])}
    exposed = {f"{port['internal']}/{port.get('protocol') or 'tcp'}": {} for port in asked.get("ports") or ()}
    volumes = {each["containerPath"]: {} for each in asked.get("volumes") or () if each.get("containerPath")}
    return {
        **config,
        "Image": image,
        **({"ExposedPorts": exposed} if exposed else {}),
        **({"Volumes": volumes} if volumes else {}),
        **({"Labels": labels_map(asked["labels"])} if asked.get("labels") else {}),
        **({"Healthcheck": healthcheck(asked["healthcheck"])} if asked.get("healthcheck") else {}),
        "HostConfig": host_config(asked),
    }


def healthcheck(asked: Inputs) -> dict[str, Any]:
    """The health check; a duration of 0 is the image's own or the daemon's default."""
    times = {theirs: nanoseconds(str(asked[mine])) for mine, theirs in DURATIONS.items() if asked.get(mine)}
    return {**times, **given({"Test": asked.get("tests"), "Retries": asked.get("retries")})}


def endpoint(asked: Inputs) -> dict[str, Any]:
    """How a container joins one network, in the words of the SDK's connect_container_to_network."""
    options = dict(option.split("=", 1) for option in asked.get("driverOpts") or () if "=" in option)
    return given(
        {
            "aliases": asked.get("aliases"),
            "ipv4_address": asked.get("ipv4Address"),
            "ipv6_address": asked.get("ipv6Address"),
            "link_local_ips": asked.get("linkLocalIps"),
            "mac_address": asked.get("macAddress"),
            "driver_opt": options or None,
        }
    )
