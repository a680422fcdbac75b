"""Names of things whose names the program must choose: most of Alibaba Cloud's have no automatic one."""

import pulumi
import pulumi_random as random

from components.platform import PlatformArgs


def of(name: str, args: PlatformArgs) -> str:
    """`<application>-<stack>-<name>`: two stacks of an account never meet."""
    return f"{args.application}-{args.stack}-{name}"


def unique(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """The same with eight random characters, for names that nobody else in the world may have."""
    return random.RandomId(f"{name}-suffix", byte_length=4, prefix=f"{of(name, args)}-", opts=opts).hex
