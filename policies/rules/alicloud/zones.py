"""Whether a store on Alibaba Cloud has a second zone."""

from policies.pack.predicates import Predicate, Verdict, is_set
from policies.pack.values import Marker

SECOND_ZONE = "name a second zone"


def two_zones(second: str) -> Predicate:
    """A second zone, named in this property, that is not the first."""

    def test(properties: object) -> Verdict:
        found = properties if isinstance(properties, dict) else {}
        zones = [found.get("zoneId", Marker.MISSING), found.get(second, Marker.MISSING)]
        if is_set().test(zones[1]) is not True:
            return False
        return Marker.UNKNOWN if Marker.UNKNOWN in zones else zones[0] != zones[1]

    return Predicate("two zones", test, lambda _: "in one zone")
