"""Database on AWS: RDS for PostgreSQL."""

import pulumi
import pulumi_aws as aws
import pulumi_random as random

from components.clouds.aws import secret
from components.connection import Connection
from components.database import aws_alarms, aws_drill, aws_instance, aws_logs, aws_parameters
from components.database.contract import PORT, DatabaseArgs, DatabaseOutputs
from components.database.urls import DATABASE, USER, facet_value


def create(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> DatabaseOutputs:
    """Create the server, its secrets, its alarms and, when asked, its restore drill."""
    tags = args.platform.tags(name)
    # Replaced together with the server, so that a final snapshot's name is never used twice.
    suffix = random.RandomId(f"{name}-suffix", byte_length=4, keepers={"key": args.platform.key}, opts=opts).hex
    # Letters and digits only: it needs no escaping in an address, and RDS refuses `/`, `@`, `"` and spaces.
    password = random.RandomPassword(f"{name}-password", length=40, special=False, opts=opts).result
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
    return DatabaseOutputs(connection=_connection(name, args, instance, password, opts), endpoint=instance.endpoint)


def _connection(
    name: str,
    args: DatabaseArgs,
    instance: aws.rds.Instance,
    password: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> Connection:
    values = {"host": instance.address, "port": str(PORT), "name": DATABASE, "user": USER}
    if not args.facets:
        return Connection(values=values)
    contents = {facet: facet_value(facet, instance.address, password) for facet in args.facets}
    stored = secret.store(f"{name}-connection", name, contents, args.platform, opts)
    return Connection(
        values=values,
        secrets={facet: stored.reference(facet) for facet in args.facets},
        execution_statements=stored.read_statements(),
    )
