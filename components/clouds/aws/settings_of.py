"""What the stack says about AWS: see AwsSpec."""

from components.clouds.aws.contract import AwsSpec
from components.platform import Platform


def settings(platform: Platform) -> AwsSpec:
    """The stack's `groundwork:aws`, empty where it says nothing."""
    found = platform.args.cloud_settings
    return found if isinstance(found, AwsSpec) else AwsSpec()
