"""The examples' stacks as the pack sees them, recorded without the engine, each once in a session."""

import functools
from typing import Any, get_args

from pulumi.runtime.proto import analyzer_pb2 as protocol

from components.spec import Cloud
from policies.pack.resource import resource_from_message
from tests.components.programs import registered
from tests.policies.building import Stack

EXAMPLES = ("notes", "cto-new", "loss-assessment", "claw-ai", "towow", "semibot", "sensors")
CLOUDS: tuple[Cloud, ...] = get_args(Cloud)
ENVIRONMENTS = ("dev", "staging", "prod")


@functools.cache
def recorded(example: str, cloud: Cloud, environment: str = "prod") -> Stack:
    """Every resource of a stack by its URN, components and providers among them; every value is known.

    Names are no keys here: a component and what is in it may share one.
    """
    with registered(example, environment, cloud) as program:
        requests = program.recorder.requests
    return {urn: resource_from_message(_message(urn, request)) for urn, request in requests.items()}


def _message(urn: str, request: Any) -> protocol.AnalyzerResource:
    """The registration in the words in which the engine hands a stack to a pack."""
    return protocol.AnalyzerResource(
        type=request.type,
        name=request.name,
        urn=urn,
        properties=request.object,
        options=protocol.AnalyzerResourceOptions(protect=request.protect),
        provider=protocol.AnalyzerProviderResource(urn=request.provider.rpartition("::")[0]),
        parent=request.parent,
        propertyDependencies={
            name: protocol.AnalyzerPropertyDependencies(urns=found.urns)
            for name, found in request.propertyDependencies.items()
        },
    )
