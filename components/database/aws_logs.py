"""Log groups of the RDS instance, made before it: RDS would make them itself, unencrypted and kept for ever."""

import pulumi

from components.clouds.aws import log_group
from components.database.aws_instance import LOG_TYPES
from components.database.contract import DatabaseArgs


def create(
    name: str, args: DatabaseArgs, identifier: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> pulumi.ResourceOptions:
    """Create one log group for every exported log; returns the order to wait for them."""
    groups = [
        log_group.of_part(
            f"{name}-{kind}-log",
            name,
            args.platform,
            opts,
            # RDS decides on the name.
            log_group_name=pulumi.Output.concat("/aws/rds/instance/", identifier, f"/{kind}"),
        )
        for kind in LOG_TYPES
    ]
    return pulumi.ResourceOptions(depends_on=groups)
