"""The forms that a database has on AWS, and whether a cluster lies in two zones."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Marker

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
MEMBER = "aws:rds/clusterInstance:ClusterInstance"
STORES = (INSTANCE, CLUSTER)
LEAST_ZONES = 2


def in_two_zones(graph: Graph, cluster: Resource) -> Iterator[Finding]:
    """A cluster has two members, or is one of those that keep two by themselves and names its zones."""
    members = graph.referrers(cluster, MEMBER, "clusterIdentifier")
    zones = cluster.properties.get("availabilityZones", Marker.MISSING)
    counted = isinstance(zones, list) and len(zones) >= LEAST_ZONES
    if len(members) < LEAST_ZONES and not counted:
        found = f"has {len(members)} ClusterInstance"
        yield Finding(cluster, "availabilityZones", found, "add a second ClusterInstance", zones is Marker.UNKNOWN)
