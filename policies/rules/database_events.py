"""Which events of RDS a subscription must not leave out."""

from collections.abc import Mapping

from policies.pack.predicates import Predicate, Verdict, is_absent
from policies.pack.values import Marker, has_unknown

CRITICAL: Mapping[str, frozenset[str]] = {
    "db-cluster": frozenset({"maintenance", "failure"}),
    "db-instance": frozenset({"maintenance", "configuration change", "failure"}),
    "db-parameter-group": frozenset({"configuration change"}),
    "db-security-group": frozenset({"configuration change", "failure"}),
}
"""Source -> categories: Security Hub RDS.19 to RDS.22."""
COVERED = "name no categories, or these: " + "; ".join(
    f"{source}: {', '.join(sorted(needed))}" for source, needed in CRITICAL.items()
)


def covers_events() -> Predicate:
    """A whole subscription that leaves out no critical category of its source; no categories, or no source, are all."""

    def test(subscription: object) -> Verdict:
        properties = subscription if isinstance(subscription, dict) else {}
        source, named = properties.get("sourceType"), properties.get("eventCategories", Marker.MISSING)
        if named is not Marker.UNKNOWN and is_absent().test(named) is True:
            return True
        needed = CRITICAL.get(source, frozenset()) if isinstance(source, str) else frozenset().union(*CRITICAL.values())
        if isinstance(named, list) and all(category in named for category in needed):
            return True
        return Marker.UNKNOWN if has_unknown([source, named]) else False

    return Predicate("all critical categories", test, lambda _: "without critical categories")
