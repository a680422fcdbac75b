"""The part of a container that is about the host: limits, rights, volumes, ports (Engine API 1.41, HostConfig)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from simulator.docker.live.container_mounts import binds, mounts, volumes_from
from simulator.docker.live.words import given

MIB = 1 << 20
UNCONFINED = "systempaths=unconfined"
"""A security option that a client takes apart by itself (docker CLI, parseSystemPaths)."""
PLAIN = {
    "privileged": "Privileged",
    "publishAllPorts": "PublishAllPorts",
    "readOnly": "ReadonlyRootfs",
    "runtime": "Runtime",
    "tmpfs": "Tmpfs",
    "dns": "Dns",
    "dnsOpts": "DnsOptions",
    "dnsSearches": "DnsSearch",
    "cpuShares": "CpuShares",
    "cpuSet": "CpusetCpus",
    "cpuPeriod": "CpuPeriod",
    "cpuQuota": "CpuQuota",
    "networkMode": "NetworkMode",
    "usernsMode": "UsernsMode",
    "pidMode": "PidMode",
    "ipcMode": "IpcMode",
    "sysctls": "Sysctls",
    "groupAdds": "GroupAdd",
    "cgroupnsMode": "CgroupnsMode",
    "cgroupParent": "CgroupParent",
    "storageOpts": "StorageOpt",
    "deviceCgroupRules": "DeviceCgroupRules",
    "init": "Init",
}
"""Properties that the daemon takes as they are."""
IN_MIB = {
    "memory": "Memory",
    "memoryReservation": "MemoryReservation",
    "shmSize": "ShmSize",
    "memorySwap": "MemorySwap",
}
THROTTLES = {
    "deviceReadBps": "BlkioDeviceReadBps",
    "deviceReadIops": "BlkioDeviceReadIOps",
    "deviceWriteBps": "BlkioDeviceWriteBps",
    "deviceWriteIops": "BlkioDeviceWriteIOps",
}
Inputs = Mapping[str, Any]


def host_config(asked: Inputs) -> dict[str, Any]:
    """Everything about the host that is asked for."""
    config: dict[str, Any] = {theirs: asked[mine] for mine, theirs in PLAIN.items() if not empty(asked.get(mine))}
    config |= {theirs: in_bytes(asked[mine]) for mine, theirs in IN_MIB.items() if asked.get(mine)}
    for mine, theirs in THROTTLES.items():
        if asked.get(mine):
            config[theirs] = [{"Path": each["path"], "Rate": each["rate"]} for each in asked[mine]]
    if asked.get("cpus"):
        config["NanoCpus"] = nano_cpus(str(asked["cpus"]))
    return {
        **config,
        "RestartPolicy": restart_policy(asked),
        # What is attached to is removed after its output has been read.
        "AutoRemove": bool(asked.get("rm")) and not asked.get("attach"),
        **given(
            {
                "Binds": binds(asked) or None,
                "VolumesFrom": volumes_from(asked) or None,
                "Mounts": mounts(asked) or None,
                "PortBindings": ports(asked) or None,
                "ExtraHosts": [f"{each['host']}:{each['ip']}" for each in asked.get("hosts") or ()] or None,
                "Ulimits": ulimits(asked) or None,
                "Devices": devices(asked) or None,
                "LogConfig": log_config(asked) or None,
            }
        ),
        **rights(asked),
    }


def empty(value: Any) -> bool:
    """Whether a value says nothing; false and 0 say something."""
    return value is None or value in ("", [], {})


def in_bytes(mebibytes: int) -> int:
    """MiB in bytes; a negative number stands for no limit."""
    return mebibytes * MIB if mebibytes > 0 else mebibytes


def nano_cpus(cpus: str) -> int:
    """Processors, such as 1.5, in units of 10^-9."""
    return int(Decimal(cpus) * 10**9)


def restart_policy(asked: Inputs) -> dict[str, Any]:
    """When the daemon starts the container again."""
    return {"Name": asked.get("restart") or "no", "MaximumRetryCount": asked.get("maxRetryCount") or 0}


def ports(asked: Inputs) -> dict[str, list[dict[str, str]]]:
    """Ports of the container -> addresses and ports of the host; an empty port is one that the daemon chooses."""
    found: dict[str, list[dict[str, str]]] = {}
    for port in asked.get("ports") or ():
        outside = {"HostIp": port.get("ip") or "", "HostPort": str(port.get("external") or "")}
        found.setdefault(f"{port['internal']}/{port.get('protocol') or 'tcp'}", []).append(outside)
    return found


def ulimits(asked: Inputs) -> list[dict[str, Any]]:
    """Limits of the processes."""
    return [{"Name": each["name"], "Soft": each["soft"], "Hard": each["hard"]} for each in asked.get("ulimits") or ()]


def devices(asked: Inputs) -> list[dict[str, str]]:
    """Devices of the host; in the container they have the same path unless another is given."""
    return [
        {
            "PathOnHost": each["hostPath"],
            "PathInContainer": each.get("containerPath") or each["hostPath"],
            "CgroupPermissions": each.get("permissions") or "rwm",
        }
        for each in asked.get("devices") or ()
    ]


def log_config(asked: Inputs) -> dict[str, Any]:
    """Where the output goes."""
    return given(
        {"Type": asked.get("logDriver") or ("" if asked.get("logOpts") else None), "Config": asked.get("logOpts")}
    )


def rights(asked: Inputs) -> dict[str, Any]:
    """Capabilities and security options."""
    wanted = asked.get("capabilities") or {}
    options = list(asked.get("securityOpts") or ())
    kept = [option for option in options if option != UNCONFINED]
    return {
        **given({"CapAdd": wanted.get("adds") or None, "CapDrop": wanted.get("drops") or None}),
        **({"SecurityOpt": kept} if kept else {}),
        **({"MaskedPaths": [], "ReadonlyPaths": []} if UNCONFINED in options else {}),
    }
