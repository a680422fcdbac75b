"""Server groups: the instances of a part behind a load balancer, and how they are asked whether they are well."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names
from components.container import ContainerArgs, WebSpec

HEALTHY_AFTER = 2
UNHEALTHY_AFTER = 3
CHECK_SECONDS = 10
"""Ready after 20 seconds, out of service after 30."""


@dataclass(frozen=True, kw_only=True)
class Servers:
    """A server group with what leads to it."""

    group: alicloud.alb.ServerGroup
    ready: Sequence[pulumi.Resource]


def create(
    name: str, part: str, spec: WebSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> alicloud.alb.ServerGroup:
    """Create the group, empty: Auto Scaling adds and removes its servers, which are no difference of ours."""
    grpc = spec.protocol == "grpc"
    return alicloud.alb.ServerGroup(
        name,
        server_group_name=names.of(name, args.platform.args),
        server_group_type="Instance",
        vpc_id=args.network.network_id,
        protocol="GRPC" if grpc else "HTTP",
        scheduler="Wlc",
        connection_drain_config={
            "connection_drain_enabled": True,
            "connection_drain_timeout": max(spec.stop_seconds, 10),
        },
        health_check_config={
            "health_check_enabled": True,
            "health_check_protocol": "GRPC" if grpc else "HTTP",
            "health_check_path": spec.check.ready,
            "health_check_codes": ["0"] if grpc else ["http_2xx", "http_3xx"],
            "health_check_connect_port": spec.port,
            "health_check_interval": CHECK_SECONDS,
            "health_check_timeout": CHECK_SECONDS // 2,
            "healthy_threshold": HEALTHY_AFTER,
            "unhealthy_threshold": UNHEALTHY_AFTER,
        },
        tags=args.platform.tags(part),
        opts=options.ignoring(opts, "servers"),
    )
