"""Secrets of a part's own: those its operator set and those made once."""

from collections.abc import Mapping

import pulumi

from components import own_secrets
from components.clouds.alicloud import secret
from components.container import ContainerArgs, ContainerSpec


def create(
    name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> Mapping[str, pulumi.Output[str]]:
    """What the operator set and what is generated, by variable, each marked as a secret."""
    values = own_secrets.values(name, spec, args, opts)
    secret.keep(f"{name}-secrets", name, values, args.platform, opts)
    return {variable: pulumi.Output.secret(value) for variable, value in values.items()}
