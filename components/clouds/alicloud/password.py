"""The password of a store."""

import pulumi

from components import own_secrets
from components.platform import Platform

LENGTH = 32
"""The most that the services take."""


def create(name: str, part: str, platform: Platform, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Letters and digits only: it needs no escaping in an address. The services want three kinds of characters.

    Another one is set in place: the store stays, and who has the old one is let in no more.
    """
    return own_secrets.made(name, LENGTH, platform.args.rotated.get(part), opts, of_each=1)
