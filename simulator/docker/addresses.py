"""Addresses on a simulated Docker host: a subnet for each network, an address for each container in it."""

import ipaddress
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.behaviour import Call, Refusal
from simulator.cloud import Record

NETWORK = "docker:index/network:Network"
CONTAINER = "docker:index/container:Container"
POOLS = ((ipaddress.ip_network("172.16.0.0/12"), 16), (ipaddress.ip_network("192.168.0.0/16"), 20))
"""The daemon's own pools and the prefix of a network in each (libnetwork, ipamutils); the first /16 is never used."""
FIRST = ipaddress.ip_network("172.16.0.0/16")
BRIDGE = ipaddress.ip_network("172.17.0.0/16")
"""The subnet of the network `bridge`."""
Subnet = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def defaults() -> Iterator[Subnet]:
    """The subnets that the daemon gives to networks without one, in its order."""
    for pool, prefix in POOLS:
        yield from (subnet for subnet in pool.subnets(new_prefix=prefix) if subnet not in (FIRST, BRIDGE))


def subnet_of(text: Any) -> Subnet:
    """A subnet that is asked for; raises Refusal when it is none."""
    try:
        return ipaddress.ip_network(str(text))
    except ValueError as problem:
        raise Refusal(f"invalid subnet {text}: invalid CIDR block notation") from problem


def subnets(network: Record) -> list[Subnet]:
    """The subnets of a network."""
    return [
        subnet_of(config["subnet"]) for config in network.properties.get("ipamConfigs") or () if config.get("subnet")
    ]


def give_subnets(call: Call) -> Mapping[str, Any]:
    """A subnet with its gateway where none is asked for. Raises Refusal where one overlaps another, or none is left."""
    if call.old:
        return {}
    taken = [BRIDGE, *(subnet for network in call.cloud.find(NETWORK) for subnet in subnets(network))]
    asked = [config["subnet"] for config in call.inputs.get("ipamConfigs") or () if config.get("subnet")]
    if any(subnet_of(text).overlaps(other) for text in asked for other in taken):
        raise Refusal("Pool overlaps with other one on this address space")
    if asked:
        return {}
    free = next((subnet for subnet in defaults() if not any(subnet.overlaps(other) for other in taken)), None)
    if free is None:
        raise Refusal(
            "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network"
        )
    return {"ipamConfigs": [{"subnet": str(free), "gateway": str(next(free.hosts()))}]}


def give_addresses(call: Call) -> list[dict[str, Any]]:
    """What a container answers about each network it joins, in order. Raises Refusal for an address it cannot have."""
    joined = call.inputs.get("networksAdvanced") or ()
    if not joined:
        return [answered("bridge", BRIDGE, free_address(call, "bridge", BRIDGE))]
    return [address_in(call, dict(wish)) for wish in joined]


def address_in(call: Call, wish: Mapping[str, Any]) -> dict[str, Any]:
    """What a container answers about one network."""
    network = next(
        (each for each in call.cloud.find(NETWORK) if wish["name"] in (each.id, each.properties["name"])), None
    )
    if network is None:
        return answered(wish["name"], BRIDGE, free_address(call, wish["name"], BRIDGE))
    name, ranges = network.properties["name"], subnets(network)
    wanted = wish.get("ipv4Address")
    if not wanted:
        return answered(name, ranges[0], free_address(call, name, ranges[0]))
    home = next((each for each in ranges if ipaddress.ip_address(wanted) in each), None)
    if home is None:
        raise Refusal(f"Invalid address {wanted}: It does not belong to any of this network's subnets")
    if wanted in taken_in(call, name):
        raise Refusal("Address already in use")
    return answered(name, home, ipaddress.ip_address(wanted))


def taken_in(call: Call, name: str) -> set[str]:
    """The addresses that containers have in a network."""
    return {
        data["ipAddress"]
        for container in call.cloud.find(CONTAINER)
        for data in container.properties.get("networkDatas") or ()
        if data["networkName"] == name and container.id != call.id
    }


def free_address(call: Call, name: str, subnet: Subnet) -> Address:
    """The first address that is neither the gateway nor a container's; raises Refusal when there is none."""
    taken = taken_in(call, name)
    for address in itertools.islice(subnet.hosts(), 1, None):
        if str(address) not in taken:
            return address
    raise Refusal(f"no available IPv4 addresses on this network's address pools: {name}")


def answered(name: str, subnet: Subnet, address: Address) -> dict[str, Any]:
    """One entry of networkDatas. The address is in the MAC address, as the bridge driver makes it."""
    return {
        "networkName": name,
        "ipAddress": str(address),
        "ipPrefixLength": subnet.prefixlen,
        "gateway": str(next(subnet.hosts())),
        "macAddress": ":".join(["02", "42", *(f"{part:02x}" for part in address.packed[-4:])]),
        "globalIpv6Address": "",
        "globalIpv6PrefixLength": 0,
        "ipv6Gateway": "",
    }
