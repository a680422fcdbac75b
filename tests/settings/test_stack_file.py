"""The stack's own file: keys of the namespace `groundwork`, the region, the operator's secrets."""

import json
from pathlib import Path

import pytest

import settings
from tests.settings.conftest import Lines, Read

CONFIG = [
    ({"groundwork:cloud": ""}, 'groundwork:cloud: missing; allowed: "aws", "alicloud", "docker"'),
    (
        {"groundwork:cloud": "azure"},
        'groundwork:cloud: "azure" is not allowed here; allowed: "aws", "alicloud", "docker"',
    ),
    (
        {"groundwork:environment": "production"},
        'groundwork:environment: "production" is not allowed here; allowed: "dev", "staging", "prod"',
    ),
    ({"groundwork:enviroment": "dev"}, 'groundwork:enviroment: unknown key; did you mean "environment"?'),
    (
        {"groundwork:size": "big"},
        (
            "groundwork:size: unknown key; "
            "allowed: cloud, environment, app, overrides, cloud_overrides, transform, replace, profiles, only, rotate, "
            "disposable, zone, residency, policies, aws, alicloud, docker"
        ),
    ),
    (
        {"groundwork:disposable": "yes"},
        'groundwork:disposable: "yes" is not allowed here; allowed: true or false',
    ),
    ({"groundwork:replace": "database"}, 'groundwork:replace: "database" is not allowed here; allowed: a list'),
    (
        {"groundwork:replace": '["databse"]'},
        'groundwork:replace[0]: there is no part "databse"; did you mean "database"?',
    ),
    (
        {"groundwork:replace": '["api"]'},
        'groundwork:replace[0]: "api" is a service; allowed: platform, network, database, cache, files, web',
    ),
    (
        {"groundwork:transform": '{"databas": {"aws:rds/instance:Instance": {"multiAz": true}}}'},
        'groundwork:transform.databas: there is no part "databas"; did you mean "database"?',
    ),
    (
        {"groundwork:transform": '{"database": {"rds.Instance": {"multiAz": true}}}'},
        (
            'groundwork:transform.database: "rds.Instance" is no resource type; '
            'allowed: a type like "aws:rds/instance:Instance"'
        ),
    ),
    (
        {"groundwork:overrides": '{"services": {"api": {"scale": {"mim": 4}}}}'},
        'groundwork:overrides.services.api.scale.mim: unknown key; did you mean "min"?',
    ),
    (
        {"groundwork:overrides": '{"services": {"api": {"scale": {"min": 9}}}}'},
        "groundwork:overrides.services.api.scale.min: 9 is more than max, 4; allowed: 0 to 4",
    ),
    (
        {"groundwork:overrides": '{"services": {"apy": {"port": 80}}}'},
        (
            "groundwork:overrides.services.apy: has neither `image` nor `build`; allowed: one of the two, "
            'or did you mean "api"?'
        ),
    ),
    (
        {"groundwork:overrides": '{"jobs": {"cleenup": null}}'},
        "groundwork:overrides.jobs.cleenup: is not there to be taken away: app.yaml does not have it",
    ),
    (
        {"groundwork:overrides": '{"domain": "shop.example.com"}', "groundwork:zone": "example.org"},
        (
            'groundwork:zone: "example.org" does not hold the domain "shop.example.com"; '
            "allowed: the domain itself or what follows one of its dots"
        ),
    ),
    ({"aws:region": ""}, "aws:region: missing; allowed: the name of a region, like eu-central-1"),
    (
        {"aws:region": "frankfurt"},
        'aws:region: "frankfurt" is no region; allowed: the name of a region, like eu-central-1',
    ),
]


@pytest.mark.parametrize(("config", "line"), CONFIG)
def test_configuration(lines: Lines, config: dict[str, str], line: str) -> None:
    assert lines(config=config) == [f"Pulumi.dev.yaml: {line}"]


def test_another_application_file(lines: Lines) -> None:
    config = {"groundwork:app": "shop.yaml", "groundwork:replace": '["database"]'}
    assert lines(config=config) == ["shop.yaml: there is no such file in the project's folder"]


def test_a_stack_name_that_no_host_can_bear(lines: Lines) -> None:
    assert lines(
        "domain: shop.example.com", environment="prod", config={"groundwork:zone": "example.com"}, stack="Prod_1"
    ) == [
        (
            'Pulumi.Prod_1.yaml: the stack\'s name "Prod_1" cannot be used: it becomes part of host names; '
            "allowed: 1 to 20 lower-case letters, digits and -"
        )
    ]


def test_null_takes_a_part_away(read: Read) -> None:
    overrides = {"jobs": {"cleanup": None}, "cache": None, "services": {"api": {"uses": ["database"]}}, "workers": None}
    stack = read(config={"groundwork:overrides": json.dumps(overrides)})
    assert stack.jobs == {}
    assert stack.cache is None
    assert stack.workers == {}


def test_null_inside_a_part_is_a_value(read: Read) -> None:
    overrides = {"services": {"api": {"user": None}}, "alarms": {"error_percent": None}}
    stack = read(config={"groundwork:overrides": json.dumps(overrides)})
    assert stack.services["api"].spec.user is None
    assert stack.alarms.error_percent is None


def test_disposable_by_preset_and_by_hand(read: Read) -> None:
    assert read().disposable is True
    assert read(config={"groundwork:disposable": "false"}).disposable is False
    assert read("domain: shop.example.com", environment="prod").disposable is False
    assert read("domain: shop.example.com", environment="prod", config={"groundwork:disposable": "true"}).disposable


def test_replace_and_transform_are_handed_over(read: Read) -> None:
    transform = {"database": {"aws:rds/instance:Instance": {"storageEncrypted": False}}}
    config = {"groundwork:replace": '["database"]', "groundwork:transform": json.dumps(transform)}
    stack = read(config=config)
    assert stack.replace == frozenset({"database"})
    assert stack.transform == transform


def test_the_zone_is_the_end_of_the_domain(read: Read) -> None:
    assert read().zone is None
    assert read("domain: a.shop.example.com").zone == "example.com"
    assert read("domain: a.shop.example.com", config={"groundwork:zone": "shop.example.com"}).zone == "shop.example.com"


SECRETS = "services: {api: {secrets: [STRIPE_KEY, MAIL_KEY], optional_secrets: [SENTRY_DSN]}}"


def test_missing_secrets_are_one_problem_with_their_commands(lines: Lines) -> None:
    change = f"{SECRETS}\nregistry: {{address: ghcr.io/shop, username: me, password_secret: REGISTRY_PASSWORD}}"
    assert lines(change) == [
        (
            "Pulumi.dev.yaml: 3 required secrets are not set; set them with\n"
            "    pulumi config set --secret MAIL_KEY --stack dev\n"
            "    pulumi config set --secret REGISTRY_PASSWORD --stack dev\n"
            "    pulumi config set --secret STRIPE_KEY --stack dev"
        )
    ]


def test_one_missing_secret(lines: Lines) -> None:
    assert lines("workers: {tasks: {secrets: [MAIL_KEY]}}") == [
        (
            "Pulumi.dev.yaml: a required secret is not set; set it with\n"
            "    pulumi config set --secret MAIL_KEY --stack dev"
        )
    ]


def test_a_secret_in_the_clear_is_refused_and_not_repeated(lines: Lines) -> None:
    config = {"shop:STRIPE_KEY": "sk-live-1", "shop:MAIL_KEY": "m-0815"}
    assert lines(SECRETS, config=config, secret_keys=("shop:MAIL_KEY",)) == [
        (
            "Pulumi.dev.yaml: shop:STRIPE_KEY: stands there in the clear; "
            "set it with: pulumi config set --secret STRIPE_KEY --stack dev"
        )
    ]


@pytest.mark.parametrize("value", ["change-me", "your_api_key_here", "", "XXX", "<key>"])
def test_a_placeholder_is_refused(lines: Lines, value: str) -> None:
    config = {"shop:MAIL_KEY": value or " "}
    assert lines("workers: {tasks: {secrets: [MAIL_KEY]}}", config=config, secret_keys=tuple(config)) == [
        (
            "Pulumi.dev.yaml: shop:MAIL_KEY: is still a placeholder; "
            "set it with: pulumi config set --secret MAIL_KEY --stack dev"
        )
    ]


def test_a_misspelt_optional_secret(lines: Lines) -> None:
    config = {"shop:SENTRY_DNS": "https://key@sentry"}
    change = "services: {api: {optional_secrets: [SENTRY_DSN]}}"
    assert lines(change, config=config, secret_keys=tuple(config)) == [
        'Pulumi.dev.yaml: shop:SENTRY_DNS: no part asks for this secret; did you mean "SENTRY_DSN"?'
    ]


def test_secrets_reach_the_parts_that_ask(read: Read) -> None:
    config = {"shop:STRIPE_KEY": "sk-live-1", "shop:MAIL_KEY": "m-0815", "shop:OLD": "x"}
    stack = read(SECRETS, config=config, secret_keys=tuple(config))
    assert stack.services["api"].secrets == ("STRIPE_KEY", "MAIL_KEY")
    assert stack.workers["tasks"].secrets == ()
    with_optional = {**config, "shop:SENTRY_DSN": "https://key@sentry"}
    stack = read(SECRETS, config=with_optional, secret_keys=tuple(with_optional))
    assert stack.services["api"].secrets == ("STRIPE_KEY", "MAIL_KEY", "SENTRY_DSN")


def test_required_secrets_of_a_stack_that_has_none_set(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\n")
    (tmp_path / "app.yaml").write_text(
        "name: shop\nworkers: {tasks: {image: 'a:1', secrets: [B], optional_secrets: [C]}}\n"
    )
    (tmp_path / "Pulumi.prod.yaml").write_text(
        "encryptionsalt: v1:x\n"
        "config:\n"
        "  groundwork:cloud: aws\n"
        "  groundwork:environment: prod\n"
        "  groundwork:overrides: {workers: {tasks: {secrets: [B, A]}}}\n"
        "  shop:OTHER: {secure: v1:abc}\n"
    )
    assert settings.required_secrets(tmp_path, "prod") == ["A", "B"]


def test_required_secrets_of_a_stack_without_a_file(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\n")
    with pytest.raises(settings.Problems) as caught:
        settings.required_secrets(tmp_path, "prod")
    assert str(caught.value) == "Pulumi.prod.yaml: there is no such file in the project's folder"


def test_a_project_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("runtime: python\n")
    (tmp_path / "app.yaml").write_text("name: shop\n")
    config = {"aws:region": "eu-central-1", "groundwork:cloud": "aws", "groundwork:environment": "dev"}
    with pytest.raises(settings.Problems) as caught:
        settings.read(tmp_path, "dev", config)
    assert str(caught.value) == "Pulumi.yaml: name: missing; allowed: the project's name"
