"""Cache on Alibaba Cloud: Tair, Redis-compatible, a master and a replica, never cluster mode."""

import pulumi

from components.cache import alicloud_alarms, alicloud_instance
from components.cache.contract import PORT, CacheArgs, CacheOutputs
from components.cache.urls import facet_value
from components.clouds.alicloud import hand_over, password


def create(name: str, args: CacheArgs, opts: pulumi.ResourceOptions) -> CacheOutputs:
    """Create the instance, the password, the connection and the alarms."""
    secret = password.create(f"{name}-password", name, args.platform, opts)
    instance = alicloud_instance.create(name, args, secret, opts)
    alicloud_alarms.create(name, args, instance, opts)
    host = instance.connection_domain
    secrets = {facet: facet_value(facet, host, secret) for facet in args.facets}
    return CacheOutputs(
        connection=hand_over.connection(name, {"host": host, "port": str(PORT)}, secrets, args.platform, opts),
        endpoint=pulumi.Output.concat(host, f":{PORT}"),
    )
