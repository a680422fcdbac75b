"""The password of a store."""

import pulumi

from components import own_secrets

LENGTH = 40
"""Letters and digits: about 238 bits, and no escaping in addresses, files and shells."""


def create(name: str, opts: pulumi.ResourceOptions, rotated: str | None = None) -> pulumi.Output[str]:
    """Made once; another text in `rotated` (`groundwork:rotate`) makes another."""
    return own_secrets.made(name, LENGTH, rotated, opts)
