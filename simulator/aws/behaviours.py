"""The hooks of all AWS types that have any, by service."""

from collections.abc import Mapping

from simulator.aws import (
    buckets,
    cache,
    certificates,
    containers,
    database,
    database_copies,
    distribution,
    domain_names,
    events,
    file_systems,
    firewall,
    functions,
    groups,
    identity,
    keys,
    load_balancing,
    monitoring,
    network,
    scaling,
    task_definitions,
    upkeep,
)
from simulator.behaviour import Behaviour

MODULES = (
    buckets, cache, certificates, containers, database, database_copies, distribution, domain_names, events,
    file_systems, firewall, functions, groups, identity, keys, load_balancing, monitoring, network, scaling,
    task_definitions, upkeep,
)  # fmt: skip
BEHAVIOURS: Mapping[str, Behaviour] = {token: hooks for module in MODULES for token, hooks in module.BEHAVIOURS.items()}
