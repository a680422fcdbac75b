"""The plan of a network's addresses: pure arithmetic, the same on every cloud."""

import ipaddress
from dataclasses import dataclass

ZONES = 4
"""Zones that each tier keeps room for, so that a zone added later moves no subnet."""


@dataclass(frozen=True, kw_only=True)
class Tiers:
    """IPv4 ranges of the subnets, one a zone in every tier."""

    public: tuple[str, ...]
    app: tuple[str, ...]
    data: tuple[str, ...]


def plan(cidr: str, zones: int) -> Tiers:
    """Cut a range into sixteen equal slots: four for each tier, the last four kept free.

    A /16 gives subnets of 4,096 addresses, a /20 of 256. ValueError when `zones` exceeds four or `cidr` is no range.
    """
    if not 1 <= zones <= ZONES:
        raise ValueError(f"{zones} zones: the plan has room for 1 to {ZONES}")
    slots = [str(slot) for slot in ipaddress.ip_network(cidr).subnets(prefixlen_diff=4)]
    public, app, data = (tuple(slots[first : first + zones]) for first in (0, ZONES, 2 * ZONES))
    return Tiers(public=public, app=app, data=data)
