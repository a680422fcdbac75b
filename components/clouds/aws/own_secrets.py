"""Secrets of a part's own: those its operator set and those made once, in one stored secret."""

import pulumi

from components import own_secrets
from components.clouds.aws import secret
from components.container import ContainerArgs, ContainerSpec


def create(
    name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> secret.StoredSecret | None:
    """Store what the operator set and what is generated; None when the part has neither."""
    values = own_secrets.values(name, spec, args, opts)
    if not values:
        return None
    return secret.store(f"{name}-secrets", name, values, args.platform, opts)


def registry_login(name: str, args: ContainerArgs, opts: pulumi.ResourceOptions) -> secret.StoredSecret | None:
    """Store the login of a private registry in the form in which ECS reads it; None for a public one."""
    if args.registry is None:
        return None
    values = {"username": args.registry.username, "password": args.registry.password}
    return secret.store(f"{name}-registry", name, values, args.platform, opts)
