"""A part that asks for a token at the entry: which secret it is, and where what turns others away stands."""

import pytest

from components.container import WebSpec
from settings.derive import priorities
from tests.settings.conftest import Lines, Read

APP = """
name: shop
services: {api: {image: "a:1", entry_token: API_TOKEN}, other: {image: "a:1"}}
routes: {"/api": api, "/": other, "/api/v2": api}
"""
CONFIG = {"shop:API_TOKEN": "s3cret"}
SECRET = ("shop:API_TOKEN",)


def test_others_are_turned_away_after_the_part_and_before_whoever_comes_next(read: Read) -> None:
    stack = read(app=APP, config=CONFIG, secret_keys=SECRET)
    routes = {route.path: route for name in ("api", "other") for route in stack.services[name].routes}
    deep, api, everything = routes["/api/v2"], routes["/api"], routes["/"]
    assert deep.guard_priority is not None
    assert api.guard_priority is not None
    assert deep.priority < deep.guard_priority < api.priority < api.guard_priority < everything.priority
    assert everything.guard_priority is None
    assert api.priority == priorities.assign([(None, "/api"), (None, "/"), (None, "/api/v2")])[None, "/api"]


def test_the_token_is_for_the_entry_and_not_for_the_container(read: Read) -> None:
    part = read(app=APP, config=CONFIG, secret_keys=SECRET).services["api"]
    assert isinstance(part.spec, WebSpec)
    assert (part.spec.entry_token, part.secrets) == ("API_TOKEN", ())


def test_the_token_must_be_set(lines: Lines) -> None:
    (said,) = lines(app=APP)
    assert "API_TOKEN" in said


@pytest.mark.parametrize("token", ["with*star", "two words", "ab" * 65])
def test_a_token_that_would_match_others_is_refused(lines: Lines, token: str) -> None:
    assert lines(app=APP, config={"shop:API_TOKEN": token}, secret_keys=SECRET) == [
        (
            "Pulumi.dev.yaml: shop:API_TOKEN: cannot be compared by a load balancer; "
            "allowed: 1 to 128 visible ASCII characters but * and ?"
        )
    ]
