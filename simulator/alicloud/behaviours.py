"""The hooks of all Alibaba Cloud types that have any, by service."""

from collections.abc import Mapping

from simulator.alicloud import (
    buckets,
    cache,
    containers,
    database,
    edge,
    identity,
    keys,
    load_balancing,
    monitoring,
    network,
    polardb,
)
from simulator.behaviour import Behaviour

MODULES = (
    buckets, cache, containers, database, edge, identity, keys, load_balancing, monitoring, network, polardb,
)  # fmt: skip
BEHAVIOURS: Mapping[str, Behaviour] = {token: hooks for module in MODULES for token, hooks in module.BEHAVIOURS.items()}
