"""How a store hands itself over to the parts that use it.

Elastic container instances read no secret by reference: a container is given the value, which Pulumi keeps encrypted.
Where the stack names a KMS instance, the values also lie there, for people and for rotation.
"""

from collections.abc import Mapping

import pulumi

from components.clouds.alicloud import secret
from components.connection import Connection
from components.platform import Platform


def connection(
    part: str,
    values: Mapping[str, pulumi.Input[str]],
    secrets: Mapping[str, pulumi.Input[str]],
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> Connection:
    """Return the connection with every secret marked as one."""
    secret.keep(f"{part}-connection", part, secrets, platform, opts)
    return Connection(values=values, secrets={facet: pulumi.Output.secret(value) for facet, value in secrets.items()})
