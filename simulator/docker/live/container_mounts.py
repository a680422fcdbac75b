"""What a container sees of volumes and of the host's files (Engine API 1.41, HostConfig.Binds and .Mounts)."""

from collections.abc import Mapping
from typing import Any

from simulator.docker.live.words import given, labels_map

Inputs = Mapping[str, Any]


def binds(asked: Inputs) -> list[str]:
    """Volumes by name and folders of the host, as SOURCE:PATH:OPTIONS."""
    found = []
    for each in asked.get("volumes") or ():
        source = each.get("hostPath") or each.get("volumeName")
        if source and each.get("containerPath"):
            options = ["ro" if each.get("readOnly") else "rw", each.get("selinuxRelabel")]
            found.append(":".join([source, each["containerPath"], ",".join(option for option in options if option)]))
    return found


def volumes_from(asked: Inputs) -> list[str]:
    """Containers whose volumes this one has as well."""
    given_ = (each for each in asked.get("volumes") or () if each.get("fromContainer"))
    return [each["fromContainer"] + (":ro" if each.get("readOnly") else "") for each in given_]


def mounts(asked: Inputs) -> list[dict[str, Any]]:
    """Mounts with the options of their kind."""
    return [mount(each) for each in asked.get("mounts") or ()]


def mount(asked: Inputs) -> dict[str, Any]:
    """One mount."""
    options = {
        "bind": ("BindOptions", lambda: bind_options(asked.get("bindOptions") or {})),
        "volume": ("VolumeOptions", lambda: volume_options(asked.get("volumeOptions") or {})),
        "tmpfs": ("TmpfsOptions", lambda: tmpfs_options(asked.get("tmpfsOptions") or {})),
    }
    name, make = options[asked["type"]]
    return given(
        {
            "Type": asked["type"],
            "Target": asked["target"],
            "Source": asked.get("source"),
            "ReadOnly": asked.get("readOnly"),
            name: make() or None,
        }
    )


def bind_options(asked: Inputs) -> dict[str, Any]:
    """How mounts below a folder of the host are passed on."""
    return given({"Propagation": asked.get("propagation")})


def volume_options(asked: Inputs) -> dict[str, Any]:
    """How the volume is made that is not there yet."""
    driver = given({"Name": asked.get("driverName"), "Options": asked.get("driverOptions")})
    labels = labels_map(asked.get("labels"))
    return given({"NoCopy": asked.get("noCopy"), "Labels": labels or None, "DriverConfig": driver or None})


def tmpfs_options(asked: Inputs) -> dict[str, Any]:
    """Size in bytes and mode of a file system in memory."""
    return given({"SizeBytes": asked.get("sizeBytes"), "Mode": asked.get("mode")})
