"""Secrets of a part's own: those its operator set and those made once."""

from collections.abc import Mapping

import pulumi
import pulumi_random as random

from components.clouds.alicloud import secret
from components.container import ContainerArgs, ContainerSpec

GENERATED_LENGTH = 48
"""Letters and digits: about 285 bits, and safe in URLs and shells."""


def create(
    name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> Mapping[str, pulumi.Output[str]]:
    """What the operator set and what is generated, by variable, each marked as a secret."""
    generated = {
        variable: random.RandomPassword(f"{name}-{variable}", length=GENERATED_LENGTH, special=False, opts=opts).result
        for variable in spec.generate
    }
    values = {**args.secret_values, **generated}
    secret.keep(f"{name}-secrets", name, values, args.platform, opts)
    return {variable: pulumi.Output.secret(value) for variable, value in values.items()}
