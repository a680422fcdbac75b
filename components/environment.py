"""What a container finds in its environment: plain values, and secrets by reference."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from components.connection import Connection, Facet, Template


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Variables of a container."""

    values: Mapping[str, pulumi.Input[str]]
    """Variable -> value that may be seen."""
    secrets: Mapping[str, pulumi.Input[str]]
    """Variable -> reference by which the container reads its value."""
    secret_parts: frozenset[str]
    """Parts whose secrets are referred to."""


def resolve(variables: Mapping[str, Template], connections: Mapping[str, Connection]) -> Environment:
    """Fill facets in; a template that is one secret facet becomes a reference."""
    values: dict[str, pulumi.Input[str]] = {}
    secrets: dict[str, pulumi.Input[str]] = {}
    parts = set()
    for variable, template in variables.items():
        facet = _secret_facet(template, connections)
        if facet is None:
            values[variable] = _text(template, connections)
        else:
            secrets[variable] = connections[facet.part].secrets[facet.key]
            parts.add(facet.part)
    return Environment(values=values, secrets=secrets, secret_parts=frozenset(parts))


def _secret_facet(template: Template, connections: Mapping[str, Connection]) -> Facet | None:
    if len(template.segments) != 1:
        return None
    segment = template.segments[0]
    if isinstance(segment, Facet) and segment.key in connections[segment.part].secrets:
        return segment
    return None


def _text(template: Template, connections: Mapping[str, Connection]) -> pulumi.Input[str]:
    """Plain text when every segment is, so that a preview shows it."""
    segments = [
        connections[segment.part].values[segment.key] if isinstance(segment, Facet) else segment
        for segment in template.segments
    ]
    if all(isinstance(segment, str) for segment in segments):
        return "".join(str(segment) for segment in segments)
    return pulumi.Output.concat(*segments)
