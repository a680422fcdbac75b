"""Presets lie under app.yaml, which lies under the stack's overrides."""

import json
from typing import Any

import pytest

from components.container import InstanceSpec
from settings import allowed
from settings.application import Application
from settings.environments import DISPOSABLE, TABLE, preset
from settings.stack import ContainerPart
from tests.settings.conftest import Read

NAMES = (
    *("zones", "nat", "size", "multi_zone", "backup_days", "deletion_protection"),
    *("cache size", "replicas", "cache backup_days", "versioned", "scale.min", "logs.days", "disposable"),
)
EXPECTED = {
    "dev": (2, "single", "small", False, 7, False, "small", 0, 0, False, 1, 30, True),
    "staging": (2, "single", "small", False, 14, True, "small", 0, 1, True, 1, 30, False),
    "prod": (3, "per_zone", "medium", True, 30, True, "medium", 1, 7, True, 2, 365, False),
}


def least(part: ContainerPart) -> int:
    assert isinstance(part.spec, InstanceSpec)
    return part.spec.scale.min


@pytest.mark.parametrize("environment", EXPECTED)
def test_what_a_stack_starts_from(read: Read, environment: str) -> None:
    ssr = 'frontends: {site: {kind: ssr, image: "shop/site:1"}}\ndomain: shop.example.com'
    stack = read(ssr, environment=environment)
    database, cache = stack.database, stack.cache
    assert database is not None
    assert cache is not None
    values = (
        *(stack.network.zones, stack.network.nat),
        *(database.size, database.multi_zone, database.backup_days, database.deletion_protection),
        *(cache.size, cache.replicas, cache.backup_days, stack.buckets["files"].versioned),
        *(least(stack.services["api"]), stack.logs.days, stack.disposable),
    )
    assert dict(zip(NAMES, values, strict=True)) == dict(zip(NAMES, EXPECTED[environment], strict=True))
    assert least(stack.workers["tasks"]) == least(stack.rendered["site"]) == least(stack.services["api"])


def test_app_yaml_wins_over_the_preset_and_the_stack_over_both(read: Read) -> None:
    change = "database: {size: large, backup_days: 20}\nservices: {api: {scale: {min: 3}}}"
    overrides = json.dumps({"database": {"backup_days": 10}})
    stack = read(change, config={"groundwork:overrides": overrides})
    assert stack.database is not None
    assert (stack.database.size, stack.database.backup_days) == ("large", 10)
    assert least(stack.services["api"]) == 3


def test_a_preset_adds_no_section(read: Read) -> None:
    stack = read(app='name: shop\nservices: {api: {image: "a:1"}}\n')
    assert stack.database is None
    assert stack.cache is None
    assert (stack.buckets, stack.workers, stack.jobs, stack.static) == ({}, {}, {}, {})
    assert preset("prod", {"name": "shop"}) == {"network": {"zones": 3, "nat": "per_zone"}, "logs": {"days": 365}}


def test_a_static_frontend_gets_no_scale() -> None:
    assert "frontends" not in preset("prod", {"frontends": {"web": {"kind": "static"}}})


CONTENT: dict[str, Any] = {
    "buckets": {"part": {}},
    "services": {"part": {}},
    "workers": {"part": {}},
    "frontends": {"part": {"kind": "ssr"}},
}


@pytest.mark.parametrize("setting", TABLE)
def test_every_row_names_a_setting_that_exists(setting: str) -> None:
    steps = tuple(setting.replace("*", "part").split("."))
    node = allowed.node(Application.model_json_schema(), steps, CONTENT)
    assert node != {}
    for value in TABLE[setting]:
        assert type(value).__name__ in {"int", "bool", "str"}


def test_only_dev_is_disposable() -> None:
    assert DISPOSABLE == {"dev": True, "staging": False, "prod": False}
