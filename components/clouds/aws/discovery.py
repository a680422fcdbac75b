"""Private names: how other parts find a service's instances."""

import pulumi
import pulumi_aws as aws

from components.container import ContainerArgs
from components.present import present

RECORD_SECONDS = 10
"""Time that a name's answer is remembered: a stopped instance is forgotten about as fast."""


def register(name: str, args: ContainerArgs, opts: pulumi.ResourceOptions) -> aws.servicediscovery.Service:
    """Give a part its name `<name>.<application>-<stack>.internal`; ECS keeps its addresses current."""
    return aws.servicediscovery.Service(
        f"{name}-name",
        name=name,
        description=f"Instances of {name}",
        dns_config={
            "namespace_id": present(args.network.namespace, "namespace"),
            "routing_policy": "MULTIVALUE",
            "dns_records": [{"type": "A", "ttl": RECORD_SECONDS}],
        },
        health_check_custom_config={"failure_threshold": 1},  # the only figure that Cloud Map takes
        force_destroy=True,  # an address that ECS left behind must not keep the name alive
        tags=args.platform.tags(name),
        opts=opts,
    )
