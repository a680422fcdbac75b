"""One container part in its end form: its spec, and everything that follows from the rest of the application."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from components.connection import Facet
from components.container import ContainerSpec, Migration
from settings.checks.images import at_registry, is_from
from settings.derive import traces, variables
from settings.derive.routing import Routing
from settings.derive.values import Reader
from settings.parts import Draft, Part
from settings.stack import Address, ContainerPart, ContainerPartSpec


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What the rest of the application means for a container."""

    routing: Routing
    addresses: Mapping[str, Address]
    used: Mapping[str, tuple[Part, ...]]
    """Part -> parts in its `uses`."""
    secrets: frozenset[str]
    """Operator's secrets that are set."""
    migrations: Mapping[str, Migration]


def derived(draft: Draft, surroundings: Surroundings) -> dict[str, ContainerPart]:
    """Every container part by name."""
    return {part.name: _container(draft, surroundings, part, spec) for part, spec in draft.containers()}


def facets(containers: Mapping[str, ContainerPart], providers: list[str]) -> dict[str, tuple[str, ...]]:
    """Provider -> facets that some container's variables are, or are a piece of; SQL files are run by `url`."""
    read: dict[str, set[str]] = {name: set() for name in providers}
    for container in containers.values():
        if container.migration and container.migration.files:
            read["database"].add("url")
        for template in container.variables.values():
            for segment in template.segments:
                if isinstance(segment, Facet) and segment.part in read:
                    read[segment.part].add(segment.key)
    return {name: tuple(sorted(keys)) for name, keys in read.items()}


def _container(draft: Draft, around: Surroundings, part: Part, spec: ContainerSpec) -> ContainerPart:
    used = around.used[part.name]
    uses = [name for name in spec.uses if name not in draft.absent]
    reader = Reader(draft=draft, part=part, spec=spec, used=used, addresses=around.addresses)
    values = variables.variables(reader)
    named = [segment.part for value in values.values() for segment in value.segments if isinstance(segment, Facet)]
    secrets = [name for name in (*spec.secrets, *spec.optional_secrets) if name in around.secrets]
    registry = draft.application.registry
    image = at_registry(spec.image, registry.address) if registry and spec.image else spec.image
    build = spec.build and spec.build.model_copy(update={"arguments": variables.build_arguments(reader)})
    return ContainerPart(
        spec=cast(ContainerPartSpec, spec.model_copy(update={"image": image, "build": build, "uses": uses})),
        variables=MappingProxyType(values),
        secrets=tuple(secrets),
        told_secrets=MappingProxyType(traces.secrets(draft, spec)),
        connections=tuple(dict.fromkeys([*(other.name for other in used), *named])),
        routes=around.routing.gateway.get(part.name, ()),
        private_name=any(part in others for others in around.used.values()),
        migration=around.migrations.get(part.name),
        private_image=bool(registry and registry.username and image and is_from(image, registry.address)),
    )
