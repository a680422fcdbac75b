"""Who is admitted into a security group: every rule of either cloud, in whichever way it is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.openings import admits_internet, opened_ports

AWS_GROUP = "aws:ec2/securityGroup:SecurityGroup"
ALICLOUD_GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
GROUPS = (AWS_GROUP, ALICLOUD_GROUP)
SEPARATE = (
    ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "referencedSecurityGroupId"),
    ("aws:ec2/securityGroupRule:SecurityGroupRule", "sourceSecurityGroupId"),
    ("alicloud:ecs/securityGroupRule:SecurityGroupRule", "sourceSecurityGroupId"),
)
"""A rule's type, and the property that names whom it admits; `securityGroupId` names where."""
RANGES = ("cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks", "cidrIp", "ipv6CidrIp", "prefixListId")


@dataclass(frozen=True)
class Door:
    """One rule that admits somebody into a group."""

    rule: Resource
    ports: range | None
    """None while they are unknown."""
    internet: bool | Marker
    ranges: tuple[str, ...]
    """Addresses that it admits, as written."""
    groups: tuple[Resource, ...]
    """Groups of this stack that it admits."""

    def opens(self, port: int | None) -> bool:
        """Whether the port may be among the opened ones; an unknown one may be any."""
        return self.ports is None or port is None or port in self.ports

    def opens_beside(self, port: int) -> bool:
        """Whether it certainly opens another port too."""
        return self.ports is not None and len(self.ports) > (port in self.ports)

    def __str__(self) -> str:
        """The rule with what it opens, for a path."""
        return f"{self.rule.name} ({', '.join([*self.ranges, self._spelt()])})"

    def _spelt(self) -> str:
        if self.ports is None or not self.ports:
            return "ports known later"
        first, last = self.ports[0], self.ports[-1]
        return f"port {first}" if first == last else f"ports {first} to {last}"


def doors(graph: Graph, group: Resource) -> Iterator[Door]:
    """Every rule that admits somebody into the group."""
    for rule_type, source in SEPARATE:
        for rule in graph.referrers(group, rule_type, "securityGroupId"):
            entry = plain(rule.properties)
            inward = not isinstance(entry, dict) or entry.get("type", "ingress") == "ingress"
            if inward and not _refuses(entry):
                yield _door(rule, entry, tuple(graph.follow(rule, source, *GROUPS)))
    inline = plain(group.properties.get("ingress"))
    for entry in inline if isinstance(inline, list) else []:
        # Which group which entry names, nobody can tell while ids are unknown: all of them count for each.
        named = isinstance(entry, dict) and entry.get("securityGroups")
        yield _door(group, entry, tuple(graph.follow(group, "ingress", *GROUPS)) if named else ())


def _door(rule: Resource, entry: object, groups: tuple[Resource, ...]) -> Door:
    ranges = [value for name in RANGES for value in _listed(entry.get(name) if isinstance(entry, dict) else None)]
    texts = tuple(text for text in ranges if isinstance(text, str) and text)
    return Door(rule, opened_ports(entry), admits_internet(entry), texts, groups)


def _refuses(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("policy") == "drop"


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
