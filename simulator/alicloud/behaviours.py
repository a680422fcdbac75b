"""The hooks of all Alibaba Cloud types that have any, by service."""

from collections.abc import Mapping

from simulator.alicloud import (
    buckets,
    cache,
    certificates,
    containers,
    database,
    database_users,
    edge,
    executions,
    files,
    functions,
    identity,
    keys,
    listener_rules,
    load_balancing,
    monitoring,
    network,
    network_balancing,
    notices,
    polardb,
    scaling,
)
from simulator.behaviour import Behaviour

MODULES = (
    buckets, cache, certificates, containers, database, database_users, edge, executions, files, functions, identity,
    keys, listener_rules, load_balancing, monitoring, network, network_balancing, notices, polardb, scaling,
)  # fmt: skip
BEHAVIOURS: Mapping[str, Behaviour] = {token: hooks for module in MODULES for token, hooks in module.BEHAVIOURS.items()}
