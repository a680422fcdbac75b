"""What all parts of a stack share on a Docker host: an authority for certificates. The host itself is the cluster."""

import pulumi

from components.clouds.docker import attempts, certificate, labels
from components.platform import PlatformArgs, PlatformOutputs

PARTITION = "docker"


def create(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> PlatformOutputs:
    """Create the authority; a host has no account, no managed key and nobody to send alarms to."""
    nothing = pulumi.Output.from_input("")
    return PlatformOutputs(
        key=nothing,
        alarm_target=nothing,
        container_cluster=None,
        container_cluster_name=None,
        namespace_domain=f"{labels.project(args)}.internal",
        access_log_bucket=None,
        account=nothing,
        partition=pulumi.Output.from_input(PARTITION),
        shell=_shell(args),
        log_project=None,
        shell_log=None,
        authority=certificate.authority(f"{name}-authority", args, opts),
        attempts=attempts.read(),
    )


def _shell(args: PlatformArgs) -> pulumi.Output[str] | None:
    """Where a terminal opens; whoever may ask the daemon may do so, in every environment."""
    return pulumi.Output.from_input("docker exec -it <container> sh") if args.containers else None
