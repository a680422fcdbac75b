"""Figures that an application's owner decides in app.yaml, from presets that hold the rule: other programs are judged.

Every resource of Groundwork carries the tags `managed-by` and `environment`.
"""

from policies.pack.checks import Applies
from policies.pack.graph import Graph
from policies.pack.predicates import Verdict, differs_from, none_of
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain

GROUNDWORK = "groundwork"
NOT_PROD = ("dev", "staging")
"""Environments of smaller size; what names none is judged as prod."""
IN_PROD = Applies("tags.environment", none_of(*NOT_PROD))
OTHERS = Applies("tags.managed-by", differs_from(GROUNDWORK))


def prod_of_others(_graph: Graph, resource: Resource) -> Verdict:
    """Whether the resource is in prod, and is not Groundwork's."""
    others, environment = of_others(resource), _tag(resource, "environment")
    if others is False or environment in NOT_PROD:
        return False
    return Marker.UNKNOWN if Marker.UNKNOWN in (others, environment) else True


def of_others(resource: Resource) -> Verdict:
    """Whether the resource is not Groundwork's."""
    owner = _tag(resource, "managed-by")
    return Marker.UNKNOWN if owner is Marker.UNKNOWN else owner != GROUNDWORK


def _tag(resource: Resource, name: str) -> object:
    tags = plain(resource.properties.get("tags"))
    return Marker.UNKNOWN if tags is Marker.UNKNOWN else tags.get(name) if isinstance(tags, dict) else None
