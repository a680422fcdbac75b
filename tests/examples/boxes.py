"""What runs in a part's containers, read from whatever a cloud calls them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.components.programs import Program
from tests.examples.wholes import one

DEPLOYED = ("1", "job")
"""How a container of one host ends its name."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """One container as it is defined."""

    image: str
    command: list[str]
    """Empty: the image's own."""
    variables: Mapping[str, str]
    """Those with a value; secrets too where a cloud hands them over so."""
    references: Mapping[str, str]
    """Variable -> where its value is read, where a cloud can do that."""
    user: str
    cpu: float
    """vCPU."""
    memory: int
    """MiB."""
    inputs: Mapping[str, Any]
    """The definition itself."""
    marked: bool
    """Its values are kept as secrets."""


def box(program: Program, part: str) -> Box:
    """The container of a part, or the first of several."""
    return {"aws": _aws, "alicloud": _alicloud, "docker": _docker}[program.stack.cloud](program, part)


def _aws(program: Program, part: str) -> Box:
    task = one(program, f"{part}-task", "TaskDefinition").inputs
    inputs = next(each for each in json.loads(task["containerDefinitions"]) if each["name"] == part)
    return Box(
        image=inputs["image"],
        command=inputs.get("command", []),
        variables={each["name"]: each["value"] for each in inputs["environment"]},
        references={each["name"]: each["valueFrom"] for each in inputs["secrets"]},
        user=inputs["user"],
        cpu=int(task["cpu"]) / 1024,
        memory=int(task["memory"]),
        inputs=inputs,
        marked=False,
    )


def _alicloud(program: Program, part: str) -> Box:
    found = one(program, f"{part}-configuration", "EciScalingConfiguration")
    inputs = next(each for each in found.inputs["containers"] if each["name"] == part)
    return Box(
        image=inputs["image"],
        command=inputs.get("commands", []) + inputs.get("args", []),
        variables={each["key"]: each["value"] for each in inputs["environmentVars"]},
        references={},
        user=str(inputs["securityContextRunAsUser"]),
        cpu=found.inputs["cpu"],
        memory=int(found.inputs["memory"] * 1024),
        inputs=inputs,
        marked="containers" in found.secret_inputs,
    )


def _docker(program: Program, part: str) -> Box:
    name = next(f"{part}-{end}" for end in DEPLOYED if f"{part}-{end}" in {item.name for item in program.resources})
    found = one(program, name, "Container")
    inputs = found.inputs
    return Box(
        image=inputs["image"].removeprefix("id-of-"),
        command=inputs.get("command", []),
        variables=dict(each.split("=", 1) for each in inputs["envs"]),
        references={},
        user=inputs["user"],
        cpu=float(inputs["cpus"]),
        memory=inputs["memory"],
        inputs=inputs,
        marked="envs" in found.secret_inputs,
    )
