"""What the stack says about the host: see DockerSpec."""

from components.clouds.docker.contract import DockerSpec
from components.platform import Platform, PlatformArgs


def settings(platform: Platform | PlatformArgs) -> DockerSpec:
    """The stack's `groundwork:docker`, empty where it says nothing."""
    args = platform.args if isinstance(platform, Platform) else platform
    found = args.cloud_settings
    return found if isinstance(found, DockerSpec) else DockerSpec()


def monitored(platform: Platform) -> bool:
    """Whether the stack is watched: as it says, else outside dev."""
    said = settings(platform).monitoring
    return platform.args.environment != "dev" if said is None else said
