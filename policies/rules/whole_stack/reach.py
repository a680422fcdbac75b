"""X-01: no path leads from the internet to a datastore.

A datastore is reached by whom its security groups admit. Whoever is in a group that itself admits the internet is one
step away from it, so such a group is never admitted; nor are whole ranges of addresses, nor ports the datastore does
not listen on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.predicates import number
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown, plain
from policies.rules.openings import admits_internet
from policies.rules.whole_stack.doors import GROUPS, doors
from policies.rules.whole_stack.trail import INTERNET, trail

ENGINE_PORTS = {"mysql": 3306, "maria": 3306, "sqlserver": 1433, "oracle": 1521}
"""Engines that listen elsewhere than PostgreSQL when nothing is said."""
REMEDY = "admit the security group of the one user, on the datastore's port, and let that group admit no address range"


@dataclass(frozen=True)
class Unreachable(StackCheck):
    """No datastore of the type can be reached from the internet."""

    groups: str
    """The property that names its security groups; with `admits`, the groups it admits."""
    port: int
    """Where it listens when `port` says nothing else."""
    admits: bool = False
    lists: str = ""
    """The property that names the addresses it admits, where it has one."""
    public: tuple[tuple[str, str], ...] = ()
    """Types of resources that give it a public address, and the property by which each names it."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each path, with the path."""
        for store in graph.of_type(self.type):
            groups = graph.follow(store, self.groups, *GROUPS)
            port = _port(store, self.port)
            if self.admits:
                yield from self._admitted(graph, store, groups, port)
            else:
                for group in groups:
                    yield from self._into(graph, store, group, port)
            yield from self._addresses(graph, store)

    def _into(self, graph: Graph, store: Resource, group: Resource, port: int | None) -> Iterator[Finding]:
        for door in doors(graph, group):
            if door.ranges or door.internet is not False:
                start = INTERNET if door.internet is not False else "addresses"
                unknown = door.internet is Marker.UNKNOWN
                yield self._found(store, trail(start, str(door), group.name, store.name), unknown=unknown)
            if port is not None and door.opens_beside(port):
                words = f"opens more than port {port}: {trail(str(door), group.name, store.name)}"
                yield Finding(store, self.groups, words, f"open port {port} alone")
            others = [source for source in door.groups if source.urn != group.urn]
            yield from self._admitted(graph, store, others, port, (str(door), group.name))

    def _admitted(
        self, graph: Graph, store: Resource, groups: list[Resource], port: int | None, way: tuple[str, ...] = ()
    ) -> Iterator[Finding]:
        """Every way from the internet into these groups, which the datastore admits."""
        for source in groups:
            for known, path in _from_internet(graph, source, port):
                yield self._found(store, trail(INTERNET, *path, *way, store.name), unknown=not known)

    def _addresses(self, graph: Graph, store: Resource) -> Iterator[Finding]:
        listed = plain(store.properties.get(self.lists)) if self.lists else None
        for text in _texts(listed):
            if admits_internet({"cidrIp": text}) is True:
                yield self._found(store, trail(INTERNET, f"{self.lists} {text}", store.name))
        if has_unknown(listed):
            yield self._found(store, trail(INTERNET, f"{self.lists} known later", store.name), unknown=True)
        for resource_type, through in self.public:
            for door in graph.referrers(store, resource_type, through):
                yield self._found(store, trail(INTERNET, door.name, store.name))

    def _found(self, store: Resource, path: str, *, unknown: bool = False) -> Finding:
        return Finding(store, self.groups, f"is reached from the internet: {path}", REMEDY, unknown)


def _from_internet(graph: Graph, group: Resource, port: int | None) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Each way of the internet into the group, at once or through groups that hand the port on; whether it is known."""
    waiting: list[tuple[Resource, tuple[str, ...], bool]] = [(group, (group.name,), True)]
    seen = {group.urn}
    while waiting:
        current, path, known = waiting.pop(0)
        for door in doors(graph, current):
            if door.internet is not False:
                yield door.internet is True and known, (str(door), *path)
            for source in door.groups if door.opens(port) else ():
                if source.urn not in seen:
                    seen.add(source.urn)
                    waiting.append((source, (source.name, str(door), *path), known and None not in (port, door.ports)))


def _port(store: Resource, usual: int) -> int | None:
    """Where the datastore listens; None while that is unknown."""
    value = plain(store.properties.get("port"))
    if value is Marker.UNKNOWN:
        return None
    found = number(int(value) if isinstance(value, str) and value.isdigit() else value)
    engine = str(plain(store.properties.get("engine"))).lower()
    by_engine = next((port for word, port in ENGINE_PORTS.items() if word in engine), usual)
    return by_engine if found is None else int(found)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [text.strip() for text in value.split(",")]
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


AWS = (
    Unreachable("aws:rds/instance:Instance", "vpcSecurityGroupIds", 5432),
    Unreachable("aws:rds/cluster:Cluster", "vpcSecurityGroupIds", 5432),
    Unreachable("aws:elasticache/replicationGroup:ReplicationGroup", "securityGroupIds", 6379),
    Unreachable("aws:efs/mountTarget:MountTarget", "securityGroups", 2049),
)
ALICLOUD = (
    Unreachable(
        "alicloud:rds/instance:Instance",
        "securityGroupIds",
        5432,
        admits=True,
        lists="securityIps",
        public=(("alicloud:rds/connection:Connection", "instanceId"),),
    ),
    Unreachable(
        "alicloud:polardb/cluster:Cluster",
        "securityGroupIds",
        5432,
        admits=True,
        lists="securityIps",
        public=(("alicloud:polardb/endpointAddress:EndpointAddress", "dbClusterId"),),
    ),
    Unreachable(
        "alicloud:redis/tairInstance:TairInstance",
        "securityGroupId",
        6379,
        admits=True,
        lists="securityIps",
        public=(("alicloud:kvstore/connection:Connection", "instanceId"),),
    ),
)
