"""Shells in running containers (ECS Exec): outside prod, through an encrypted channel that is recorded."""

import pulumi

from components.clouds.aws import policy
from components.connection import Statement
from components.platform import Platform
from components.present import present


def allowed(platform: Platform) -> bool:
    """Whether a person may open a shell: not in prod."""
    return platform.args.environment != "prod"


def statements(platform: Platform) -> tuple[Statement, ...]:
    """Return what a container's identity needs to keep a shell open and to record it."""
    return (
        policy.any_resource(
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
        ),
        Statement(actions=("kms:Decrypt",), resources=(platform.key,)),
        policy.any_resource("logs:DescribeLogGroups"),
        Statement(
            actions=("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
            resources=(pulumi.Output.concat(present(platform.shell_log, "shell_log"), ":*"),),
        ),
    )
