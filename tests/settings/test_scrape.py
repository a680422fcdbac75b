"""Metrics are not for the world: the entry refuses the path that some route would lead to."""

import pytest

from components.container import Route
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

DOMAIN = "domain: shop.example.com\n"


def refused(routes: tuple[Route, ...]) -> list[tuple[str | None, str]]:
    return [(route.host, route.path) for route in routes if route.refused]


def test_a_path_that_a_route_covers_is_refused_before_it(read: Read) -> None:
    change = f"{DOMAIN}services: {{api: {{scrape: /metrics}}}}\nroutes: {{'api.{{domain}}/': api}}"
    routes = read(change).services["api"].routes
    assert refused(routes) == [("api.shop.example.com", "/metrics")]
    places = {(route.host, route.path): route.priority for route in routes}
    assert places["api.shop.example.com", "/metrics"] < places["api.shop.example.com", "/"]
    assert len(set(places.values())) == len(routes) == 3


def test_behind_a_cdn_it_is_refused_on_every_host(read: Read) -> None:
    change = f"{DOMAIN}services: {{api: {{scrape: ':8000/api/metrics'}}}}"
    stack = read(change)
    assert refused(stack.services["api"].routes) == [(None, "/api/metrics")]
    assert stack.static["web"].forwards == ("/api",)


def test_every_host_of_the_part_refuses_it(read: Read) -> None:
    change = f"{COMMAND}\n{DOMAIN}services: {{api: {{scrape: /metrics}}}}\n"
    change += "routes: {'a.{domain}/': api, 'b.{domain}/': api}"
    assert refused(read(change, config=host()).services["api"].routes) == [
        ("a.shop.example.com", "/metrics"),
        ("b.shop.example.com", "/metrics"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "services: {api: {scrape: /metrics}}",
        "services: {api: {scrape: ':9191/api/metrics'}}",
        "services: {api: {scrape: /api/metrics}, other: {image: 'a:1'}}\nroutes: {/api/metrics: other}",
        "services: {api: {scrape: /apis/metrics}}",
        "services: {api: {scrape: /api/metrics}, other: {image: 'a:1'}}\nroutes: {/api: other, /x: api}",
        "workers: {tasks: {scrape: ':9191/metrics'}}",
    ],
)
def test_a_path_that_no_route_to_it_covers_needs_no_rule(read: Read, change: str) -> None:
    for part in read(f"{DOMAIN}{change}").containers.values():
        assert refused(part.routes) == []


def test_no_route_leads_to_it(lines: Lines) -> None:
    change = f"{DOMAIN}services: {{api: {{scrape: /metrics}}}}\nroutes: {{/metrics: api}}"
    assert lines(change) == [
        (
            'app.yaml: services.api.scrape: "/metrics" shows metrics, and a route of its own leads to it from outside; '
            "allowed: another path, or a port of its own"
        )
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            "workers: {tasks: {scrape: /metrics}}",
            'workers.tasks.scrape: a worker has no `port`; allowed: a port and a path, like ":9191/metrics"',
        ),
        ("workers: {tasks: {scrape: ':99999/m'}}", "workers.tasks.scrape: 99999 is no port; allowed: 1 to 65535"),
        (
            "services: {api: {scrape: '/metrics?x=*'}}",
            'services.api.scrape: "/metrics?x=*" is no path; allowed: a path like "/metrics" or ":9191/metrics"',
        ),
        (
            "services: {api: {scrape: 'metrics'}}",
            'services.api.scrape: "metrics" is not allowed here; allowed: text like "/metrics"',
        ),
    ],
)
def test_where_it_is_shown_is_checked(lines: Lines, change: str, line: str) -> None:
    assert lines(change) == [f"app.yaml: {line}"]
