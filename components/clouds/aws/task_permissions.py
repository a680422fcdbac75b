"""What whoever starts a task, and the code in it, may do."""

from collections.abc import Iterable, Sequence

import pulumi

from components.clouds.aws import shell
from components.clouds.aws.image import Image
from components.clouds.aws.secret import StoredSecret
from components.connection import Statement
from components.container import ContainerArgs, ContainerSpec


def starting(
    args: ContainerArgs,
    log_group: pulumi.Output[str],
    pictures: Iterable[Image],
    secret_parts: Iterable[str],
    stored: Iterable[StoredSecret],
) -> list[Statement]:
    """What starts the containers: pull these images, read these secrets, write to this log group."""
    connected = [args.connections[part].execution_statements for part in sorted(secret_parts)]
    return [
        log_streams(log_group),
        *(statement for picture in pictures for statement in picture.pull_statements),
        *(statement for statements in connected for statement in statements),
        *(statement for secret in stored for statement in secret.read_statements()),
    ]


def acting(spec: ContainerSpec, args: ContainerArgs, *, shell_allowed: bool) -> Sequence[Statement]:
    """What the code itself may do: what the parts it uses grant, and keep a shell open."""
    granted = [statement for part in spec.uses for statement in args.connections[part].statements]
    return [*granted, *(shell.statements(args.platform) if shell_allowed else ())]


def log_streams(log_group: pulumi.Output[str]) -> Statement:
    """Write to a log group, given by its ARN."""
    return Statement(
        actions=("logs:CreateLogStream", "logs:PutLogEvents"), resources=(pulumi.Output.concat(log_group, ":*"),)
    )
