"""Figures that an application's owner decides in app.yaml, from presets that hold the rule: other programs are judged.

Every resource of Groundwork carries the tags `managed-by` and `environment`.
"""

from policies.pack.checks import Applies
from policies.pack.graph import Graph
from policies.pack.predicates import differs_from, none_of
from policies.pack.resource import Resource

GROUNDWORK = "groundwork"
NOT_PROD = ("dev", "staging")
"""Environments of smaller size; what names none is judged as prod."""
IN_PROD = Applies("tags.environment", none_of(*NOT_PROD))
OTHERS = Applies("tags.managed-by", differs_from(GROUNDWORK))


def prod_of_others(_graph: Graph, resource: Resource) -> bool:
    """Whether the resource is in prod, and is not Groundwork's."""
    return of_others(resource) and _tags(resource).get("environment") not in NOT_PROD


def of_others(resource: Resource) -> bool:
    """Whether the resource is not Groundwork's."""
    return _tags(resource).get("managed-by") != GROUNDWORK


def _tags(resource: Resource) -> dict[str, object]:
    tags = resource.properties.get("tags")
    return tags if isinstance(tags, dict) else {}
