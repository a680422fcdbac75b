"""The password of a store."""

import pulumi
import pulumi_random as random


def create(name: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Letters and digits only: it needs no escaping in an address. The services take 32 characters of three kinds."""
    return random.RandomPassword(
        name, length=32, special=False, min_lower=1, min_upper=1, min_numeric=1, opts=opts
    ).result
