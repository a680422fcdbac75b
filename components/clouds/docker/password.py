"""The password of a store."""

import pulumi
import pulumi_random as random

LENGTH = 40
"""Letters and digits: about 238 bits, and no escaping in addresses, files and shells."""


def create(name: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Made once; no later update changes it."""
    return random.RandomPassword(name, length=LENGTH, special=False, opts=opts).result
