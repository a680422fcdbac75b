"""X-06: whatever writes a log writes it to a log group of this stack that has a retention.

A group that the cloud makes by itself keeps everything for ever, with the cloud's key.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.predicates import Verdict, number
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.whole_stack.trail import trail

GROUP = "aws:cloudwatch/logGroup:LogGroup"
STORE = "alicloud:log/store:Store"
BUCKETS = ("aws:s3/bucket:Bucket", "alicloud:oss/bucket:Bucket")
RETENTION = {GROUP: "retentionInDays", STORE: "retentionPeriod"}
"""Days; a bucket's retention is for the rule about lifecycles."""
STATIONS = ("alicloud:log/storeIndex:StoreIndex", "aws:s3/bucketPolicy:BucketPolicy")
"""What a producer may name instead, to wait for it: it leads on to the home itself."""
MAKE_ONE = "make the log group in this stack, with a retention, and name it here"


@dataclass(frozen=True)
class Logged(StackCheck):
    """Each resource of the type names, in the property, a home for its log."""

    through: str
    when: str = ""
    """A path: without anything there the resource writes no log, which another rule judges."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each log without a home, and for each home without a retention."""
        for producer in graph.of_type(self.type):
            written = _anything(producer, self.when) if self.when else True
            if written is False:
                continue
            homes = list(_homes(graph, producer, self.through))
            if not homes:
                found = f"has nowhere to go: {trail(producer.name, self.through, 'no log group of this stack')}"
                yield Finding(producer, self.through, found, MAKE_ONE, written is Marker.UNKNOWN)
            for home in homes:
                yield from _kept(producer, home)


@dataclass(frozen=True)
class Exported(StackCheck):
    """Each database's exported logs have the groups that RDS writes to, which it makes itself when they are missing."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each exported log whose group is not there, or has no retention."""
        for database in graph.of_type(self.type):
            for reading in read(database.properties, "enabledCloudwatchLogsExports[]"):
                kind = plain(reading.value)
                if not isinstance(kind, str):
                    continue
                homes = [group for group in graph.of_type(GROUP) if _is_for(group, database, kind)]
                if not homes:
                    path = trail(database.name, kind, "a log group that RDS makes, kept for ever")
                    remedy = f"make the log group /aws/rds/instance/<identifier>/{kind} in this stack"
                    found, unnamed = f"has nowhere to go: {path}", any(map(_unnamed, graph.of_type(GROUP)))
                    yield Finding(database, "enabledCloudwatchLogsExports", found, remedy, unnamed)
                for home in homes:
                    yield from _kept(database, home)


def _is_for(group: Resource, database: Resource, kind: str) -> bool:
    """Whether a group is the one that RDS writes to: by its name, or by where its unknown name comes from."""
    name, identifier = plain(group.properties.get("name")), plain(database.properties.get("identifier"))
    if isinstance(name, str):
        named = name.startswith("/aws/rds/") and name.endswith(f"/{kind}")
        return named and (not isinstance(identifier, str) or f"/{identifier}/" in name)
    sources = set(database.depends_on.get("identifier", ())) | {database.urn}
    return name is Marker.UNKNOWN and kind in group.name and bool(sources & set(group.depends_on.get("name", ())))


def _unnamed(group: Resource) -> bool:
    """Whether a group's name may turn out to be any."""
    return plain(group.properties.get("name")) is Marker.UNKNOWN


def _homes(graph: Graph, producer: Resource, through: str) -> Iterator[Resource]:
    yield from graph.follow(producer, through, *RETENTION, *BUCKETS)
    for station in graph.follow(producer, through, *STATIONS):
        for name in station.depends_on:
            yield from graph.follow(station, name, *RETENTION, *BUCKETS)


def _kept(producer: Resource, home: Resource) -> Iterator[Finding]:
    name = RETENTION.get(home.type)
    if name is None:
        return
    value = plain(home.properties.get(name, Marker.MISSING))
    days = number(value)
    if days is None or days < 1:
        path = trail(producer.name, home.name, "kept for ever")
        yield Finding(home, name, f"has no end: {path}", "set the days to keep it", value is Marker.UNKNOWN)


def _anything(resource: Resource, path: str) -> Verdict:
    values = [plain(reading.value) for reading in read(resource.properties, path)]
    if any(value not in (Marker.MISSING, Marker.UNKNOWN, False, "", [], {}) for value in values):
        return True
    return Marker.UNKNOWN if Marker.UNKNOWN in values else False


AWS = (
    Logged("aws:ec2/flowLog:FlowLog", "logDestination"),
    Logged("aws:ecs/taskDefinition:TaskDefinition", "containerDefinitions"),
    Logged(
        "aws:elasticache/replicationGroup:ReplicationGroup", "logDeliveryConfigurations", "logDeliveryConfigurations"
    ),
    Logged("aws:lb/loadBalancer:LoadBalancer", "accessLogs", "accessLogs.enabled"),
    Logged("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logDestinationConfigs"),
    Exported("aws:rds/instance:Instance"),
)
ALICLOUD = (
    Logged("alicloud:vpc/flowLog:FlowLog", "logStoreName"),
    Logged("alicloud:alb/loadBalancer:LoadBalancer", "accessLogConfig", "accessLogConfig"),
    Logged("alicloud:ess/eciScalingConfiguration:EciScalingConfiguration", "containers"),
)
