"""Database on Alibaba Cloud: ApsaraDB RDS for PostgreSQL, or PolarDB for PostgreSQL."""

import pulumi

from components.clouds.alicloud import hand_over, password
from components.database import alicloud_operations, alicloud_polardb, alicloud_rds
from components.database.contract import PORT, DatabaseArgs, DatabaseOutputs
from components.database.urls import facet_value


def create(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> DatabaseOutputs:
    """Create the server, its account and database, and its alarms."""
    secret = password.create(f"{name}-password", name, args.platform, opts)
    engine = alicloud_polardb if args.spec.engine == "polardb" else alicloud_rds
    host = engine.create(name, args, secret, opts)
    values = {"host": host, "port": str(PORT), "name": args.spec.name, "user": args.spec.user}
    secrets = {facet: facet_value(facet, host, secret, args.spec) for facet in args.facets}
    return DatabaseOutputs(
        connection=hand_over.connection(name, values, secrets, args.platform, opts),
        endpoint=pulumi.Output.concat(host, f":{PORT}"),
        backup=alicloud_operations.backup(args, host),
        restore=alicloud_operations.restore(name, args, host),
    )
