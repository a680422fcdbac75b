"""The path at which the entry answers by itself: what it may be, and who hands it on."""

import pytest

from tests.settings.conftest import Lines, Read
from tests.settings.docker import host

WHERE = "app.yaml: entry_health"
FREE = "allowed: a path that nothing else answers"

WRONG = [
    ("entry_health: health", f'{WHERE}: "health" is not allowed here; allowed: text like "/health-fe"'),
    ("entry_health: /", f'{WHERE}: "/" is not allowed here; allowed: text like "/health-fe"'),
    ("entry_health: /a/", f'{WHERE}: "/a/" is not allowed here; allowed: text like "/health-fe"'),
    ("entry_health: /a*", f'{WHERE}: "/a*" is not allowed here; allowed: text like "/health-fe"'),
    ("entry_health: /api", f'{WHERE}: "/api" is answered by api: "/api" leads there; {FREE}'),
    ("entry_health: /api/health", f'{WHERE}: "/api/health" is answered by api: "/api" leads there; {FREE}'),
    (
        "entry_health: /.well-known/acme-challenge",
        f'{WHERE}: "/.well-known/acme-challenge" is where certificate authorities look for answers; {FREE}',
    ),
    (
        "entry_health: /.well-known/acme-challenge/x",
        f'{WHERE}: "/.well-known/acme-challenge/x" is where certificate authorities look for answers; {FREE}',
    ),
    ("entry_health: /nginx-health", f'{WHERE}: "/nginx-health" is the entry\'s own on a Docker host; {FREE}'),
]


@pytest.mark.parametrize(("change", "line"), WRONG)
def test_a_path_that_is_spoken_for_is_refused(lines: Lines, change: str, line: str) -> None:
    assert lines(change) == [line]


API = "name: shop\nservices: {api: {image: 'api:1', port: 8000, scrape: /metrics}}\nroutes: {/: api}\n"
PAGE = "name: shop\nfrontends: {web: {kind: static, directory: dist}}\n"
TOGETHER = "allowed: together with a route that leads to a service"


@pytest.mark.parametrize(
    ("app", "line"),
    [
        (f"{API}entry_health: /metrics", f'{WHERE}: "/metrics" shows metrics of api; {FREE}'),
        (
            f"{PAGE}routes: {{/: web}}\nentry_health: /h",
            f"{WHERE}: there are files alone, which a CDN hands out; {TOGETHER}",
        ),
        (f"{PAGE}entry_health: /h", f"{WHERE}: there is no route, and so no entry; {TOGETHER}"),
    ],
)
def test_some_entry_must_be_there_to_answer(lines: Lines, app: str, line: str) -> None:
    assert lines(app=app) == [line]


def test_the_entry_answers_beside_routes_that_only_begin_the_same(read: Read) -> None:
    """A CDN hands the path on to the entry, which knows it before every route; without the word nothing changes."""
    stack = read("entry_health: /api-health")
    assert stack.entry is not None
    assert stack.entry.health == "/api-health"
    assert stack.static["web"].forwards == ("/api-health", "/api")
    without = read()
    assert without.entry is not None
    assert without.entry.health is None
    assert without.static["web"].forwards == ("/api",)


def test_every_cdn_hands_it_on(read: Read) -> None:
    """Also one that hands on nothing else."""
    more = """
entry_health: /h
domain: shop.example.com
frontends: {docs: {kind: static, directory: dist}}
routes: {"docs.{domain}/": docs}
"""
    stack = read(more)
    assert (stack.static["docs"].forwards, stack.static["web"].forwards) == (("/h",), ("/api", "/h"))


def test_on_one_host_there_is_an_entry_before_files_too(read: Read) -> None:
    stack = read(app=f"{PAGE}routes: {{/: web}}\nentry_health: /h", config=host())
    assert stack.entry is not None
    assert stack.entry.health == "/h"
    assert stack.static["web"].forwards == ()


def test_it_says_nothing_where_only_stores_run(read: Read) -> None:
    """`groundwork:only` leaves the parts out, and with them the routes: that is no mistake of the application's."""
    stack = read("entry_health: /h", config={"groundwork:only": '["database"]'})
    assert stack.entry is None
