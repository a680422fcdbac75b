"""X-07: data stay in their jurisdiction: the regions that the stack is allowed, by default the provider's own alone.

A stack that says where its data stay (`groundwork:residency`) is allowed the regions there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from components.regions import of_residency
from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.whole_stack.trail import trail

GLOBAL_HOMES: Mapping[str, frozenset[str]] = {
    "aws": frozenset({"us-east-1"}),
    "alicloud": frozenset({"cn-heyuan"}),
}
"""Where a cloud keeps what it has once for the whole world: CloudFront's certificates, firewalls and their logs; Log
Service's notification policies. They hold settings, names and requests, never what a store keeps."""
GLOBAL_PARTS = frozenset(
    {
        "aws:acm/certificate:Certificate",
        "aws:acm/certificateValidation:CertificateValidation",
        "aws:wafv2/webAcl:WebAcl",
        "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:kms/key:Key",
        "aws:kms/alias:Alias",
        "alicloud:log/resourceRecord:ResourceRecord",
    }
)
"""What may be there."""
COPIES: tuple[tuple[str, str], ...] = (
    ("aws:secretsmanager/secret:Secret", "replicas[].region"),
    (
        "aws:ecr/replicationConfiguration:ReplicationConfiguration",
        "replicationConfiguration.rules[].destinations[].region",
    ),
    ("alicloud:oss/bucketReplication:BucketReplication", "destination.location"),
    ("alicloud:polardb/backupPolicy:BackupPolicy", "dataLevel2BackupAnotherRegionRegion"),
    ("alicloud:rds/rdsInstanceCrossBackupPolicy:RdsInstanceCrossBackupPolicy", "crossBackupRegion"),
)
"""Type and path of the regions to which a store is copied."""
MULTI_REGION = (("aws:kms/key:Key", "multiRegion"), ("aws:kms/replicaKey:ReplicaKey", "primaryKeyArn"))


@dataclass(frozen=True)
class InRegion(StackCheck):
    """Everything of one cloud is in the regions of its jurisdiction; `type` is the provider's package and a colon."""

    allowed: tuple[str, ...] = ()
    """Regions, set by configuration; empty: the first region that the stack's provider names, and no other."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each resource, copy or provider somewhere else."""
        cloud = self.type.partition(":")[0]
        home = set(self.allowed) or _home(graph, cloud)
        for resource in graph.resources.values():
            if resource.type.startswith(self.type):
                yield from self._placed(graph, resource, home, GLOBAL_HOMES[cloud])
        for copied_type, path in COPIES:
            for resource in graph.of_type(copied_type) if copied_type.startswith(self.type) else ():
                for reading in read(resource.properties, path):
                    region = plain(reading.value)
                    if region is not Marker.MISSING and str(region).removeprefix("oss-") not in home:
                        yield _elsewhere(resource, reading.location, region, home)

    def _placed(self, graph: Graph, resource: Resource, home: set[str], world: frozenset[str]) -> Iterator[Finding]:
        provider = graph.resources.get(resource.provider)
        for holder, via in ((resource, ""), (provider, provider.name if provider else "")):
            region = plain(holder.properties.get("region", Marker.MISSING)) if holder else Marker.MISSING
            if region is Marker.MISSING or (isinstance(region, str) and region in home):
                continue
            if isinstance(region, str) and region in world and resource.type in GLOBAL_PARTS:
                continue
            yield _elsewhere(resource, "region", region, home, via)


def _home(graph: Graph, cloud: str) -> set[str]:
    """The region of the stack's own provider, the one that the engine makes from the configuration."""
    providers = [found for found in graph.of_type(f"pulumi:providers:{cloud}") if found.name.startswith("default")]
    regions = [plain(provider.properties.get("region")) for provider in providers]
    return {region for region in regions if isinstance(region, str)}


def _elsewhere(resource: Resource, location: str, region: object, home: set[str], via: str = "") -> Finding:
    shown = region.value if isinstance(region, Marker) else str(region)
    path = trail(resource.name, via, shown)
    return Finding(
        resource,
        location,
        f"is outside {', '.join(sorted(home)) or 'every region that this stack names'}: {path}",
        "keep it in the stack's region; or say where data stay (groundwork:residency), or which regions the stack has "
        "(groundwork:policies, X-07, allowed)",
        unknown=region is Marker.UNKNOWN,
        itself=region is Marker.UNKNOWN and not via,
    )


def told(config: Mapping[str, str]) -> tuple[str, ...]:
    """The stack's cloud's regions where its data stay; none where it does not say where that is."""
    return of_residency(config.get("groundwork:residency", ""), config.get("groundwork:cloud", ""))


AWS = (InRegion("aws:"),)
ALICLOUD = (InRegion("alicloud:"),)
