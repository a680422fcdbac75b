"""Database on Alibaba Cloud: ApsaraDB RDS for PostgreSQL, or PolarDB for PostgreSQL."""

import pulumi
import pulumi_random as random

from components.clouds.alicloud import hand_over
from components.database import alicloud_polardb, alicloud_rds
from components.database.contract import PORT, DatabaseArgs, DatabaseOutputs
from components.database.urls import DATABASE, USER, facet_value


def create(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> DatabaseOutputs:
    """Create the server, its account and database, and its alarms."""
    # Letters and digits only: it needs no escaping in an address. The services take 32 characters of three kinds.
    password = random.RandomPassword(
        f"{name}-password", length=32, special=False, min_lower=1, min_upper=1, min_numeric=1, opts=opts
    ).result
    engine = alicloud_polardb if args.spec.engine == "polardb" else alicloud_rds
    host = engine.create(name, args, password, opts)
    values = {"host": host, "port": str(PORT), "name": DATABASE, "user": USER}
    secrets = {facet: facet_value(facet, host, password) for facet in args.facets}
    return DatabaseOutputs(
        connection=hand_over.connection(name, values, secrets, args.platform, opts),
        endpoint=pulumi.Output.concat(host, f":{PORT}"),
    )
