"""How wide a range of addresses a route may lead to."""

import ipaddress

from policies.pack.predicates import Predicate, Verdict, is_set
from policies.pack.values import Marker

WIDEST = {4: 17, 6: 57}
"""Shortest prefixes of a part of a network: a VPC's own range may be as wide as /16, or /56 in IPv6 (Amazon VPC, VPC
CIDR blocks), so these are narrower than any whole VPC of that size."""
NARROWER = "name the range of the one subnet that is meant"


def part_of_a_network() -> Predicate:
    """A range narrower than a whole network; absent is another kind of destination."""

    def test(text: object) -> Verdict:
        if not isinstance(text, str) or not text:
            return text is Marker.MISSING
        try:
            found = ipaddress.ip_network(text, strict=False)
        except ValueError:
            return False
        return found.prefixlen >= WIDEST[found.version]

    return Predicate(f"a range of /{WIDEST[4]} or narrower", test)


def inline_part_of_a_network() -> Predicate:
    """An entry of a route table that, if it leads to a peer, leads to a part of its network."""

    def test(route: object) -> Verdict:
        entry = route if isinstance(route, dict) else {}
        if is_set().test(entry.get("vpcPeeringConnectionId", Marker.MISSING)) is not True:
            return True
        ranges = [entry.get(name, Marker.MISSING) for name in ("cidrBlock", "ipv6CidrBlock")]
        if any(text is not Marker.UNKNOWN and part_of_a_network().test(text) is False for text in ranges):
            return False
        return Marker.UNKNOWN if Marker.UNKNOWN in ranges else True

    return Predicate(part_of_a_network().wants, test, lambda _: "the way to a whole network")
