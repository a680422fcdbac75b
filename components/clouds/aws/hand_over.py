"""How a store hands itself over to the parts that use it: values in the open, secrets by reference."""

from collections.abc import Mapping

import pulumi

from components.clouds.aws import secret
from components.connection import Connection
from components.platform import Platform


def connection(
    part: str,
    values: Mapping[str, pulumi.Input[str]],
    secrets: Mapping[str, pulumi.Input[str]],
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> Connection:
    """Store `secrets` (facet -> value), if there are any, and return the connection that refers to them."""
    if not secrets:
        return Connection(values=values)
    stored = secret.store(f"{part}-connection", part, secrets, platform, opts)
    return Connection(
        values=values,
        secrets={facet: stored.reference(facet) for facet in secrets},
        execution_statements=stored.read_statements(),
    )
