"""The hooks of all Alibaba Cloud types that have any, by service."""

from collections.abc import Mapping

from simulator.alicloud import (
    buckets,
    cache,
    containers,
    database,
    database_users,
    edge,
    identity,
    keys,
    load_balancing,
    monitoring,
    network,
    polardb,
    scaling,
)
from simulator.behaviour import Behaviour

MODULES = (
    buckets, cache, containers, database, database_users, edge, identity, keys, load_balancing, monitoring, network,
    polardb, scaling,
)  # fmt: skip
BEHAVIOURS: Mapping[str, Behaviour] = {token: hooks for module in MODULES for token, hooks in module.BEHAVIOURS.items()}
