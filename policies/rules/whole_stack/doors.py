"""Who is admitted into a security group: every rule of either cloud, in whichever way it is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.openings import admits_internet, opened_ports, refuses

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
            yield from _doors(rule, plain(rule.properties), graph.follow(rule, source, *GROUPS))
    inline = plain(group.properties.get("ingress"))
    # Which group which entry names, nobody can tell while ids are unknown: all of them count for each.
    sources = graph.follow(group, "ingress", *GROUPS)
    for entry in inline if isinstance(inline, list) else [inline] if inline is Marker.UNKNOWN else []:
        named = entry is Marker.UNKNOWN or (isinstance(entry, dict) and entry.get("securityGroups"))
        yield from _doors(group, entry, sources if named else [])


def _doors(rule: Resource, entry: object, groups: list[Resource]) -> Iterator[Door]:
    """The door of an entry, if it is one: whether a rule of unknown direction is, NET-04 tells."""
    fields = entry if isinstance(entry, dict) else {}
    refusal = refuses(entry)
    if fields.get("type", "ingress") != "ingress" or refusal is True:
        return
    if Marker.UNKNOWN in (entry, refusal):
        yield Door(rule, None, Marker.UNKNOWN, (), tuple(groups))
        return
    ranges = [value for name in RANGES for value in _listed(fields.get(name))]
    texts = tuple(text for text in ranges if isinstance(text, str) and text)
    yield Door(rule, opened_ports(entry), admits_internet(entry), texts, tuple(groups))


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
