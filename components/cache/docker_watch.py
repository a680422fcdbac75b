"""Who watches the cache: a user of Redis' own that may ask how it is doing, and nothing else."""

import pulumi

from components.cache.contract import PORT, CacheArgs
from components.cache.docker_server import CPUS
from components.clouds.docker import password
from components.clouds.docker.settings_of import monitored, settings
from components.watch import USER, Watch


def create(name: str, args: CacheArgs, host: str, opts: pulumi.ResourceOptions) -> Watch | None:
    """Make the user's password, where the stack is watched."""
    if not monitored(args.platform):
        return None
    return Watch(
        host=host,
        port=PORT,
        password=password.create(f"{name}-password", opts),
        cpus=CPUS[args.spec.size],
        encrypted=settings(args.platform).cache_tls,
    )


def line(watch: Watch | None) -> pulumi.Output[str]:
    """The line of redis.conf that lets the user in; empty without one."""
    if watch is None:
        return pulumi.Output.from_input("")
    return pulumi.Output.concat(f"user {USER} on >", watch.password, " resetchannels -@all +info +ping\n")
