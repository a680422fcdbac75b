"""Identities: a RAM role that containers assume, with exactly the statements it was given."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names, policy
from components.connection import Statement
from components.platform import Platform

CONTAINERS = "ecs.aliyuncs.com"
"""Elastic container instances take their credentials from the metadata service of ECS."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who assumes a role."""

    service: str
    """The service's own name, `fc.aliyuncs.com`."""
    kind: str
    """What of a part acts, in words."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A role and what it may do."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    grants: tuple[pulumi.CustomResource, ...]
    """What must exist before whoever assumes the role can act."""

    @property
    def able(self) -> pulumi.Output[str]:
        """The role's resource name, known when whoever assumes the role can act."""
        return pulumi.Output.all(self.arn, *(granted.id for granted in self.grants)).apply(lambda known: str(known[0]))


def create(
    name: str,
    part: str,
    statements: Sequence[Statement],
    platform: Platform,
    opts: pulumi.ResourceOptions,
    actor: Actor | None = None,
) -> Identity:
    """Create a role, for a part's containers where nothing else is said; no statements, no policy."""
    who = actor or Actor(service=CONTAINERS, kind="Containers")
    role = alicloud.ram.Role(
        name,
        role_name=names.of(name, platform.args),
        description=f"{who.kind} of {part}",
        assume_role_policy_document=policy.trust(who.service),
        tags=platform.tags(part),
        opts=opts,
    )
    if not statements:
        return Identity(name=role.role_name, arn=role.arn, grants=())
    allowed = permission(f"{name}-policy", part, statements, platform, opts)
    granted = alicloud.ram.RolePolicyAttachment(
        f"{name}-permission",
        role_name=role.role_name,
        policy_name=allowed.policy_name,
        policy_type=allowed.type,
        opts=opts,
    )
    return Identity(name=role.role_name, arn=role.arn, grants=(granted,))


def permission(
    name: str, part: str, statements: Sequence[Statement], platform: Platform, opts: pulumi.ResourceOptions
) -> alicloud.ram.Policy:
    """Create a policy with these statements and nothing else; old versions of it make room for new ones."""
    return alicloud.ram.Policy(
        name,
        policy_name=names.of(name, platform.args),
        description=f"What {part} may do",
        policy_document=policy.document(statements),
        rotate_strategy="DeleteOldestNonDefaultVersionWhenLimitExceeded",
        tags=platform.tags(part),
        opts=opts,
    )
