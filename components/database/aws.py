"""Database on AWS: RDS for PostgreSQL."""

import pulumi
import pulumi_aws as aws
import pulumi_random as random

from components import own_secrets
from components.clouds.aws import hand_over
from components.database import (
    aws_alarms,
    aws_copies,
    aws_drill,
    aws_instance,
    aws_logs,
    aws_operations,
    aws_parameters,
)
from components.database.contract import PORT, DatabaseArgs, DatabaseOutputs
from components.database.urls import facet_value

PASSWORD_LENGTH = 40


def create(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> DatabaseOutputs:
    """Create the server, its secrets, its alarms and, when asked, its restore drill and copies of its backups."""
    tags = args.platform.tags(name)
    # Replaced together with the server, so that a final snapshot's name is never used twice.
    suffix = random.RandomId(f"{name}-suffix", byte_length=4, keepers={"key": args.platform.key}, opts=opts).hex
    # Letters and digits only: it needs no escaping in an address, and RDS refuses `/`, `@`, `"` and spaces.
    password = own_secrets.made(f"{name}-password", PASSWORD_LENGTH, args.platform.args.rotated.get(name), opts)
    subnets = aws.rds.SubnetGroup(f"{name}-subnets", subnet_ids=args.network.data_subnet_ids, tags=tags, opts=opts)
    parameters = aws_parameters.create(f"{name}-parameters", name, args, opts)
    place = aws_instance.Place(
        identifier=pulumi.Output.concat(f"{name}-", suffix),
        final_snapshot=pulumi.Output.concat(f"{name}-final-", suffix),
        subnet_group=subnets.name,
        parameter_group=parameters.name,
        security_group=args.network.security_group_ids[name],
    )
    logs = aws_logs.create(name, args, place.identifier, opts)
    instance = aws_instance.create(name, args, place, password, pulumi.ResourceOptions.merge(opts, logs))
    aws_alarms.create(name, args, instance, opts)
    if args.spec.restore_drill is not None:
        aws_drill.create(name, args, instance, place, suffix, opts)
    if args.spec.copy_region is not None:
        aws_copies.create(name, args.spec.copy_region, args, instance, opts)
    host = instance.address
    values = {"host": host, "port": str(PORT), "name": args.spec.name, "user": args.spec.user}
    secrets = {facet: facet_value(facet, host, password, args.spec) for facet in args.facets}
    return DatabaseOutputs(
        connection=hand_over.connection(name, values, secrets, args.platform, opts),
        endpoint=instance.endpoint,
        backup=aws_operations.backup(instance.identifier, args.platform.args.region),
        restore=aws_operations.restore(instance.identifier, place, args),
    )
