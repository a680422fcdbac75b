"""What the stack says about the account: see AlicloudSpec."""

from components.clouds.alicloud.contract import AlicloudSpec
from components.platform import Platform


def settings(platform: Platform) -> AlicloudSpec:
    """The stack's `groundwork:alicloud`, empty where it says nothing."""
    found = platform.args.cloud_settings
    return found if isinstance(found, AlicloudSpec) else AlicloudSpec()
