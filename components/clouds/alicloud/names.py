"""Names of things whose names the program must choose: most of Alibaba Cloud's have no automatic one."""

from hashlib import sha256

import pulumi
import pulumi_random as random

from components.platform import PlatformArgs

LONGEST = 64
"""Characters of a role's or a scaling group's name; others may be longer (RAM and Auto Scaling API references)."""
LONGEST_WORLDWIDE = 63
"""Characters of a bucket's or a log project's name (OSS and Simple Log Service API references)."""
DIGEST = 8
"""Hexadecimal digits that tell two names apart."""


def of(name: str, args: PlatformArgs) -> str:
    """`<application>-<stack>-<name>`: two stacks of an account never meet. One too long ends in a digest of itself."""
    text = f"{args.application}-{args.stack}-{name}"
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - DIGEST - 1]}-{sha256(text.encode()).hexdigest()[:DIGEST]}"


def unique(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """The same with eight random characters, for names that nobody else in the world may have."""
    begin = of(name, args)[: LONGEST_WORLDWIDE - DIGEST - 1]
    return random.RandomId(f"{name}-suffix", byte_length=DIGEST // 2, prefix=f"{begin}-", opts=opts).hex
