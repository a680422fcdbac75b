"""What tasks need when they start: logs, secrets, and the right to use them."""

import json
from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import (
    KEY,
    LOG_GROUP,
    LOGGING,
    READ_SECRETS,
    TASK,
    WRITE_LOGS,
    Network,
    container,
    execution,
    policy,
    service_inputs,
    task_inputs,
)
from tests.simulator.world import World

SERVICE = "aws:ecs/service:Service"
PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"
TARGET = "aws:appautoscaling/target:Target"
POLICY = "aws:appautoscaling/policy:Policy"
SECRET = "aws:secretsmanager/secret:Secret"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
OTHERS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:other-*"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"


def test_tasks_find_their_log_group(world: World, network: Network, cluster: Record) -> None:
    inputs = task_inputs(container(logConfiguration=LOGGING), executionRoleArn=execution(world))
    given = service_inputs(cluster, network, world.make(TASK, "t", **inputs))
    assert world.refused(SERVICE, **given) == (
        "ResourceInitializationError: failed to validate logger args: The specified log group does not exist: api "
        "(container api)"
    )
    world.make(LOG_GROUP, "l", name="api")
    world.make(SERVICE, "s", **given)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "ResourceNotFoundException: the secret {arn} has no value (container api)"),
        ("plain", "retrieved secret from Secrets Manager did not contain json key url ({arn}, container api)"),
        (
            json.dumps({"password": "x"}),
            "retrieved secret from Secrets Manager did not contain json key url ({arn}, container api)",
        ),
        (json.dumps({"url": "x"}), None),
    ],
)
def test_tasks_find_their_secrets(
    world: World, network: Network, cluster: Record, value: str | None, words: str | None
) -> None:
    secret = world.make(SECRET, "s", name="app")
    if value:
        world.make(VERSION, "v", secretId=secret.id, secretString=value)
    secrets = [{"name": "URL", "valueFrom": f"{secret.id}:url::"}]
    inputs = task_inputs(container(secrets=secrets), executionRoleArn=execution(world))
    given = service_inputs(cluster, network, world.make(TASK, "t", **inputs))
    if words:
        assert world.refused(SERVICE, **given).endswith(words.format(arn=secret.id))
    else:
        world.make(SERVICE, "ok", **given)


def secret_task(world: World, role_arn: str, **more: Any) -> tuple[Record, Record]:
    """A secret with a value, and a task that reads it under a role."""
    secret = world.make(SECRET, "s", name="app", **more)
    world.make(VERSION, "v", secretId=secret.id, secretString="value")
    secrets = [{"name": "PASSWORD", "valueFrom": secret.id}]
    return secret, world.make(TASK, "t", **task_inputs(container(secrets=secrets), executionRoleArn=role_arn))


def test_the_execution_role_may_read_the_secret(world: World, network: Network, cluster: Record) -> None:
    arn = execution(world, {**READ_SECRETS, "Resource": OTHERS})
    secret, task = secret_task(world, arn)
    assert world.refused(SERVICE, **service_inputs(cluster, network, task)).endswith(
        f"AccessDeniedException: User: {arn} is not authorized to perform: secretsmanager:GetSecretValue on resource: "
        f"{secret.id} because no identity-based policy allows the secretsmanager:GetSecretValue action (container api)"
    )


def test_the_execution_role_may_decrypt_the_secret(world: World, network: Network, cluster: Record) -> None:
    key = world.make(KEY, "k")
    arn = execution(world)
    _, task = secret_task(world, arn, kmsKeyId=key.properties["arn"])
    given = service_inputs(cluster, network, task)
    assert f"kms:Decrypt on resource: {key.properties['arn']}" in world.refused(SERVICE, **given)
    decrypt = {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": key.properties["arn"]}
    world.make(ROLE_POLICY, "decrypt", role=arn.rpartition("/")[2], policy=policy(decrypt))
    world.make(SERVICE, "s", **given)


def test_a_denial_overrules(world: World, network: Network, cluster: Record) -> None:
    arn = execution(world, READ_SECRETS, {**READ_SECRETS, "Effect": "Deny"})
    _, task = secret_task(world, arn)
    assert "AccessDeniedException" in world.refused(SERVICE, **service_inputs(cluster, network, task))


@pytest.mark.parametrize("attached", [True, False])
def test_the_execution_role_may_write_the_logs(world: World, network: Network, cluster: Record, attached: bool) -> None:
    arn = execution(world, READ_SECRETS)
    world.make(LOG_GROUP, "l", name="api")
    if attached:
        managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
        world.make(ATTACHMENT, "a", role=arn.rpartition("/")[2], policyArn=managed)
    inputs = task_inputs(container(logConfiguration=LOGGING), executionRoleArn=arn)
    given = service_inputs(cluster, network, world.make(TASK, "t", **inputs))
    if attached:
        world.make(SERVICE, "s", **given)
    else:
        assert "is not authorized to perform: logs:CreateLogStream" in world.refused(SERVICE, **given)


def test_policies_of_the_account_count_when_attached(world: World, network: Network, cluster: Record) -> None:
    arn = execution(world, WRITE_LOGS)
    _, task = secret_task(world, arn)
    own = world.make("aws:iam/policy:Policy", "p", policy=policy(READ_SECRETS))
    given = service_inputs(cluster, network, task)
    assert "AccessDeniedException" in world.refused(SERVICE, **given)
    world.make(ATTACHMENT, "a", role=arn.rpartition("/")[2], policyArn=own.id)
    world.make(SERVICE, "s", **given)


def test_a_secret_that_does_not_exist_keeps_tasks_from_starting(
    world: World, network: Network, cluster: Record
) -> None:
    arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:gone-AbCdEf"
    inputs = task_inputs(container(secrets=[{"name": "URL", "valueFrom": arn}]), executionRoleArn=execution(world))
    words = world.refused(SERVICE, **service_inputs(cluster, network, world.make(TASK, "t", **inputs)))
    assert words.endswith(f"Secrets Manager can't find the specified secret {arn} (container api)")
