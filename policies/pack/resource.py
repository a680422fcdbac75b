"""One resource of the stack, as a rule sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pulumi.runtime.proto.analyzer_pb2 import AnalyzeRequest, AnalyzerResource

from policies.pack.values import properties_from_message

OPTIONS = "opts"
"""The pseudo-property under which a resource's Pulumi options are read: `opts.protect`."""


@dataclass(frozen=True)
class Resource:
    """A registered resource: its inputs before deployment, its outputs in a check over the whole stack."""

    type: str
    name: str
    urn: str
    properties: dict[str, object]
    depends_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each property, the URNs of the resources its value comes from; filled only for the whole stack."""
    parent: str = ""
    """The URN of the parent."""
    provider: str = ""
    """The URN of the provider that makes it; empty for a component."""


def resource_from_message(message: AnalyzeRequest | AnalyzerResource) -> Resource:
    """The resource in an engine message, of either kind."""
    properties = properties_from_message(message.properties)
    properties[OPTIONS] = {"protect": message.options.protect}
    depends_on: dict[str, tuple[str, ...]] = {}
    parent = message.options.parent
    if isinstance(message, AnalyzerResource):
        depends_on = {name: tuple(found.urns) for name, found in message.propertyDependencies.items()}
        parent = message.parent or parent
    return Resource(message.type, message.name, message.urn, properties, depends_on, parent, message.provider.urn)
