"""What of Alibaba Cloud is billed by the hour or the month."""

from collections.abc import Iterator, Mapping

from groundwork.cost.units import Rule, Units, number, one
from groundwork.resources import Resource, Snapshot

CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"


def _database(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    yield Units(f"RDS {resource.inputs['instanceType']}", 1)
    yield Units("RDS GiB", number(resource, "instanceStorage", 0))


def _cluster(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    yield Units(f"PolarDB {resource.inputs['dbNodeClass']}", number(resource, "dbNodeCount", 2))


def _cache(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    copies = "with a replica" if resource.inputs.get("nodeType") == "MASTER_SLAVE" else "alone"
    yield Units(f"Tair {resource.inputs['instanceClass']} {copies}", 1)


def _group(resource: Resource, snapshot: Snapshot) -> Iterator[Units]:
    """The instances that always run; what scaling adds comes on top."""
    for configuration in snapshot.of_type(CONFIGURATION):
        if resource.urn in configuration.property_dependencies.get("scalingGroupId", ()):
            count = number(resource, "minSize", 0)
            yield Units("ECI vCPU", count * number(configuration, "cpu", 0))
            yield Units("ECI GiB", count * number(configuration, "memory", 0))


RULES: Mapping[str, Rule] = {
    "alicloud:alb/loadBalancer:LoadBalancer": one("ALB"),
    "alicloud:ess/scalingGroup:ScalingGroup": _group,
    "alicloud:nlb/loadBalancer:LoadBalancer": one("NLB"),
    "alicloud:polardb/cluster:Cluster": _cluster,
    "alicloud:rds/instance:Instance": _database,
    "alicloud:redis/tairInstance:TairInstance": _cache,
    "alicloud:vpc/natGateway:NatGateway": one("NAT gateway"),
}
"""Resource type -> how many of which units it is."""
