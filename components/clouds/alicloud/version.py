"""Versions of a part whose requests move all at once: each has a scaling group and server groups of its own."""

import hashlib

import pulumi
import pulumi_random as random

from components.clouds.alicloud import names, policy
from components.clouds.alicloud.instance import Prepared
from components.platform import PlatformArgs

BYTES = 4
"""Eight hexadecimal digits tell versions apart."""


def of(name: str, prepared: Prepared, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """`<application>-<stack>-<name>-<eight digits>`: the same as long as instances are made of the same."""
    begin = names.of(name, args)[: names.LONGEST - 2 * BYTES - 1]
    content = policy.json_text(prepared.asked).apply(lambda text: hashlib.sha256(text.encode()).hexdigest())
    made = random.RandomId(
        f"{name}-version", byte_length=BYTES, prefix=f"{begin}-", keepers={"content": content}, opts=opts
    )
    return made.hex
