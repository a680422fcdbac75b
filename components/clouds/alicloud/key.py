"""The stack's encryption key, changed every year by itself."""

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names
from components.platform import PlatformArgs

WAITING_DAYS = 30
"""Days that a deleted key can still be brought back."""
SHORTEST_WAITING_DAYS = 7
"""The same in a disposable stack: the least that KMS offers."""

DISK_ROLE = "aliyunrdsinstanceencryptiondefaultrole"
"""The account's role with which RDS, PolarDB and Tair use the key; `groundwork doctor alicloud` names it."""


def create(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> alicloud.kms.Key:
    """Create the key and a name by which people find it."""
    key = alicloud.kms.Key(
        name,
        description=f"Data of {args.application} {args.stack}",
        automatic_rotation="Enabled",
        rotation_interval="365d",
        pending_window_in_days=SHORTEST_WAITING_DAYS if args.disposable else WAITING_DAYS,
        deletion_protection="Disabled" if args.disposable else "Enabled",
        tags=args.tags("platform"),
        opts=options.protected(opts, args.protects("platform")),
    )
    alicloud.kms.Alias(f"{name}-alias", alias_name=f"alias/{names.of(name, args)}", key_id=key.id, opts=opts)
    return key


def disk_role(account: pulumi.Input[str]) -> pulumi.Output[str]:
    """The role's resource name, in the letters that the services write it in."""
    return pulumi.Output.concat("acs:ram::", account, f":role/{DISK_ROLE}")
