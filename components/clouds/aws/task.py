"""The task definition of a part: containers, the two roles, and what must be there before it can start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from components import environment
from components.clouds.aws import (
    collector,
    container_definition,
    identity,
    image,
    log_group,
    logged,
    measures,
    migration,
    own_secrets,
    policy,
    shell,
    task_permissions,
    volumes,
)
from components.clouds.aws.container_definition import Container
from components.clouds.aws.identity import Identity
from components.clouds.aws.secret import StoredSecret
from components.container import ContainerArgs, ContainerSpec, Migration
from components.health import HealthSpec

CPU_UNITS = 1024
"""ECS counts a vCPU as 1024 units."""

ARCHITECTURES = {"x86_64": "X86_64", "arm64": "ARM64"}

TASKS = "ecs-tasks.amazonaws.com"


@dataclass(frozen=True, kw_only=True)
class TaskSettings:
    """What a part's kind decides about its task."""

    ports: tuple[int, ...] = ()
    """TCP ports it listens on; on the first it answers HTTP."""
    check: HealthSpec | None = None
    migration: Migration | None = None
    serves: bool = True
    """It keeps running; outside prod a person may open a shell in it."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task definition and what belongs to it."""

    arn: pulumi.Output[str]
    """ARN with revision: a new version of the part is a new revision."""
    family: str
    image: pulumi.Output[str]
    """What runs, by digest where it was built here."""
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
    logs = log_group.of_part(f"{name}-logs", name, platform, opts)
    measures.create(name, spec.measures, logs.name, platform, opts)
    secrets = own_secrets.create(name, spec, args, opts)
    login = own_secrets.registry_login(name, args, opts)
    picture = image.resolve(name, spec, args, opts)
    files = migration.sql_files(name, settings.migration, spec, args, opts)
    kept = volumes.create(name, spec, args, opts)
    variables = environment.resolve(args.variables, args.connections)
    shell_allowed = settings.serves and shell.allowed(platform)
    starting = task_permissions.starting(
        args,
        logs.arn,
        pictures=[picture, *([files.picture] if files else ())],
        secret_parts=variables.secret_parts | ({migration.DATABASE} if files else frozenset()),
        stored=[stored for stored in (secrets, login) if stored],
    )
    execution = identity.create(f"{name}-execution", name, TASKS, starting, platform, opts)
    acting = [
        *task_permissions.acting(spec, args, shell_allowed=shell_allowed),
        *kept.statements,
        *collector.statements(spec, task_permissions.log_streams(logs.arn)),
    ]
    own = identity.create(f"{name}-role", name, TASKS, acting, platform, opts)
    container = Container(
        spec=spec,
        image=picture.reference,
        values=variables.values,
        secrets={**variables.secrets, **_references(spec, args, secrets)},
        log_group=logs.name,
        region=platform.args.region,
        ports=settings.ports,
        check=settings.check,
        kept=kept,
        registry_login=login.arn if login else None,
        shell=shell_allowed,
    )
    containers = container_definition.definitions(
        name,
        container,
        before=migration.definition(name, container, settings.migration, files),
        beside=collector.definitions(name, container, logged.namespace(platform)),
    )
    definition = _definition(name, container, containers, args, (execution, own), opts)
    return Task(
        arn=definition.arn,
        family=_family(name, args),
        image=pulumi.Output.from_input(picture.reference),
        execution_role=execution.arn,
        task_role=own.arn,
        log_group=logs,
        ready=(*execution.grants, *own.grants, *kept.ready),
    )


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
    containers: Sequence[Mapping[str, Any]],
    args: ContainerArgs,
    roles: tuple[Identity, Identity],
    opts: pulumi.ResourceOptions,
) -> aws.ecs.TaskDefinition:
    spec = container.spec
    execution, own = roles
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
        container_definitions=policy.json_text(containers),
        volumes=container_definition.volumes(container) or None,
        tags=args.platform.tags(name),
        opts=opts,
    )
