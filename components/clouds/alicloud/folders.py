"""Folders of a container that can be written: scratch, which dies with the instance, and volumes, which outlive it."""

from typing import Any

from components.clouds.alicloud import volumes
from components.container import ContainerSpec

SHARE = "/volumes"
"""Where the container that hands volumes over finds all of them."""
CLOSED, OPEN = "0750", "1777"
"""Rights of a volume's folder: for the part's user, or for everybody where only the image knows who that is."""


def declared(spec: ContainerSpec) -> list[Any]:
    """The scratch folders of an instance whose root file systems cannot be written."""
    return [{"name": name, "type": "EmptyDirVolume"} for name in _scratch(spec)]


def scratch(spec: ContainerSpec) -> list[dict[str, Any]]:
    """Where a container finds its scratch folders."""
    return [{"name": name, "mount_path": path} for name, path in _scratch(spec).items()]


def kept(spec: ContainerSpec) -> list[dict[str, Any]]:
    """Where a container finds its volumes: each is a folder of the part's file system."""
    return [{"name": volumes.SHARED, "sub_path": name, "mount_path": path} for name, path in spec.volumes.items()]


def handing_over(spec: ContainerSpec) -> list[str]:
    """The command that makes the volumes' folders and gives them to the part's user; again and again the same."""
    return ["install", "-d", *_owned(spec.user), *(f"{SHARE}/{name}" for name in spec.volumes)]


def _owned(user: str | None) -> list[str]:
    """Rights, owner and group in the words of `install`; `1000` alone is user and group."""
    if user is None:
        return ["-m", OPEN]
    owner, _, group = user.partition(":")
    group = group or (owner if owner.isdigit() else "")
    return ["-m", CLOSED, "-o", owner, *(["-g", group] if group else [])]


def _scratch(spec: ContainerSpec) -> dict[str, str]:
    """Volume -> folder."""
    return {f"scratch-{number}": path for number, path in enumerate(spec.writable, start=1)} if spec.read_only else {}
