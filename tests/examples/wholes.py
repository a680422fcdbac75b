"""The examples' programs, each registered once for all tests that look at it."""

import functools
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

import settings
from components.container import InstanceSpec, ScaleSpec
from components.spec import Cloud
from settings.merging import merged
from settings.report import Report
from settings.stack_file import plain
from tests.components.programs import Program, operators, registered
from tests.components.recorder import Recorded
from tests.examples.tracing import REPOSITORY, SYSTEMS

CLOUDS: tuple[Cloud, ...] = ("aws", "alicloud", "docker")
CLOUDS_ALONE: tuple[Cloud, ...] = ("aws", "alicloud")

EVERYWHERE = [(system, cloud) for system in SYSTEMS for cloud in CLOUDS]
ON_CLOUDS = [(system, cloud) for system in SYSTEMS for cloud in CLOUDS_ALONE]

every = pytest.mark.parametrize(("system", "cloud"), EVERYWHERE)
"""Each system on each target, in production."""
on_clouds = pytest.mark.parametrize(("system", "cloud"), ON_CLOUDS)
on_every_cloud = pytest.mark.parametrize("cloud", CLOUDS)
"""One system on each target."""
on_both_clouds = pytest.mark.parametrize("cloud", CLOUDS_ALONE)


@functools.cache
def whole(system: str, cloud: Cloud = "aws", stack: str = "prod") -> Program:
    """A stack of an example as its files say."""
    return changed(system, cloud, stack)


def changed(
    system: str,
    cloud: Cloud = "aws",
    stack: str = "prod",
    overrides: Mapping[str, Any] | None = None,
    secrets: Iterable[str] = (),
) -> Program:
    """A stack with more laid over it, and the secrets that this asks for."""
    with registered(system, stack, cloud, overrides, more_secrets=secrets) as program:
        return program


def read(
    system: str,
    stack: str = "prod",
    cloud: Cloud | None = None,
    overrides: Mapping[str, Any] | None = None,
    config: Mapping[str, Any] | None = None,
) -> settings.Stack:
    """A stack as its files say, its required secrets set; another cloud, overrides or settings laid over them.

    `config` may set further secrets: `{"towow:SENTRY_DSN": "told"}`. Raises `Problems`.
    """
    folder = REPOSITORY / "examples" / system
    asked = {key: json.dumps(value) if not isinstance(value, str) else value for key, value in (config or {}).items()}
    found = {**plain(folder, stack, Report()), **asked}
    found["groundwork:cloud"] = cloud or found["groundwork:cloud"]
    found["groundwork:overrides"] = json.dumps(
        merged(json.loads(found.get("groundwork:overrides", "{}")), overrides or {})
    )
    secrets = {f"{system}:{name}": value for name, value in operators(folder, stack, cloud).items()}
    keys = {*secrets, *(key for key in asked if key.startswith(f"{system}:"))}
    return settings.read(folder, stack, {**secrets, **found}, keys)


def one(program: Program, name: str, kind: str) -> Recorded:
    """The one resource of a name whose type ends so: `Instance`, `Container`."""
    found = [item for item in program.resources if item.name == name and item.type.rpartition(":")[2] == kind]
    assert len(found) == 1, f"{len(found)} {kind} {name}; there are {sorted(item.name for item in program.resources)}"
    return found[0]


def scales(program: Program) -> dict[str, ScaleSpec]:
    """How many instances of each part that keeps running."""
    parts = program.stack.containers.items()
    return {name: part.spec.scale for name, part in parts if isinstance(part.spec, InstanceSpec)}


def running(program: Program, part: str) -> int:
    """How many instances of a part a cloud is asked for."""
    if program.stack.cloud == "docker":
        return len([name for name in of_type(program, "Container") if re.fullmatch(rf"{part}-\d+", name)])
    name, kind, key = {
        "aws": (f"{part}-service", "Service", "desiredCount"),
        "alicloud": (f"{part}-group", "ScalingGroup", "desiredCapacity"),
    }[program.stack.cloud]
    return one(program, name, kind).inputs[key]


def of_type(program: Program, kind: str) -> dict[str, Mapping[str, Any]]:
    """Inputs by name of every resource whose type ends so."""
    return {item.name: item.inputs for item in program.resources if item.type.rpartition(":")[2] == kind}
