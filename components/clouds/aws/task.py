"""The task definition of a part: containers, the two roles, and what must be there before it can start."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import environment
from components.clouds.aws import (
    container_definition,
    identity,
    image,
    log_group,
    own_secrets,
    policy,
    shell,
)
from components.clouds.aws.container_definition import Container
from components.clouds.aws.identity import Identity
from components.clouds.aws.image import Image
from components.clouds.aws.secret import StoredSecret
from components.connection import Statement
from components.container import ContainerArgs, ContainerSpec, Migration
from components.environment import Environment

CPU_UNITS = 1024
"""ECS counts a vCPU as 1024 units."""

ARCHITECTURES = {"x86_64": "X86_64", "arm64": "ARM64"}

TASKS = "ecs-tasks.amazonaws.com"


@dataclass(frozen=True, kw_only=True)
class TaskSettings:
    """What a part's kind decides about its task."""

    port: int | None = None
    migration: Migration | None = None
    serves: bool = True
    """It keeps running; outside prod a person may open a shell in it."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task definition and what belongs to it."""

    arn: pulumi.Output[str]
    """ARN with revision: a new version of the part is a new revision."""
    family: str
    execution_role: pulumi.Output[str]
    task_role: pulumi.Output[str]
    log_group: aws.cloudwatch.LogGroup
    ready: tuple[pulumi.Resource, ...]
    """What must exist before a task can start."""


def create(
    name: str, spec: ContainerSpec, args: ContainerArgs, settings: TaskSettings, opts: pulumi.ResourceOptions
) -> Task:
    """Create log group, secrets, roles and task definition of a part."""
    platform = args.platform
    logs = log_group.create(f"{name}-logs", name, platform, opts)
    secrets = own_secrets.create(name, spec, args, opts)
    login = own_secrets.registry_login(name, args, opts)
    picture = image.resolve(name, spec, args, opts)
    variables = environment.resolve(args.variables, args.connections)
    shell_allowed = settings.serves and shell.allowed(platform)
    starting = _starting(args, logs, picture, variables, tuple(stored for stored in (secrets, login) if stored))
    execution = identity.create(f"{name}-execution", name, TASKS, starting, platform, opts)
    own = identity.create(f"{name}-role", name, TASKS, _acting(spec, args, shell_allowed=shell_allowed), platform, opts)
    container = Container(
        spec=spec,
        image=picture.reference,
        values=variables.values,
        secrets={**variables.secrets, **_references(spec, args, secrets)},
        log_group=logs.name,
        region=platform.args.region,
        port=settings.port,
        registry_login=login.arn if login else None,
        shell=shell_allowed,
    )
    definition = _definition(name, container, settings, args, (execution, own), opts)
    return Task(
        arn=definition.arn,
        family=_family(name, args),
        execution_role=execution.arn,
        task_role=own.arn,
        log_group=logs,
        ready=(*execution.grants, *own.grants),
    )


def _starting(
    args: ContainerArgs,
    logs: aws.cloudwatch.LogGroup,
    picture: Image,
    variables: Environment,
    stored: tuple[StoredSecret, ...],
) -> list[Statement]:
    """What starts the containers: pull this image, read these secrets, write to this log group."""
    streams = Statement(
        actions=("logs:CreateLogStream", "logs:PutLogEvents"), resources=(pulumi.Output.concat(logs.arn, ":*"),)
    )
    connected = [args.connections[part].execution_statements for part in sorted(variables.secret_parts)]
    return [
        streams,
        *picture.pull_statements,
        *(statement for statements in connected for statement in statements),
        *(statement for secret in stored for statement in secret.read_statements()),
    ]


def _acting(spec: ContainerSpec, args: ContainerArgs, *, shell_allowed: bool) -> list[Statement]:
    """What the code itself may do: what the parts it uses grant, and keep a shell open."""
    granted = [statement for part in spec.uses for statement in args.connections[part].statements]
    return [*granted, *(shell.statements(args.platform) if shell_allowed else ())]


def _references(spec: ContainerSpec, args: ContainerArgs, secrets: StoredSecret | None) -> dict[str, pulumi.Input[str]]:
    if secrets is None:
        return {}
    return {variable: secrets.reference(variable) for variable in (*args.secret_values, *spec.generate)}


def _family(name: str, args: ContainerArgs) -> str:
    """Task definitions have no automatic names; application and stack keep two stacks of an account apart."""
    return f"{args.platform.args.application}-{args.platform.args.stack}-{name}"


def _definition(
    name: str,
    container: Container,
    settings: TaskSettings,
    args: ContainerArgs,
    roles: tuple[Identity, Identity],
    opts: pulumi.ResourceOptions,
) -> aws.ecs.TaskDefinition:
    spec = container.spec
    execution, own = roles
    migration = settings.migration.command if settings.migration else None
    return aws.ecs.TaskDefinition(
        f"{name}-task",
        family=_family(name, args),
        requires_compatibilities=["FARGATE"],
        network_mode="awsvpc",
        cpu=str(int(spec.cpu * CPU_UNITS)),
        memory=str(spec.memory),
        runtime_platform={"cpu_architecture": ARCHITECTURES[spec.architecture], "operating_system_family": "LINUX"},
        execution_role_arn=execution.arn,
        task_role_arn=own.arn,
        container_definitions=policy.json_text(container_definition.definitions(name, container, migration)),
        volumes=[{"name": volume} for volume in container_definition.shell_volumes(container)] or None,
        tags=args.platform.tags(name),
        opts=opts,
    )
