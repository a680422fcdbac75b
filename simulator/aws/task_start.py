"""What ECS does before a task runs: finds its logs and secrets, with the rights of the execution role."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.access import key_of, lets
from simulator.aws.find import LOG_GROUP, ROLE, SECRET, by_arn
from simulator.aws.task_definitions import containers, find_task
from simulator.aws.task_volumes import volumes_mount
from simulator.behaviour import Call, Refusal
from simulator.cloud import Record
from simulator.find import by_id

VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
PARTS_OF_AN_ARN = 7
"""Parts of a secret's ARN; the JSON key follows."""
NOT_PULLED = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
    "unable to retrieve secret from asm"
)
NO_LOGS = "ResourceInitializationError: failed to validate logger args"


def tasks_can_start(call: Call) -> None:
    """What the tasks read at their start is there, and their execution role may read it."""
    task = find_task(call, call.inputs.get("taskDefinition"))
    if task is None:
        return
    volumes_mount(call, task.properties)
    role = by_arn(call, ROLE, task.properties.get("executionRoleArn"))
    for container in containers(task.properties["containerDefinitions"]):
        name = str(container["name"])
        if (container.get("logConfiguration") or {}).get("logDriver") == "awslogs":
            logs_open(call, name, container["logConfiguration"].get("options") or {}, role)
        for secret in container.get("secrets") or ():
            if ":secretsmanager:" in str(secret["valueFrom"]):
                secret_readable(call, name, str(secret["valueFrom"]), role)


def logs_open(call: Call, container: str, options: Mapping[str, str], role: Record | None) -> None:
    """A container's log group exists, and the role may write to it."""
    group = by_id(call, LOG_GROUP, options.get("awslogs-group"))
    if group is None:
        if options.get("awslogs-create-group") == "true":
            return
        words = f"The specified log group does not exist: {options.get('awslogs-group')}"
        raise Refusal(f"{NO_LOGS}: {words} (container {container})")
    stream = f"{group.properties['arn']}:log-stream:{options.get('awslogs-stream-prefix')}/{container}/0"
    for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
        if role and not lets(call, role, action, stream):
            raise Refusal(f"{NO_LOGS}: {not_authorised(role, action, stream)} (container {container})")


def secret_readable(call: Call, container: str, source: str, role: Record | None) -> None:
    """A secret exists, has a value with the key that is asked for, and the role may read and decrypt it."""
    parts = source.split(":")
    arn = ":".join(parts[:PARTS_OF_AN_ARN])
    key = parts[PARTS_OF_AN_ARN] if len(parts) > PARTS_OF_AN_ARN else ""
    secret = by_arn(call, SECRET, arn)
    if secret is None:
        words = f"ResourceNotFoundException: Secrets Manager can't find the specified secret {arn}"
        raise Refusal(f"{NOT_PULLED}: {words} (container {container})")
    for action, resource in needed(call, secret):
        if role and not lets(call, role, action, resource):
            words = f"AccessDeniedException: {not_authorised(role, action, resource)}"
            raise Refusal(f"{NOT_PULLED}: {words} (container {container})")
    if secret.properties.get("owningService"):
        return
    version = current(call, arn)
    if version is None:
        raise Refusal(f"{NOT_PULLED}: ResourceNotFoundException: the secret {arn} has no value (container {container})")
    if key and not has_key(version.properties.get("secretString"), key):
        words = f"retrieved secret from Secrets Manager did not contain json key {key}"
        raise Refusal(f"{NOT_PULLED}: {words} ({arn}, container {container})")


def needed(call: Call, secret: Record) -> Iterator[tuple[str, str]]:
    """What reading a secret takes: the actions and what each is done to."""
    yield "secretsmanager:GetSecretValue", secret.id
    key = key_of(call, secret.properties.get("kmsKeyId"))
    if key:
        yield "kms:Decrypt", str(key["arn"])


def not_authorised(role: Record, action: str, resource: str) -> str:
    """IAM's sentence about a missing permission."""
    return (
        f"User: {role.properties['arn']} is not authorized to perform: {action} on resource: {resource} "
        f"because no identity-based policy allows the {action} action"
    )


def current(call: Call, arn: str) -> Record | None:
    """The newest version of a secret."""
    versions = call.cloud.find(VERSION, secretArn=arn)
    return next((each for each in versions if "AWSCURRENT" in each.properties.get("versionStages", ())), None)


def has_key(text: Any, key: str) -> bool:
    """Whether a secret's value is a JSON object with a key."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError):
        return False
    return isinstance(value, dict) and key in value
