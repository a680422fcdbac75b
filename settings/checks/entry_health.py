"""The path at which the entry answers by itself: no part must want it, and something must be there to answer."""

from components.gateway.contract import CHALLENGE_PATH, OWN_HEALTH
from settings.derive.routing import Routing
from settings.derive.scraping import covers
from settings.parts import Draft

WHERE = ("entry_health",)


def check(draft: Draft, routing: Routing) -> None:
    """Report a path that is spoken for, and an entry that only hands out files where the whole application runs."""
    path = draft.application.entry_health
    if path is None:
        return
    taken = next((text for start, text in _reserved().items() if covers(start, path)), None) or _routed(routing, path)
    if taken:
        draft.report.add(WHERE, f'"{path}" {taken}; allowed: a path that nothing else answers', ("routes",))
    elif not routing.entry and not draft.absent and draft.report.intact(("routes",)):
        there = "are files alone, which a CDN hands out" if routing.rules else "is no route, and so no entry"
        text = f"there {there}; allowed: together with a route that leads to a service"
        draft.report.add(WHERE, text)


def _reserved() -> dict[str, str]:
    return {
        CHALLENGE_PATH.rstrip("/"): "is where certificate authorities look for answers",
        OWN_HEALTH: "is the entry's own on a Docker host",
    }


def _routed(routing: Routing, path: str) -> str:
    """A rule for everything is there to be interrupted; any other that covers the path means to answer it."""
    for rule in routing.rules:
        if rule.path != "/" and covers(rule.path, path):
            return f'is answered by {rule.part}: "{rule.place[-1]}" leads there'
    for part, routes in routing.gateway.items():
        if any(route.refused and covers(route.path, path) for route in routes):
            return f"shows metrics of {part}"
    return ""
