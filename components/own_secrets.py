"""Secrets of a part's own: those its operator set, and those that are made once and never change."""

from collections.abc import Mapping

import pulumi
import pulumi_random as random

from components.container import ContainerArgs, ContainerSpec

GENERATED_LENGTH = 48
"""Letters and digits: about 285 bits, and safe in addresses and shells."""


def values(
    name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> Mapping[str, pulumi.Input[str]]:
    """Variable -> value, each a secret Output; what is to be generated is made here."""
    return {**args.secret_values, **{variable: _generated(name, variable, opts) for variable in spec.generate}}


def _generated(name: str, variable: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    return random.RandomPassword(f"{name}-{variable}", length=GENERATED_LENGTH, special=False, opts=opts).result
