"""What a security-group rule lets through, whichever of the cloud's three spellings it is written in."""

import ipaddress
from collections.abc import Callable
from dataclasses import replace

from policies.pack.predicates import Predicate, Verdict, number, spell
from policies.pack.values import Marker

HIGH_RISK_PORTS = frozenset({20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432})
"""Remote control, mail, file sharing, databases: Security Hub EC2.19, first half of its list."""
MORE_HIGH_RISK_PORTS = frozenset({5500, 5601, 6379, 8080, 8088, 8888, 9200, 9300, 27017})
"""Caches, search engines, consoles: the rest of EC2.19, with Redis and MongoDB."""
WEB_PORTS = frozenset({80, 443})
ADMIN_PORTS = frozenset({20, 21, 22, 3389})
"""File transfer, SSH, Remote Desktop: Security Hub EC2.21 and Checkov's rules on network ACLs."""
PORTLESS = ("icmp", "icmpv6", "gre", "1", "58", "47")
"""Protocols without ports, by name and by number."""
ALL_PORTS = range(65536)
RANGES = (
    *("cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks", "cidrBlock", "ipv6CidrBlock"),
    *("cidrIp", "ipv6CidrIp", "sourceCidrIp"),
)
"""Under which the entries of both clouds' groups and network ACLs name addresses."""
REFUSALS = {"policy": "drop", "action": "deny", "ruleAction": "deny"}
"""Property -> value by which an entry refuses what it speaks of."""
MANY_PORTS = 65535
"""1 to 65535 are all the ports there are to open."""
WIDEST_IPV4_PREFIX = 8
"""A wider IPv4 range than /8 is the internet: 0.0.0.0/1 twice says the same as 0.0.0.0/0."""
WIDEST_IPV6_PREFIX = 16


def nothing_from_internet_but_web() -> Predicate:
    """An ingress entry that, where it admits the internet, admits ports 80 and 443 only."""
    return _unless_open("ports 80 and 443 only", lambda ports: set(ports) <= WEB_PORTS)


def nothing_from_internet_to_high_risk_ports() -> Predicate:
    """An ingress entry that keeps the internet off every port of the list, ranges included."""
    risky = HIGH_RISK_PORTS | MORE_HIGH_RISK_PORTS
    return _unless_open("no high-risk port", lambda ports: not any(port in ports for port in risky))


def not_everything_to_internet() -> Predicate:
    """An egress entry that does not allow all protocols to everywhere."""

    def test(entry: object) -> Verdict:
        everything = _protocol(entry) in ("-1", "all")
        return True if not everything else _unless_denied(entry, _not(admits_internet(entry)))

    return Predicate("named ports", test, _show)


def nothing_from_internet_to_administration() -> Predicate:
    """An entry of a network ACL that, where it admits the internet, keeps it off the ports of administrators."""
    predicate = _unless_open(
        "no port of an administrator", lambda ports: not any(port in ports for port in ADMIN_PORTS)
    )
    return replace(predicate, test=lambda entry: _protocol(entry) in PORTLESS or predicate.test(entry))


def not_all_ports() -> Predicate:
    """An entry that names its ports and protocol, whoever it admits."""

    def test(entry: object) -> Verdict:
        ports = opened_ports(entry)
        return Marker.UNKNOWN if ports is None else _unless_denied(entry, len(ports) < MANY_PORTS)

    return Predicate("named ports", test, _show)


def admits_internet(entry: object) -> Verdict:
    """Whether the entry speaks of addresses anywhere on the internet; one open range among unknown ones is enough."""
    ranges = [text for name in RANGES for text in _listed(_field(entry, name))]
    if any(isinstance(text, str) and _is_internet(text) for text in ranges):
        return True
    return Marker.UNKNOWN if Marker.UNKNOWN in ranges else False


def refuses(entry: object) -> Verdict:
    """Whether the entry refuses what it speaks of."""
    said = [(_field(entry, name), refusal) for name, refusal in REFUSALS.items()]
    if any(value == refusal for value, refusal in said):
        return True
    return Marker.UNKNOWN if any(value is Marker.UNKNOWN for value, _ in said) else False


def _unless_open(wants: str, allows: Callable[[range], bool]) -> Predicate:
    def test(entry: object) -> Verdict:
        open_wide = admits_internet(entry)
        ports = opened_ports(entry)
        if open_wide is False:
            return True
        if ports is None:
            return Marker.UNKNOWN
        return True if allows(ports) else _unless_denied(entry, _not(open_wide))

    return Predicate(wants, test, _show)


def _not(verdict: Verdict) -> Verdict:
    return verdict if isinstance(verdict, Marker) else not verdict


def opened_ports(entry: object) -> range | None:
    """The ports that the entry opens, whoever it admits; None while they are unknown."""
    protocol, first, last = _protocol(entry), _field(entry, "fromPort"), _field(entry, "toPort")
    if protocol in ("-1", "all"):
        return ALL_PORTS
    spans = [value for name in ("portRange", "port") if (value := _field(entry, name)) is not Marker.MISSING]
    if spans:
        span = spans[0]
        return None if Marker.UNKNOWN in (protocol, span) else _span(str(span))
    if Marker.UNKNOWN in (protocol, first, last):
        return None
    low, high = number(first), number(last)
    return ALL_PORTS if low is None or high is None else _between(int(low), int(high))


def _span(text: str) -> range:
    """The ports of `443/443`; -1/-1, and what is no range, stand for all."""
    first, _, last = text.partition("/")
    return _between(int(first), int(last)) if first.isdecimal() and last.isdecimal() else ALL_PORTS


def _between(first: int, last: int) -> range:
    """These ports, as far as there are any."""
    return range(max(first, ALL_PORTS.start), min(last + 1, ALL_PORTS.stop))


def _unless_denied(entry: object, verdict: Verdict) -> Verdict:
    """The verdict, but for an entry that refuses what it speaks of, as Alibaba Cloud and network ACLs have them."""
    refusal = refuses(entry)
    if refusal is True:
        return True
    return Marker.UNKNOWN if verdict is False and refusal is Marker.UNKNOWN else verdict


def _protocol(entry: object) -> object:
    named = _field(entry, "ipProtocol")
    return named if named is not Marker.MISSING else _field(entry, "protocol")


def _field(entry: object, name: str) -> object:
    return entry.get(name, Marker.MISSING) if isinstance(entry, dict) else Marker.MISSING


def _listed(value: object) -> list[object]:
    if value is Marker.MISSING:
        return []
    return value if isinstance(value, list) else [value]


def _is_internet(text: str) -> bool:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return network.prefixlen < (WIDEST_IPV4_PREFIX if network.version == 4 else WIDEST_IPV6_PREFIX)


def _show(entry: object) -> str:
    ports = opened_ports(entry)
    if ports is None:
        named = "unknown ports"
    elif len(ports) >= len(ALL_PORTS):
        named = "all ports"
    else:
        named = f"port {ports.start}" if len(ports) == 1 else f"ports {ports.start} to {ports.stop - 1}"
    reach = "the internet" if admits_internet(entry) is True else "its source"
    return f"{named} open to {reach} (protocol {spell(_protocol(entry))})"
