"""Every opening that the rules of a stack make."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groundwork.resources import UNKNOWN, Resource, Snapshot

ANYBODY = "anybody on the internet"
LATER = "that only the update will know"
WHOLE_INTERNET = {"0.0.0.0/0", "::/0"}
AWS_GROUP = "aws:ec2/securityGroup:SecurityGroup"
ALICLOUD_GROUP = "alicloud:ecs/securityGroup:SecurityGroup"


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """`source` may open `ports` of `target`."""

    source: str
    """A part, a range of addresses, or ANYBODY."""
    target: str
    ports: str
    """`5432`, `8000-8010`, `all ports`."""

    @property
    def public(self) -> bool:
        """Whether anybody may."""
        return self.source == ANYBODY

    def __str__(self) -> str:
        return f"{self.source} reaches {self.target} on {self.ports}"


def openings(snapshot: Snapshot) -> frozenset[Opening]:
    """All of a snapshot."""
    return frozenset(
        opening for each in snapshot.values() for opening in _READERS.get(each.type, _none)(each, snapshot)
    )


def _none(_resource: Resource, _snapshot: Snapshot) -> Iterator[Opening]:
    yield from ()


def _aws_rule(rule: Resource, snapshot: Snapshot) -> Iterator[Opening]:
    """A rule of its own."""
    target = _group(rule, "securityGroupId", snapshot, AWS_GROUP)
    ports = _span(rule.inputs.get("fromPort"), rule.inputs.get("toPort"), rule.inputs.get("ipProtocol"))
    for name in ("cidrIpv4", "cidrIpv6", "prefixListId"):
        if name in rule.inputs:
            yield Opening(_address(rule.inputs[name], name), target, ports)
    if "referencedSecurityGroupId" in rule.inputs:
        yield Opening(_group(rule, "referencedSecurityGroupId", snapshot, AWS_GROUP), target, ports)


def _aws_rule_of_old(rule: Resource, snapshot: Snapshot) -> Iterator[Opening]:
    """`aws.ec2.SecurityGroupRule`: the older form."""
    if rule.inputs.get("type") != "ingress":
        return
    target = _group(rule, "securityGroupId", snapshot, AWS_GROUP)
    yield from _aws_entry(rule.inputs, target)
    if "sourceSecurityGroupId" in rule.inputs:
        ports = _span(rule.inputs.get("fromPort"), rule.inputs.get("toPort"), rule.inputs.get("protocol"))
        yield Opening(_group(rule, "sourceSecurityGroupId", snapshot, AWS_GROUP), target, ports)


def _aws_group(group: Resource, _snapshot: Snapshot) -> Iterator[Opening]:
    """Rules that are written into the group."""
    for entry in _mappings(group.inputs.get("ingress")):
        yield from _aws_entry(entry, _named(group))


def _aws_entry(entry: Mapping[str, Any], target: str) -> Iterator[Opening]:
    ports = _span(entry.get("fromPort"), entry.get("toPort"), entry.get("protocol"))
    for name in ("cidrBlocks", "ipv6CidrBlocks", "prefixListIds"):
        for address in _listed(entry.get(name)):
            yield Opening(_address(address, name), target, ports)


def _alicloud_rule(rule: Resource, snapshot: Snapshot) -> Iterator[Opening]:
    if rule.inputs.get("type") != "ingress" or rule.inputs.get("policy", "accept") != "accept":
        return
    target = _group(rule, "securityGroupId", snapshot, ALICLOUD_GROUP)
    first, _, last = str(rule.inputs.get("portRange", "-1/-1")).partition("/")
    ports = _span(first, last, rule.inputs.get("ipProtocol"))
    for name in ("cidrIp", "ipv6CidrIp", "prefixListId"):
        if rule.inputs.get(name):
            yield Opening(_address(rule.inputs[name], name), target, ports)
    if "sourceSecurityGroupId" in rule.inputs:
        yield Opening(_group(rule, "sourceSecurityGroupId", snapshot, ALICLOUD_GROUP), target, ports)


def _container(container: Resource, snapshot: Snapshot) -> Iterator[Opening]:
    """Published ports; those on the loopback address are for the host alone."""
    for port in _mappings(container.inputs.get("ports")):
        source = "the host itself" if str(port.get("ip", "")).startswith("127.") else ANYBODY
        number = port.get("external") or port["internal"]
        yield Opening(source, snapshot.part(container), _span(number, number, port.get("protocol")))


def _group(rule: Resource, name: str, snapshot: Snapshot, kind: str) -> str:
    """What a group is called: by its part, else by its own name, or its id where it is not of this stack."""
    for urn in rule.property_dependencies.get(name, ()):
        if urn in snapshot and snapshot[urn].type == kind:
            return _named(snapshot[urn])
    value = rule.inputs.get(name)
    return f"a group {LATER}" if value == UNKNOWN else str(value)


def _named(group: Resource) -> str:
    """Network makes one group for each part, called after it."""
    description = str(group.inputs.get("description", ""))
    return description.removeprefix("Part ") if description.startswith("Part ") else group.name


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    """What of a list is known."""
    return [each for each in _listed(value) if isinstance(each, Mapping)]


def _listed(value: Any) -> list[Any]:
    """A list's elements; the stand-in of a list that only the update will know is its one element."""
    return value if isinstance(value, list) else [UNKNOWN] if value == UNKNOWN else []


def _address(value: Any, name: str) -> str:
    if value in WHOLE_INTERNET:
        return ANYBODY
    if value == UNKNOWN:
        return f"an address {LATER}"
    return f"prefix list {value}" if name.startswith("prefixList") else str(value)


def _span(first: Any, last: Any, protocol: Any) -> str:
    if str(protocol) in {"-1", "all"} or str(first) == "-1" or first is None:
        return "all ports"
    if UNKNOWN in {first, last}:
        return f"ports {LATER}"
    low, high = (str(value).removesuffix(".0") for value in (first, last))
    return low if low == high else f"{low}-{high}"


_READERS: Mapping[str, Callable[[Resource, Snapshot], Iterator[Opening]]] = {
    AWS_GROUP: _aws_group,
    "alicloud:ecs/securityGroupRule:SecurityGroupRule": _alicloud_rule,
    "aws:ec2/securityGroupRule:SecurityGroupRule": _aws_rule_of_old,
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": _aws_rule,
    "docker:index/container:Container": _container,
}
