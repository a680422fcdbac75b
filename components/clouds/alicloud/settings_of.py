"""What the stack says about the account: see AlicloudSpec."""

from components.clouds.alicloud.contract import AlicloudSpec
from components.platform import Platform, PlatformArgs


def settings(platform: Platform | PlatformArgs) -> AlicloudSpec:
    """The stack's `groundwork:alicloud`, empty where it says nothing."""
    args = platform.args if isinstance(platform, Platform) else platform
    found = args.cloud_settings
    return found if isinstance(found, AlicloudSpec) else AlicloudSpec()
