"""Where the world can ask whether a part is well: its health path at its public address."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import pulumi

from settings.derive.scraping import covers
from settings.stack import Stack


def addresses(stack: Stack, urls: Mapping[str, pulumi.Input[str]]) -> dict[str, pulumi.Output[str]]:
    """Part -> address that answers with a status below 400 when it is well; pages are asked for their start.

    `urls`: part with a route -> its public address. What is left out is judged by its containers alone.
    """
    found = {}
    for name, url in urls.items():
        path = "/" if name in stack.static else _path(stack, name)
        if path is not None:
            prefix = len(stack.addresses[name].path)
            found[name] = pulumi.Output.from_input(url).apply(
                lambda known, path=path, prefix=prefix: known[: len(known) - prefix] + path
            )
    return found


def _path(stack: Stack, name: str) -> str | None:
    """The part's health path, if whoever asks for it at its address reaches the part by it."""
    spec, base = stack.web[name], stack.addresses[name].base
    if spec.protocol != "http" or spec.entry_token is not None:
        return None
    host, path = urlsplit(base).hostname if base else None, urlsplit(spec.check.ready).path
    reached = [
        (route.priority, part, route.refused)
        for part, container in stack.containers.items()
        for route in container.routes
        if route.host in (None, host) and covers(route.path, path)
    ]
    _, part, refused = min(reached, default=(0, "", True))
    return spec.check.ready if part == name and not refused else None
