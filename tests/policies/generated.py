"""Resources of every judged type, with whatever might stand in their properties.

Shapes come from shapes.json: `text`, `number`, `flag`, `map`, `=a|b` for texts to choose from, lists and objects of
these. Of a type that it does not have, the properties are those that a check names.
"""

import dataclasses
import functools
import json
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policies.pack.resource import OPTIONS, Resource
from policies.pack.values import Marker, Secret
from policies.rules import RULES

SHAPES: Mapping[str, Mapping[str, Any]] = json.loads((Path(__file__).parent / "shapes.json").read_text())
TEXTS = (
    *(
        "",
        " ",
        "*",
        "true",
        "0",
        "80/80",
        "-1/-1",
        "443/x",
        "0.0.0.0/0",
        "::/0",
        "10.0.0.0/8",
        "300.1.1.1/99",
        "a=b",
        "=",
    ),
    *("arn:aws:iam::aws:policy/AdministratorAccess", "acs:oss:*:1:*", "sha256:0", "postgres:16@sha256:0", "/", "//"),
    *(
        "/var/run/docker.sock",
        "rate(3 days)",
        "cron(0 1 * * ? *)",
        "7d",
        "-----BEGIN PRIVATE KEY-----",
        "AKIA",
        "::::::",
    ),
    *("{", "[]", "null", "3", '"x"', "{}", "[[1, null]]", '{"Statement": "text"}', '{"Statement": [null, 1, []]}'),
    '{"Statement": [{"Effect": "Allow", "Action": {"a": 1}, "Principal": 3, "Resource": [1], "Condition": [1]}]}',
    '{"Statement": {"Effect": "Allow", "Action": ["*", null], "Resource": "*", "Condition": {"Bool": {"x": []}}}}',
    '{"Version": [], "Statement": [{"Effect": "Deny", "Principal": {"AWS": [[]]}, "NotAction": "s3:*"}]}',
    '[{"name": [], "image": 1, "environment": {"name": 1}, "user": [], "memory": {}, "healthCheck": 3}, null]',
    '[{"name": "api", "environment": [{"name": "DB_PASSWORD", "value": "hunter2"}], "linuxParameters": []}]',
    *("\u202e\x00", "ü" * 300, "9" * 400, "1e999"),
)
NUMBERS = (0.0, 1.0, -1.0, 443.0, 65535.0, 1e18, -1e300, float("inf"), float("nan"), 0.5)
ODD: tuple[Any, ...] = (
    *(
        Marker.UNKNOWN,
        Marker.MISSING,
        Secret(Marker.UNKNOWN),
        Secret("hunter2hunter2"),
        Secret([Secret({})]),
        True,
        False,
    ),
    *([], {}, [Marker.UNKNOWN], [None], [[]], [{}], {"": Marker.UNKNOWN}, {"a": {"b": [{"c": None}]}}, ["*", 1.0, {}]),
)
ODD_SHARE = 0.25
"""Of all values, how many are of another kind than the property's own."""
DEEPEST = 4


@functools.cache
def judged_types() -> tuple[str, ...]:
    """Every resource type that any check looks at."""
    return tuple(sorted({check.type for rule in RULES for check in rule.checks() if "/" in check.type}))


@functools.cache
def shapes(resource_type: str) -> Mapping[str, Any]:
    """The properties of a type."""
    named = {re.split(r"[.\[{]", path)[0] for path in _paths(resource_type)}
    return {**dict.fromkeys(sorted(named - {"", OPTIONS}), "any"), **SHAPES.get(resource_type, {})}


def resource(chance: random.Random, resource_type: str, number: int = 0) -> Resource:
    """One resource with odd values in some of its properties; those that a check names are mostly there."""
    judged = {re.split(r"[.\[{]", path)[0] for path in _paths(resource_type)}
    found = {
        name: _value(chance, shape, 0)
        for name, shape in shapes(resource_type).items()
        if chance.random() < (0.8 if name in judged else 0.1)
    }
    properties = {name: value for name, value in found.items() if value is not Marker.MISSING}
    properties[OPTIONS] = {"protect": chance.choice((True, False, Marker.UNKNOWN))}
    return Resource(resource_type, f"made-{number}", f"urn:pulumi:s::p::{resource_type}::made-{number}", properties)


def stack(chance: random.Random, size: int) -> list[Resource]:
    """Several resources of any types, whose properties come from one another at random."""
    made = [resource(chance, chance.choice(judged_types()), number) for number in range(size)]
    urns = [one.urn for one in made] + ["urn:pulumi:s::p::gone::gone"]
    return [
        dataclasses.replace(
            one,
            depends_on={
                name: tuple(chance.sample(urns, min(3, len(urns))))
                for name in shapes(one.type)
                if chance.random() < 0.6
            },
            provider=chance.choice(urns),
        )
        for one in made
    ]


def _value(chance: random.Random, shape: Any, depth: int) -> Any:
    if depth > DEEPEST or shape == "any" or chance.random() < ODD_SHARE:
        return chance.choice((chance.choice(ODD), chance.choice(TEXTS), chance.choice(NUMBERS)))
    value: Any
    match shape:
        case dict():
            value = {name: _value(chance, inner, depth + 1) for name, inner in shape.items() if chance.random() < 0.5}
        case [inner]:
            value = [_value(chance, inner, depth + 1) for _ in range(chance.randrange(3))]
        case "number":
            value = chance.choice(NUMBERS)
        case "flag":
            value = chance.random() < 0.5
        case "map":
            value = {chance.choice(TEXTS): chance.choice(TEXTS)}
        case str() if shape.startswith("="):
            value = chance.choice(shape[1:].split("|"))
        case _:
            value = chance.choice(TEXTS)
    return Secret(value) if chance.random() < 0.05 else value


@functools.cache
def _paths(resource_type: str) -> tuple[str, ...]:
    checks = [check for rule in RULES for check in rule.checks() if check.type == resource_type]
    return tuple(path for check in checks for path in _named(check))


def _named(value: object) -> Iterator[str]:
    """Every path in a check, wherever it stands in it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if field.name in ("path", "through") and isinstance(inner, str):
                yield inner
            yield from _named(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _named(item)
