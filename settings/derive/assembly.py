"""From a draft to the frozen stack."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from components.cache import CacheSpec
from components.database import DatabaseSpec
from components.frontend import StaticSpec
from components.object_store import ObjectStoreSpec
from settings.checks import bucket_cdn, certificate, entry_health, required
from settings.checks import routes as route_rules
from settings.derive import buckets, containers, edges, facets, migration, routing, secrets, variables
from settings.derive.containers import Surroundings
from settings.environments import DISPOSABLE
from settings.parts import Draft
from settings.stack import ContainerPart, Registry, Stack, StaticPart


def assembled(
    draft: Draft, region: str, project: str, config: Mapping[str, str], secret_keys: Collection[str]
) -> Stack:
    """Everything that follows from a draft; what is wrong is reported, and the result is then of no use."""
    routes = routing.routed(draft)
    route_rules.check(draft, routes)
    entry_health.check(draft, routes)
    certificate.check(draft, routes)
    bucket_cdn.check(draft, routes)
    used = {part.name: tuple(variables.used(draft, part, spec)) for part, spec in draft.containers()}
    surroundings = Surroundings(
        routing=routes,
        addresses=routing.addresses(draft, routes),
        used=used,
        secrets=secrets.given(draft, project, config, secret_keys),
        migrations=migration.derived(draft),
    )
    running = containers.derived(draft, surroundings)
    required.check(draft, running)
    application, configuration = draft.application, draft.configuration
    disposable = configuration.disposable
    return Stack(
        application=application.name,
        name=draft.stack,
        cloud=configuration.cloud,
        environment=configuration.environment,
        region=region,
        cloud_settings=configuration.cloud_settings(),
        project=draft.project,
        disposable=DISPOSABLE[configuration.environment] if disposable is None else disposable,
        replace=frozenset(configuration.replace) - draft.absent,
        transform=MappingProxyType(
            {part: types for part, types in configuration.transform.items() if part not in draft.absent}
        ),
        zone=draft.zone,
        registry=_registry(draft),
        logs=application.logs,
        alarms=application.alarms,
        budget=application.budget,
        firewall=application.firewall,
        hsts_subdomains=application.hsts_subdomains,
        rotate=MappingProxyType(
            {name: text for name, text in configuration.rotate.items() if name not in draft.absent}
        ),
        network=application.network,
        members=edges.members(draft, routes.entry),
        edges=tuple(edges.derived(draft, routes.entry, routes.gateway, used)),
        entry=routes.entry,
        database=application.database,
        cache=application.cache,
        buckets=MappingProxyType(buckets.derived(draft)),
        services=_section(draft, running, "services"),
        workers=_section(draft, running, "workers"),
        jobs=_section(draft, running, "jobs"),
        rendered=_section(draft, running, "frontends"),
        static=MappingProxyType(_static(draft, routes)),
        addresses=MappingProxyType(surroundings.addresses),
        warnings=tuple(draft.report.warnings),
        facets=MappingProxyType(_secret_facets(draft, running)),
    )


def _section(draft: Draft, running: Mapping[str, ContainerPart], section: str) -> Mapping[str, ContainerPart]:
    return MappingProxyType({name: part for name, part in running.items() if draft.parts[name].place[0] == section})


def _registry(draft: Draft) -> Registry | None:
    registry = draft.application.registry
    if registry is None or registry.username is None or registry.password_secret is None:
        return None
    return Registry(address=registry.address, username=registry.username, password_secret=registry.password_secret)


def _static(draft: Draft, routes: routing.Routing) -> dict[str, StaticPart]:
    return {
        part.name: StaticPart(
            spec=part.spec,
            directory=draft.project / part.spec.directory,
            host=next(iter(routes.hosts(part.name)), None),
            alternative_hosts=routes.hosts(part.name)[1:],
            forwards=routes.forwards(part.name),
            routes=routes.gateway.get(part.name, ()),
        )
        for part in draft.parts.values()
        if isinstance(part.spec, StaticSpec)
    }


def _secret_facets(draft: Draft, running: Mapping[str, ContainerPart]) -> dict[str, tuple[str, ...]]:
    kinds, cloud = DatabaseSpec | CacheSpec | ObjectStoreSpec, draft.configuration.cloud
    providers = {part.name: part for part in draft.parts.values() if isinstance(part.spec, kinds)}
    read = containers.facets(running, list(providers))
    return {
        name: tuple(key for key in read[name] if key in facets.of(part, cloud, routed=False).secrets)
        for name, part in providers.items()
    }
