"""Cache on Alibaba Cloud: Tair, Redis-compatible, a master and a replica, never cluster mode."""

import pulumi
import pulumi_random as random

from components.cache import alicloud_alarms, alicloud_instance
from components.cache.contract import PORT, CacheArgs, CacheOutputs
from components.cache.urls import facet_value
from components.clouds.alicloud import hand_over


def create(name: str, args: CacheArgs, opts: pulumi.ResourceOptions) -> CacheOutputs:
    """Create the instance, the password, the connection and the alarms."""
    # Letters and digits only: it needs no escaping in an address. Tair takes 32 characters of three kinds.
    password = random.RandomPassword(
        f"{name}-password", length=32, special=False, min_lower=1, min_upper=1, min_numeric=1, opts=opts
    ).result
    instance = alicloud_instance.create(name, args, password, opts)
    alicloud_alarms.create(name, args, instance, opts)
    host = instance.connection_domain
    secrets = {facet: facet_value(facet, host, password) for facet in args.facets}
    return CacheOutputs(
        connection=hand_over.connection(name, {"host": host, "port": str(PORT)}, secrets, args.platform, opts),
        endpoint=pulumi.Output.concat(host, f":{PORT}"),
    )
