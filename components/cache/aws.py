"""Cache on AWS: ElastiCache for Redis, one primary and its replicas, never cluster mode."""

import pulumi

from components import own_secrets
from components.cache import aws_alarms, aws_group
from components.cache.contract import PORT, CacheArgs, CacheOutputs
from components.cache.urls import facet_value
from components.clouds.aws import hand_over

PASSWORD_LENGTH = 40


def create(name: str, args: CacheArgs, opts: pulumi.ResourceOptions) -> CacheOutputs:
    """Create the nodes, the password, the secrets and the alarms."""
    # Letters and digits only: it needs no escaping in an address, and ElastiCache refuses most other characters.
    # Another one is added to the one before, which is refused once a third is made (ROTATE, which is the default):
    # containers that still have it are not locked out.
    password = own_secrets.made(f"{name}-password", PASSWORD_LENGTH, args.platform.args.rotated.get(name), opts)
    group = aws_group.create(name, args, password, opts)
    aws_alarms.create(name, args, group, opts)
    host = group.primary_endpoint_address
    secrets = {facet: facet_value(facet, host, password) for facet in args.facets}
    return CacheOutputs(
        connection=hand_over.connection(name, {"host": host, "port": str(PORT)}, secrets, args.platform, opts),
        endpoint=pulumi.Output.concat(host, f":{PORT}"),
    )
