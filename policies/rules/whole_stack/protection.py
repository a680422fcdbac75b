"""X-10: what keeps data cannot be deleted by mistake, neither by Pulumi nor in the cloud."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import PROTECTED, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, Where
from policies.pack.paths import read
from policies.pack.predicates import differs_from, equals
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.docker.kinds import CONTAINER, is_proxy
from policies.rules.whole_stack.trail import trail
from policies.rules.whole_stack.types_of_resources import STORE, classes

VOLUME = "docker:index/volume:Volume"


@dataclass(frozen=True)
class Kept(StackCheck):
    """Every store of one cloud is protected; `type` is the provider's package and a colon."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each store that a `pulumi destroy` would take along."""
        for resource in graph.resources.values():
            kind = classes().get(resource.type, "")
            if resource.type.startswith(self.type) and kind in (STORE, "key"):
                yield from _lost(resource, trail("pulumi destroy", resource.name, f"everything this {kind} holds"))


def _lost(resource: Resource, path: str) -> Iterator[Finding]:
    """A finding unless the resource is protected."""
    for reading in read(resource.properties, PROTECTED):
        if reading.value is not True:
            found, unknown = f"can be deleted by mistake: {path}", reading.value is Marker.UNKNOWN
            yield Finding(resource, PROTECTED, found, "set the resource option protect to true", unknown)


@dataclass(frozen=True)
class KeptVolumes(StackCheck):
    """Every volume that a lasting container writes to is protected; what the proxy uses can be made again."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each volume with data that a `pulumi destroy` would take along."""
        for volume in graph.of_type(self.type):
            users = [user for user in graph.users(volume) if user.type == CONTAINER]
            writers = [user for user in users if _writes(user)]
            if writers and not any(is_proxy(graph, user) for user in users):
                yield from _lost(volume, trail("pulumi destroy", volume.name, f"the data of {writers[0].name}"))


def _writes(container: Resource) -> bool:
    if container.properties.get("mustRun") is False:
        return False
    box = plain(container.properties)
    volumes = box.get("volumes") if isinstance(box, dict) else None
    mounts = box.get("mounts") if isinstance(box, dict) else None
    entries = [entry for listed in (volumes, mounts) if isinstance(listed, list) for entry in listed]
    return any(
        isinstance(entry, dict)
        and entry.get("readOnly") is not True
        and ("volumeName" in entry or entry.get("type") == "volume")
        for entry in entries
    )


def _always(_graph: Graph, _resource: Resource) -> bool:
    return True


def _cannot_be_deleted(resource_type: str, path: str = "deletionProtection") -> Where:
    return Where(resource_type, _always, (Demand(path, equals(True)),))


AWS = (
    Kept("aws:"),
    _cannot_be_deleted("aws:rds/instance:Instance"),
    _cannot_be_deleted("aws:rds/cluster:Cluster"),
    Where("aws:s3/bucket:Bucket", _always, (Demand("forceDestroy", differs_from(True), "set it to false"),)),
)
ALICLOUD = (
    Kept("alicloud:"),
    _cannot_be_deleted("alicloud:rds/instance:Instance"),
    Where("alicloud:oss/bucket:Bucket", _always, (Demand("forceDestroy", differs_from(True), "set it to false"),)),
)
DOCKER = (KeptVolumes(VOLUME),)
