"""Folders that outlive a container: where their file systems have an address of their own."""

from collections.abc import Iterable

from components.spec import Cloud

ON_NETWORK: frozenset[Cloud] = frozenset({"aws"})
"""Clouds whose file systems are reached over the stack's network, as a member of it; elsewhere the host mounts them."""

PORT = 2049
"""NFS version 4 (RFC 7530)."""


def member(part: str) -> str:
    """What the file system of a part is called in the network."""
    return f"{part}-volumes"


def members(parts: Iterable[str]) -> frozenset[str]:
    """Those of a network's parts that are the file systems of others; no part of an application is called so."""
    names = set(parts)
    return frozenset(names & {member(name) for name in names})
