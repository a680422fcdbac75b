"""What a daemon says about a container, in the provider's words."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.docker.live.container_host import MIB

ANSWERED = {
    "command": ("Config", "Cmd"),
    "entrypoints": ("Config", "Entrypoint"),
    "hostname": ("Config", "Hostname"),
    "stopSignal": ("Config", "StopSignal"),
    "stopTimeout": ("Config", "StopTimeout"),
    "init": ("HostConfig", "Init"),
    "ipcMode": ("HostConfig", "IpcMode"),
    "runtime": ("HostConfig", "Runtime"),
}
"""What the image or the daemon fills in where it is left out."""
COUNTED = {"cpuShares": "CpuShares", "cpuSet": "CpusetCpus"}
IN_MIB = {"memory": "Memory", "memoryReservation": "MemoryReservation", "memorySwap": "MemorySwap"}
DERIVED = ("memoryReservation", "memorySwap")
"""Limits that the daemon derives from others, or drops where the kernel has none: only what is given is compared."""
Found = Mapping[str, Any]


def outputs(found: Found, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is answered about a container beside what was asked for."""
    filled = {name: found[part].get(theirs) for name, (part, theirs) in ANSWERED.items() if asked.get(name) is None}
    state = found["State"]
    return {
        **{name: value for name, value in filled.items() if value not in (None, "", [])},
        "logDriver": asked.get("logDriver") or found["HostConfig"]["LogConfig"]["Type"],
        "shmSize": asked.get("shmSize") or found["HostConfig"]["ShmSize"] // MIB,
        "bridge": found["NetworkSettings"].get("Bridge", ""),
        "networkDatas": list(networks(found, asked)),
        "exitCode": 0 if state["Running"] else state["ExitCode"],
        **({"ports": ports(found, asked["ports"])} if asked.get("ports") else {}),
    }


def networks(found: Found, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The networks a container is in: first those asked for, in their order."""
    joined: dict[str, Any] = found["NetworkSettings"].get("Networks") or {}
    order = [each["name"] for each in asked.get("networksAdvanced") or ()]

    def place(name: str) -> tuple[int, str]:
        keys = (name, joined[name].get("NetworkID"))
        return next((index for index, wanted in enumerate(order) if wanted in keys), len(order)), name

    for name in sorted(joined, key=place):
        data = joined[name]
        yield {
            "networkName": name,
            "ipAddress": data["IPAddress"],
            "ipPrefixLength": data["IPPrefixLen"],
            "gateway": data["Gateway"],
            "macAddress": data["MacAddress"],
            "globalIpv6Address": data["GlobalIPv6Address"],
            "globalIpv6PrefixLength": data["GlobalIPv6PrefixLen"],
            "ipv6Gateway": data["IPv6Gateway"],
        }


def ports(found: Found, asked: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The ports as they were asked for, each with the port of the host that the daemon chose where none was given."""
    bound: dict[str, Any] = found["NetworkSettings"].get("Ports") or {}
    answered = []
    for port in asked:
        real = bound.get(f"{port['internal']}/{port.get('protocol') or 'tcp'}") or []
        chosen = next((int(each["HostPort"]) for each in real if each.get("HostPort")), None)
        external = port.get("external") or chosen
        answered.append({**port, **({"external": external} if external else {})})
    return answered


def drift(found: Found, state: Mapping[str, Any]) -> dict[str, Any]:
    """What can be changed of a container from outside, as it is now; None: not set any more."""
    host = found["HostConfig"]
    now: dict[str, Any] = {name: host.get(theirs) or None for name, theirs in COUNTED.items()}
    now |= {name: in_mib(host.get(theirs)) for name, theirs in IN_MIB.items()}
    for name in DERIVED:
        if not state.get(name) or not now[name] or now[name] < 0:
            now[name] = state.get(name)
    policy = host["RestartPolicy"]
    return {
        **now,
        "name": found["Name"].lstrip("/"),
        "restart": policy["Name"] or "no",
        "maxRetryCount": policy.get("MaximumRetryCount") or state.get("maxRetryCount"),
        "mustRun": False if not found["State"]["Running"] else state.get("mustRun", True),
    }


def in_mib(count: int | None) -> int | None:
    """Bytes in MiB; None for none, and a negative number as it is."""
    return (count // MIB if count > 0 else count) if count else None
