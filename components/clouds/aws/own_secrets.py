"""Secrets of a part's own: those its operator set and those made once, in one stored secret."""

import pulumi
import pulumi_random as random

from components.clouds.aws import secret
from components.container import ContainerArgs, ContainerSpec

GENERATED_LENGTH = 48
"""Letters and digits: about 285 bits, and safe in URLs and shells."""


def create(
    name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> secret.StoredSecret | None:
    """Store what the operator set and what is generated; None when the part has neither."""
    values = {**args.secret_values, **{variable: _generate(name, variable, opts) for variable in spec.generate}}
    if not values:
        return None
    return secret.store(f"{name}-secrets", name, values, args.platform, opts)


def registry_login(name: str, args: ContainerArgs, opts: pulumi.ResourceOptions) -> secret.StoredSecret | None:
    """Store the login of a private registry in the form in which ECS reads it; None for a public one."""
    if args.registry is None:
        return None
    values = {"username": args.registry.username, "password": args.registry.password}
    return secret.store(f"{name}-registry", name, values, args.platform, opts)


def _generate(name: str, variable: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    return random.RandomPassword(f"{name}-{variable}", length=GENERATED_LENGTH, special=False, opts=opts).result
