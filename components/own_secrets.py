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
    generated = {
        variable: made(f"{name}-{variable}", GENERATED_LENGTH, args.platform.args.rotated.get(variable), opts)
        for variable in spec.generate
    }
    return {**args.secret_values, **generated}


def made(
    name: str, length: int, rotated: str | None, opts: pulumi.ResourceOptions, of_each: int | None = None
) -> pulumi.Output[str]:
    """Letters and digits, made once; another text in `rotated` (`groundwork:rotate`) makes others.

    `of_each` is how many small letters, capitals and digits there are at least.
    """
    return random.RandomPassword(
        name,
        length=length,
        special=False,
        min_lower=of_each,
        min_upper=of_each,
        min_numeric=of_each,
        keepers=None if rotated is None else {"rotated": rotated},
        opts=opts,
    ).result
