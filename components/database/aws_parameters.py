"""Parameters of the server: TLS for everybody, and a log that answers who and how slowly."""

import pulumi
import pulumi_aws as aws

from components.database.contract import DatabaseArgs, DatabaseSpec


def create(name: str, part: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> aws.rds.ParameterGroup:
    """Create the parameter group of the spec's major version."""
    return aws.rds.ParameterGroup(
        name,
        family=f"postgres{args.spec.version}",
        parameters=_parameters(args.spec),
        tags=args.platform.tags(part),
        opts=opts,
    )


def _parameters(spec: DatabaseSpec) -> list[aws.rds.ParameterGroupParameterArgsDict]:
    parameters: list[aws.rds.ParameterGroupParameterArgsDict] = [
        {"name": "rds.force_ssl", "value": "1"},
        {"name": "log_connections", "value": "1"},
        {"name": "log_disconnections", "value": "1"},
        {"name": "log_min_duration_statement", "value": str(spec.slow_query_milliseconds)},
    ]
    if "pg_stat_statements" in spec.extensions:
        # Read only when the server starts.
        parameters.append(
            {"name": "shared_preload_libraries", "value": "pg_stat_statements", "apply_method": "pending-reboot"}
        )
    return parameters
