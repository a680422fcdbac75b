"""What the entry leads to, where it does not learn of each part by itself: told at once, when every part is there."""

from collections.abc import Iterable

import pulumi

from components.container import Route, WebSpec
from components.gateway import Prefix, Routes, RoutesArgs, Target
from deployment import containers
from deployment.containers import Running
from deployment.entry import Entry
from deployment.stores import Stores
from settings.stack import Stack


def open_all(stack: Stack, stores: Stores, way_in: Entry, running: Running) -> None:
    """Lead requests to all parts that answer some; a load balancer has been told by each of them."""
    if way_in.gateway is None:
        return
    targets = [*_services(stack, running), *_pages(stack, way_in), *_buckets(stores)]
    reached = [target for target in targets if target.servers]
    for target in targets:
        if target.requests_per_second and not way_in.gateway.keeps_limits:
            pulumi.log.warn(f"{target.part}: `rate_limit` is not kept on this cloud: see docs/parity.md")
    if reached:
        listener = way_in.gateway.listener
        Routes("gateway-routes", RoutesArgs(gateway=way_in.gateway.args, listener=listener, targets=reached))


def _services(stack: Stack, running: Running) -> Iterable[Target]:
    for name, part in {**running.services, **running.rendered}.items():
        container = stack.containers[name]
        spec = container.spec
        if isinstance(spec, WebSpec) and (container.routes or container.private_name):
            yield Target(
                part=name,
                servers=part.servers,
                prefixes=_prefixes(route for route in container.routes if not route.refused),
                refused=_prefixes(route for route in container.routes if route.refused),
                token=containers.entry_token(container),
                health=spec.check.ready,
                streaming=spec.streaming,
                requests_per_second=spec.rate_limit.requests_per_second if spec.rate_limit else None,
                burst=spec.rate_limit.burst if spec.rate_limit else 0,
                private_port=spec.port if container.private_name else None,
                private_ports=[*spec.private_ports.values()] if container.private_name else (),
            )


def _pages(stack: Stack, way_in: Entry) -> Iterable[Target]:
    for name, page in way_in.static.items():
        yield Target(part=name, servers=page.servers, prefixes=_prefixes(stack.static[name].routes))


def _buckets(stores: Stores) -> Iterable[Target]:
    for name, bucket in stores.buckets.items():
        prefixes = [Prefix(path=bucket.path, host=None)] if bucket.path else []
        yield Target(part=name, servers=bucket.servers, prefixes=prefixes, uploads=True)


def _prefixes(routes: Iterable[Route]) -> list[Prefix]:
    return [Prefix(path=route.path, host=route.host) for route in routes]
