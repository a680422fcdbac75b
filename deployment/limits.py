"""How often one client may ask: told to whoever sees the client's address, the gateway or the CDN before it."""

from collections.abc import Mapping, Sequence

from components.container import Route, WebSpec
from components.gateway import Limit, Prefix
from settings.stack import Stack


def at_gateway(stack: Stack) -> list[Limit]:
    """Return the limits for what reaches the gateway directly."""
    forwarded = {path for page in stack.static.values() for path in page.forwards}
    return _limits(stack, {name: _prefixes(routes, forwarded) for name, routes in _routes(stack).items()})


def at_page(stack: Stack, page: str) -> list[Limit]:
    """Return the limits for what the CDN of a static frontend hands on."""
    paths = stack.static[page].forwards
    return _limits(
        stack,
        {
            name: [Prefix(path=route.path, host=None) for route in routes if _by_cdn(route, paths)]
            for name, routes in _routes(stack).items()
        },
    )


def _routes(stack: Stack) -> Mapping[str, Sequence[Route]]:
    return {name: [route for route in part.routes if not route.refused] for name, part in stack.containers.items()}


def _prefixes(routes: Sequence[Route], forwarded: set[str]) -> list[Prefix]:
    return [Prefix(path=route.path, host=route.host) for route in routes if not _by_cdn(route, forwarded)]


def _by_cdn(route: Route, forwarded: Sequence[str] | set[str]) -> bool:
    """What a CDN hands on matches on every host at the gateway."""
    return route.host is None and route.path in forwarded


def _limits(stack: Stack, answered: Mapping[str, Sequence[Prefix]]) -> list[Limit]:
    found = []
    for name, prefixes in answered.items():
        spec = stack.containers[name].spec
        if prefixes and isinstance(spec, WebSpec) and spec.rate_limit is not None:
            others = [prefix for other, theirs in answered.items() if other != name for prefix in theirs]
            found.append(Limit(part=name, prefixes=prefixes, others=others, **spec.rate_limit.model_dump()))
    return found
