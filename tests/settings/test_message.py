"""The one message: all problems at once, each blamed on its file, none that only follows from another, no secret."""

import json

import pytest

import settings
from tests.settings.conftest import Lines

FIVE = """
name: shop
database: {version: 15, backup_days: 3}
cache: {}
services:
  api: {image: "shop/api:1", uses: [databse], outbound_ports: [443, 443], strem: true}
routes: {"/": api}
domain: shop.example.com
"""


def test_five_mistakes_are_five_lines_of_one_message(lines: Lines) -> None:
    assert lines(app=FIVE, environment="prod") == [
        'app.yaml: services.api.strem: unknown key; did you mean "streaming"?',
        'app.yaml: database.version: 15 is not allowed here; allowed: "14", "15", "16", "17"',
        "app.yaml: services.api.outbound_ports[1]: port 443 is used twice; keep one",
        "app.yaml: database.backup_days: prod without enough backups: 3 days are kept; allowed: 7 to 35",
        'app.yaml: services.api.uses[0]: there is no part "databse"; did you mean "database"?',
    ]


def test_a_value_is_blamed_on_the_file_that_it_came_from(lines: Lines) -> None:
    overrides = json.dumps({"services": {"api": {"scale": {"min": 9}, "uses": ["cach"]}}, "domain": "shop.example.com"})
    change = "services: {api: {health: ok, scale: {max: 3}}}"
    assert lines(change, environment="prod", config={"groundwork:overrides": overrides}) == [
        'app.yaml: services.api.health: "ok" is not allowed here; allowed: text like "/healthz"',
        "Pulumi.prod.yaml: groundwork:overrides.services.api.scale.min: 9 is more than max, 3; allowed: 0 to 3",
        'Pulumi.prod.yaml: groundwork:overrides.services.api.uses[0]: there is no part "cach"; did you mean "cache"?',
    ]


def test_the_application_s_problems_come_first(lines: Lines) -> None:
    files = [line.split(":")[0] for line in lines("services: {api: {uses: [cach]}}", config={"aws:region": ""})]
    assert files == ["app.yaml", "Pulumi.dev.yaml"]


def test_a_misspelt_section_does_not_make_its_parts_unknown(lines: Lines) -> None:
    app = 'name: shop\nservces: {api: {image: "a:1"}}\nroutes: {"/": api}\ndatbase: {}\n'
    app += 'workers: {tasks: {image: "a:1", uses: [database, api]}}\n'
    assert lines(app=app) == [
        'app.yaml: servces: unknown key; did you mean "services"?',
        'app.yaml: datbase: unknown key; did you mean "database"?',
    ]


def test_a_refused_part_does_not_make_references_to_it_wrong(lines: Lines) -> None:
    app = 'name: shop\nfrontends: {web: {kind: spa}}\nservices: {api: 5}\nroutes: {"/": web, "/x": web, "/api": api}\n'
    assert lines(app=app) == [
        "app.yaml: services.api: 5 is not allowed here; allowed: a mapping",
        'app.yaml: frontends.web.kind: "spa" is not allowed here; allowed: "ssr", "static"',
    ]


def test_a_refused_list_does_not_make_what_needs_it_wrong(lines: Lines) -> None:
    change = "services: {api: {uses: all, variables: {HOST: '{database.host}'}}}\ndatabase: {migrate: [up]}"
    assert lines(change) == ['app.yaml: services.api.uses: "all" is not allowed here; allowed: a list']


def test_a_refused_value_does_not_make_a_default_wrong(lines: Lines) -> None:
    assert lines("services: {api: {scale: {min: few, max: 1}}}") == [
        'app.yaml: services.api.scale.min: "few" is not allowed here; allowed: a whole number from 0 to 1000'
    ]


SPILLS = [
    "services: {api: {secrets: {STRIPE_KEY: sk-live-42}}}",
    "services: {api: {secrets: ['STRIPE_KEY=sk-live-42']}}",
    "services: {api: {optional_secrets: sk-live-42}}",
    "services: {api: {generate: ['sk-live-42']}}",
    "services: {api: {variables: [sk-live-42]}}",
    "services: {api: {variables: {PASSWORD: {value: sk-live-42}}}}",
    "services: {api: {variables: sk-live-42}}",
    "services: {api: {variables: {URL: 'https://sk-live-42{zq.sk-live-42}'}}}",
    "services: {api: {password: sk-live-42}}",
    "registry: {address: 'https://me:sk-live-42@ghcr.io'}",
    "registry: {password: sk-live-42, address: ghcr.io/shop}",
    "registry: {address: ghcr.io/shop, username: me, password_secret: sk-live-42}",
    "services: {api: {image: null, build: {arguments: {TOKEN: ['sk-live-42']}}}}",
]


@pytest.mark.parametrize("change", SPILLS)
def test_what_may_be_a_secret_is_not_repeated(lines: Lines, change: str) -> None:
    assert "sk-live-42" not in "\n".join(lines(change))


def test_a_wrong_secret_name_is_told_without_its_value(lines: Lines) -> None:
    assert lines("services: {api: {optional_secrets: ['STRIPE-KEY']}}") == [
        (
            "app.yaml: services.api.optional_secrets[0]: this value is not allowed here; "
            "allowed: a name of letters, digits and _, not starting with a digit"
        )
    ]


def test_encrypted_settings_are_blotted_out(lines: Lines) -> None:
    overrides = json.dumps({"services": {"api": {"image": "very secret image"}}, "domain": "hidden host"})
    config = {"groundwork:overrides": overrides}
    assert lines(config=config, secret_keys=tuple(config)) == [
        (
            'Pulumi.dev.yaml: groundwork:overrides.domain: "[secret]" is not allowed here; '
            'allowed: text like "app.example.com"'
        ),
        (
            'Pulumi.dev.yaml: groundwork:overrides.services.api.image: "[secret]" is no image; '
            'allowed: a name with tag or digest, like "api:1.4.2"'
        ),
    ]


def test_a_long_value_is_cut(lines: Lines) -> None:
    assert lines(f"services: {{api: {{health: {'x' * 500}}}}}") == [
        f'app.yaml: services.api.health: "{"x" * 59}…" is not allowed here; allowed: text like "/healthz"'
    ]


def test_problems_are_an_exception_with_lines() -> None:
    problems = settings.Problems(["a: b", "c: d"])
    assert str(problems) == "a: b\nc: d"
    assert problems.lines == ("a: b", "c: d")
