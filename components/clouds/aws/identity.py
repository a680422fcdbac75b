"""Identities: a role that one service assumes, with exactly the statements it was given."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.clouds.aws import policy
from components.connection import Statement
from components.platform import Platform


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A role and what it may do."""

    arn: pulumi.Output[str]
    grants: tuple[pulumi.Resource, ...]
    """What must exist before whoever assumes the role can act."""


def create(
    name: str,
    part: str,
    service: str,
    statements: Sequence[Statement],
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> Identity:
    """Create a role for `service` (`ecs-tasks.amazonaws.com`, …); no statements, no policy."""
    role = aws.iam.Role(
        name,
        assume_role_policy=policy.trust(service, platform.account),
        tags=platform.tags(part),
        opts=opts,
    )
    if not statements:
        return Identity(arn=role.arn, grants=())
    grants = aws.iam.RolePolicy(f"{name}-policy", role=role.name, policy=policy.document(statements), opts=opts)
    return Identity(arn=role.arn, grants=(grants,))
