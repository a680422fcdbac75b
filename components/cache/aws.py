"""Cache on AWS: ElastiCache for Redis, one primary and its replicas, never cluster mode."""

import pulumi
import pulumi_random as random

from components.cache import aws_alarms, aws_group
from components.cache.contract import PORT, CacheArgs, CacheOutputs
from components.cache.urls import facet_value
from components.clouds.aws import secret
from components.connection import Connection


def create(name: str, args: CacheArgs, opts: pulumi.ResourceOptions) -> CacheOutputs:
    """Create the nodes, the password, the secrets and the alarms."""
    # Letters and digits only: it needs no escaping in an address, and ElastiCache refuses most other characters.
    password = random.RandomPassword(f"{name}-password", length=40, special=False, opts=opts).result
    group = aws_group.create(name, args, password, opts)
    aws_alarms.create(name, args, group, opts)
    host = group.primary_endpoint_address
    return CacheOutputs(
        connection=_connection(name, args, host, password, opts), endpoint=pulumi.Output.concat(host, f":{PORT}")
    )


def _connection(
    name: str,
    args: CacheArgs,
    host: pulumi.Output[str],
    password: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> Connection:
    values = {"host": host, "port": str(PORT)}
    if not args.facets:
        return Connection(values=values)
    contents = {facet: facet_value(facet, host, password) for facet in args.facets}
    stored = secret.store(f"{name}-connection", name, contents, args.platform, opts)
    return Connection(
        values=values,
        secrets={facet: stored.reference(facet) for facet in args.facets},
        execution_statements=stored.read_statements(),
    )
