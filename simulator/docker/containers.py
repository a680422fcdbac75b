"""A simulated container: what the daemon refuses while it is made, and what it answers."""

import ipaddress
import secrets
from collections.abc import Mapping
from typing import Any

from simulator.behaviour import Call, Refusal
from simulator.cloud import GLOBAL, LEFT, OWNED, Record
from simulator.docker.addresses import CONTAINER, NETWORK, give_addresses
from simulator.docker.images import BUILT, REMOTE

VOLUME = "docker:index/volume:Volume"
ANY = str(ipaddress.IPv4Address(0))
EVERY_ADDRESS = (ANY, "::", "")
"""Addresses of the host that stand for all of them."""
EPHEMERAL = range(32768, 61000)
"""Host ports that the daemon chooses from (Linux, ip_local_port_range)."""
NO_NETWORKS = ("default", "bridge", "host", "none")


def image_exists(call: Call) -> None:
    """An image that is named by its id is there; one that is named by its name can be pulled."""
    image = str(call.inputs["image"])
    digest = image.rpartition("@")[2] if "@" in image else image
    if not digest.startswith("sha256:"):
        return
    pulled = {record.properties["imageId"] for record in call.cloud.find(REMOTE)}
    pulled |= {record.properties["repoDigest"].rpartition("@")[2] for record in call.cloud.find(REMOTE)}
    built = {record.id for record in call.cloud.find_in(OWNED, BUILT)}
    if digest not in pulled | built:
        raise Refusal(f"No such image: {image}")


def network_mode_exists(call: Call) -> None:
    """What networkMode names is a network, or another container."""
    mode = str(call.inputs.get("networkMode") or "bridge")
    kind, _, name = mode.partition(":")
    if kind == "container":
        if not any(name in (each.id, each.properties["name"]) for each in call.cloud.find(CONTAINER)):
            raise Refusal(f"No such container: {name}")
    elif mode not in NO_NETWORKS and not any(
        mode in (each.id, each.properties["name"]) for each in call.cloud.find(NETWORK)
    ):
        raise Refusal(f"network {mode} not found")


def health_check_exists(call: Call) -> None:
    """Who waits for health has a health check. A simulated image brings none."""
    if call.inputs.get("wait") and not (call.inputs.get("healthcheck") or {}).get("tests"):
        raise Refusal(
            "you have supplied a 'wait' argument, but the container does not have a healthcheck defined: remove "
            "`wait` or add a `healthcheck`"
        )


def ports_are_free(call: Call) -> None:
    """No other running container has the ports of the host."""
    for port in call.inputs.get("ports") or ():
        for other in call.cloud.find(CONTAINER):
            if other.id != call.id and any(clash(port, each) for each in published(other)):
                raise Refusal(
                    f"driver failed programming external connectivity on endpoint {call.inputs.get('name')}: Bind for "
                    f"{port.get('ip') or ANY}:{port['external']} failed: port is already allocated"
                )


def published(container: Record) -> list[dict[str, Any]]:
    """The ports that a container holds: those of one that runs."""
    runs = container.properties.get("mustRun") and container.properties.get("start", True)
    return (container.properties.get("ports") or []) if runs else []


def clash(port: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two published ports cannot both be had."""
    if not port.get("external") or port["external"] != other.get("external"):
        return False
    if port.get("protocol", "tcp") != other.get("protocol", "tcp"):
        return False
    hosts = {str(port.get("ip") or ""), str(other.get("ip") or "")}
    return len(hosts) == 1 or bool(hosts.intersection(EVERY_ADDRESS))


def answer_container(call: Call) -> Mapping[str, Any]:
    """Addresses, host ports and the host name; an exit code of 0 for what ends by itself."""
    if call.old:
        return {}
    ports = [{**port, "external": port.get("external") or a_port(call)} for port in call.inputs.get("ports") or ()]
    return {
        "hostname": call.get("hostname") or str(call.outputs["id"])[:12],
        "networkDatas": give_addresses(call) if call.inputs.get("networkMode") not in ("none", "host") else [],
        "exitCode": 0,
        **({"ports": ports} if ports else {}),
    }


def a_port(call: Call) -> int:
    """A port of the host that nobody has."""
    taken = {port.get("external") for each in call.cloud.find(CONTAINER) for port in published(each)}
    return secrets.choice([port for port in EPHEMERAL if port not in taken])


def make_volumes(call: Call) -> None:
    """The daemon makes a volume that is named and not there. No stack knows it, so it stays behind."""
    names = [each.get("volumeName") for each in call.inputs.get("volumes") or () if not each.get("hostPath")]
    names += [each.get("source") for each in call.inputs.get("mounts") or () if each.get("type") == "volume"]
    for name in names:
        if name and not call.cloud.get(VOLUME, GLOBAL, name):
            call.cloud.put(Record(VOLUME, GLOBAL, name, name, call.urn, {"name": name}, LEFT))
