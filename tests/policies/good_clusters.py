"""A cluster, its companions, and what stands around databases, about which no rule has anything to say."""

from collections.abc import Mapping

from policies.pack.values import Secret
from tests.policies.building import Stack, joined, made

EVENTS = "aws:rds/eventSubscription:EventSubscription"


def with_clusters(stack: Stack, store: Mapping[str, object], measured: Mapping[str, object]) -> Stack:
    """The stack with a cluster of two, snapshots, a proxy, and word of what happens."""
    parameters = made(
        "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        "aurora-parameters",
        {"parameters": stack["parameters"].properties["parameters"]},
    )
    cluster = made(
        "aws:rds/cluster:Cluster",
        "aurora",
        {**store, "masterUsername": "notes", "masterPassword": Secret("generated")},
        protect=True,
        dbSubnetGroupName=stack["database-subnets"],
        dbClusterParameterGroupName=parameters,
        kmsKeyId=stack["key"],
        masterPassword=stack["password"],
    )
    return joined(
        stack,
        parameters,
        cluster,
        *(
            made(
                "aws:rds/clusterInstance:ClusterInstance",
                f"aurora-{number}",
                {**measured, "caCertIdentifier": "rds-ca-rsa2048-g1"},
                clusterIdentifier=cluster,
            )
            for number in (1, 2)
        ),
        made(EVENTS, "events", {"sourceType": "db-instance"}, sourceIds=stack["database"]),
        made(
            EVENTS,
            "aurora-events",
            {"sourceType": "db-cluster", "eventCategories": ["failure", "maintenance"]},
            sourceIds=cluster,
        ),
        made("aws:rds/proxy:Proxy", "proxy", {"requireTls": True}),
        made("aws:rds/snapshot:Snapshot", "snapshot", {}, dbInstanceIdentifier=stack["database"]),
        made("aws:rds/clusterSnapshot:ClusterSnapshot", "aurora-snapshot", {}, dbClusterIdentifier=cluster),
    )
