"""What of AWS is billed by the hour or the month."""

from collections.abc import Iterator, Mapping

from groundwork.cost.units import Rule, Units, leads_to, listed, number, one
from groundwork.resources import Resource, Snapshot

TASK = "aws:ecs/taskDefinition:TaskDefinition"


def _database(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    copies = 2 if resource.inputs.get("multiAz") else 1
    yield Units(f"RDS {resource.inputs['instanceClass']}", copies)
    yield Units("RDS gp3 GiB", copies * number(resource, "allocatedStorage", 0))


def _cache(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    yield Units(f"ElastiCache {resource.inputs['nodeType']}", number(resource, "numCacheClusters", 1))


def _load_balancer(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    """One address in each public subnet."""
    yield Units("load balancer", 1)
    if not resource.inputs.get("internal"):
        yield Units("public IPv4 address", listed(resource.inputs.get("subnets")))


def _service(resource: Resource, snapshot: Snapshot) -> Iterator[Units]:
    """The tasks that always run; what scaling adds comes on top."""
    task = leads_to(resource, "taskDefinition", snapshot, TASK)
    if task is None:
        return
    count = number(resource, "desiredCount", 1)
    platform = task.inputs.get("runtimePlatform") or {}
    architecture = "arm64" if platform.get("cpuArchitecture") == "ARM64" else "x86_64"
    yield Units(f"Fargate vCPU {architecture}", count * number(task, "cpu", 0) / 1024)
    yield Units(f"Fargate GiB {architecture}", count * number(task, "memory", 0) / 1024)


def _endpoint(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    if resource.inputs.get("vpcEndpointType") == "Interface":
        yield Units("interface endpoint in one zone", listed(resource.inputs.get("subnetIds")))


def _alarm(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    """Each metric that an alarm computes with counts."""
    queries = resource.inputs.get("metricQueries")
    metrics = sum("metric" in query for query in queries) if isinstance(queries, list) else 1
    yield Units("alarm on one metric", max(metrics, 1))


def _web_acl(resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
    yield Units("web ACL", 1)
    yield Units("web ACL rule", listed(resource.inputs.get("rules")))


RULES: Mapping[str, Rule] = {
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": one("composite alarm"),
    "aws:cloudwatch/metricAlarm:MetricAlarm": _alarm,
    "aws:ec2/eip:Eip": one("public IPv4 address"),
    "aws:ec2/natGateway:NatGateway": one("NAT gateway"),
    "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
    "aws:ecs/service:Service": _service,
    "aws:elasticache/replicationGroup:ReplicationGroup": _cache,
    "aws:kms/key:Key": one("key"),
    "aws:lb/loadBalancer:LoadBalancer": _load_balancer,
    "aws:rds/instance:Instance": _database,
    "aws:route53/zone:Zone": one("hosted zone"),
    "aws:secretsmanager/secret:Secret": one("secret"),
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": one("hosted zone"),
    "aws:wafv2/webAcl:WebAcl": _web_acl,
}
"""Resource type -> how many of which units it is."""
