"""ECS task definitions: the containers, their sizes and what they depend on."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.access import assumed_by
from simulator.aws.container_rules import own_figures_fit
from simulator.aws.find import by_arn
from simulator.aws.task_volumes import mounts_fit
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT, OWNED, Record
from simulator.values import UNKNOWN

FAMILY = "aws:ecs/family"
"""Remembers the newest revision of a family: numbers are never used again."""
TASK = "aws:ecs/taskDefinition:TaskDefinition"
NAME = re.compile(r"^[A-Za-z0-9_-]{1,255}$")
SECRET = re.compile(r"^arn:[\w-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]+(:[^:]*:[^:]*:[^:]*)?$")
PARAMETER = re.compile(r"^(arn:[\w-]+:ssm:[a-z0-9-]+:\d{12}:parameter/)?[\w./-]+$")
CONDITIONS = ("START", "COMPLETE", "SUCCESS", "HEALTHY")
LONGEST_STOP = 120
"""Seconds (ECS developer guide, "Task definition parameters", stopTimeout on Fargate)."""
AWSLOGS = ("awslogs-group", "awslogs-region", "awslogs-stream-prefix")
"""What the log driver needs on Fargate (ECS developer guide, "Send logs to CloudWatch")."""
GIB = 1024
MEMORY = {
    256: [512, GIB, 2 * GIB],
    512: [each * GIB for each in range(1, 5)],
    1024: [each * GIB for each in range(2, 9)],
    2048: [each * GIB for each in range(4, 17)],
    4096: [each * GIB for each in range(8, 31)],
    8192: [each * GIB for each in range(16, 61, 4)],
    16384: [each * GIB for each in range(32, 121, 8)],
}
"""Fargate's CPU units and the MiB that go with each (ECS developer guide, "Task CPU and memory")."""


def containers(text: Any) -> list[dict[str, Any]]:
    """The containers of a definition; none when it cannot be read."""
    try:
        found = json.loads(text)
    except (TypeError, ValueError):
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def plan_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """What the provider refuses in the preview: text that holds no containers."""
    try:
        found = json.loads(inputs["containerDefinitions"])
    except ValueError:
        if UNKNOWN not in inputs["containerDefinitions"]:
            yield "containerDefinitions: must be a JSON list of containers"
        return
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        yield "containerDefinitions: must be a JSON list of containers"


def sizes_fit(call: Call) -> None:
    """Fargate takes certain pairs of CPU and memory, and its own network mode."""
    if "FARGATE" not in (call.inputs.get("requiresCompatibilities") or ()):
        return
    if call.inputs.get("networkMode") != "awsvpc":
        raise Refusal("ClientException: Fargate only supports network mode 'awsvpc'.")
    cpu, memory = (str(call.inputs.get(name, "")) for name in ("cpu", "memory"))
    if not (cpu.isdigit() and memory.isdigit()):
        raise Refusal(
            "ClientException: Fargate requires that 'cpu' and 'memory' be defined at the task level, as numbers in "
            "text."
        )
    pairs = MEMORY.get(int(cpu))
    if pairs is None:
        raise Refusal(
            f"ClientException: Invalid 'cpu' setting for task: {cpu}; Fargate has {', '.join(map(str, MEMORY))}"
        )
    if int(memory) not in pairs:
        raise Refusal(
            f"ClientException: No Fargate configuration exists for given values: {cpu} CPU, {memory} memory; with it "
            f"go {pairs[0]} to {pairs[-1]} MiB: {pairs}"
        )
    if not call.inputs.get("executionRoleArn") and any(
        needs_role(each) for each in containers(call.inputs["containerDefinitions"])
    ):
        raise Refusal(
            "ClientException: Fargate requires task definition to have execution role ARN to support log driver "
            "awslogs or secrets."
        )


def needs_role(container: Mapping[str, Any]) -> bool:
    """Whether a container needs an execution role."""
    return bool(container.get("secrets")) or (container.get("logConfiguration") or {}).get("logDriver") == "awslogs"


def containers_fit(call: Call) -> None:
    """Containers have names of their own, an image, and wait only for one another."""
    found = containers(call.inputs["containerDefinitions"])
    names = [str(each.get("name", "")) for each in found]
    if not found:
        raise Refusal("ClientException: Container definitions should not be null or empty.")
    if len(names) != len(set(names)):
        raise Refusal(
            "ClientException: container.name should be unique: "
            f"{', '.join(sorted(name for name in set(names) if names.count(name) > 1))}"
        )
    if not any(each.get("essential", True) for each in found):
        raise Refusal("ClientException: Invalid 'essential' setting: at least one container must be essential.")
    for container in found:
        container_fits(container, {str(each["name"]): each for each in found if "name" in each})
    mounts_fit(found, call.inputs.get("volumes") or [])


def container_fits(container: Mapping[str, Any], siblings: Mapping[str, Mapping[str, Any]]) -> None:
    """One container's own settings."""
    name = str(container.get("name", ""))
    if not NAME.match(name):
        raise Refusal(f"ClientException: Invalid container name '{name}': 1 to 255 letters, digits, - or _")
    if not container.get("image"):
        raise Refusal(f"ClientException: Container.image should not be null or empty ({name}).")
    for wait in container.get("dependsOn") or ():
        other, condition = wait.get("containerName"), wait.get("condition")
        if other not in siblings or other == name:
            raise Refusal(
                f"ClientException: Invalid 'dependsOn' of container {name}: there is no other container {other}"
            )
        if condition not in CONDITIONS:
            raise Refusal(
                f"ClientException: Invalid condition '{condition}' of container {name}: one of {', '.join(CONDITIONS)}"
            )
        if condition in ("COMPLETE", "SUCCESS") and siblings[other].get("essential", True):
            raise Refusal(
                f"ClientException: A dependency on {other} with condition {condition} needs it not to be essential"
            )
        if condition == "HEALTHY" and not siblings[other].get("healthCheck"):
            raise Refusal(
                f"ClientException: A dependency on {other} with condition HEALTHY needs it to have a health check"
            )
    if container.get("stopTimeout", 0) > LONGEST_STOP:
        raise Refusal(
            f"ClientException: stopTimeout of container {name} must be at most {LONGEST_STOP} seconds on Fargate"
        )
    values_fit(name, container)
    own_figures_fit(name, container)
    log = container.get("logConfiguration") or {}
    missing = [option for option in AWSLOGS if not (log.get("options") or {}).get(option)]
    if log.get("logDriver") == "awslogs" and missing:
        raise Refusal(f"ClientException: Log driver awslogs requires options: {', '.join(missing)} ({name})")


def values_fit(name: str, container: Mapping[str, Any]) -> None:
    """Variables and secrets are named once, and secrets point where secrets are kept."""
    variables = [
        str(each.get("name")) for each in (*(container.get("environment") or ()), *(container.get("secrets") or ()))
    ]
    twice = sorted({each for each in variables if variables.count(each) > 1})
    if twice:
        raise Refusal(
            "ClientException: The secret name must be unique and not shared with any new or existing environment "
            f"variables set on the container, such as '{twice[0]}' ({name})."
        )
    for variable in container.get("environment") or ():
        if not isinstance(variable.get("value"), str):
            raise Refusal(
                f"ClientException: the value of environment variable {variable.get('name')} of container {name} must "
                "be a string"
            )
    for secret in container.get("secrets") or ():
        source = str(secret.get("valueFrom", ""))
        known = SECRET if ":secretsmanager:" in source else PARAMETER
        if not known.match(source):
            raise Refusal(
                f"ClientException: Invalid valueFrom of secret {secret.get('name')} of container {name}: {source}; "
                "use a secret's ARN, or ARN:json-key:version-stage:version-id (the last two may be empty)"
            )


def find_task(call: Call, name: Any) -> Record | None:
    """A task definition by its ARN, by family:revision or, the newest, by family."""
    if found := by_arn(call, TASK, name):
        return found
    family, _, revision = str(name).rpartition("/")[2].partition(":")
    revisions = [each for each in call.find(TASK, family=family) if revision in ("", str(each.properties["revision"]))]
    return max(revisions, key=lambda each: each.properties["revision"], default=None)


def answer(call: Call) -> Mapping[str, Any]:
    """A definition's ARN holds its family and the next revision."""
    if call.old:
        return {}
    family = call.inputs["family"]
    counters = call.cloud.find_in(OWNED, FAMILY, call.region, family=family)
    revision = counters[0].properties["revision"] + 1 if counters else 1
    call.cloud.put(Record(FAMILY, call.region, family, family, "", {"family": family, "revision": revision}, OWNED))
    prefix = f"arn:{call.partition}:ecs:{call.region}:{ACCOUNT}:task-definition/{family}"
    return {"arn": f"{prefix}:{revision}", "arnWithoutRevision": prefix, "revision": revision}


roles = tuple(
    assumed_by(name, "ecs-tasks.amazonaws.com", "ClientException: ECS was unable to assume the role '{value}'")
    for name in ("executionRoleArn", "taskRoleArn")
)
BEHAVIOURS = {TASK: Behaviour(check=plan_rules, create=(sizes_fit, containers_fit, *roles), answer=answer)}
