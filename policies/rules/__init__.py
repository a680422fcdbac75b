"""What every stack must hold, one row for each rule, one file for each concern."""

from policies.rules import (
    cache,
    compute,
    database,
    edge,
    identity,
    keys,
    load_balancer,
    logs,
    network,
    object_store,
    secrets,
)

RULES = (
    *network.RULES,
    *database.RULES,
    *cache.RULES,
    *object_store.RULES,
    *identity.RULES,
    *compute.RULES,
    *load_balancer.RULES,
    *edge.RULES,
    *keys.RULES,
    *secrets.RULES,
    *logs.RULES,
)
