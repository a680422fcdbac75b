"""Target groups: the instances of a part that get requests, and how they are asked whether they may."""

import pulumi
import pulumi_aws as aws

from components.api_service.contract import WebArgs
from components.container import WebSpec

HEALTHY_AFTER = 2
"""Good answers in a row until a new instance gets requests: the fewest that a load balancer takes."""


def create(name: str, part: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> aws.lb.TargetGroup:
    """Create a target group of a part; ECS puts instances in and takes them out."""
    grpc = spec.protocol == "grpc"
    return aws.lb.TargetGroup(
        name,
        vpc_id=args.network.network_id,
        target_type="ip",
        port=spec.port,
        protocol="HTTP",
        protocol_version="GRPC" if grpc else "HTTP1",
        load_balancing_algorithm_type="least_outstanding_requests",
        deregistration_delay=spec.stop_seconds,
        health_check={
            "enabled": True,
            "protocol": "HTTP",
            "path": spec.check.ready,
            "matcher": "0" if grpc else "200-399",
            "interval": spec.check.interval_seconds,
            "timeout": spec.check.timeout_seconds,
            "healthy_threshold": HEALTHY_AFTER,
            "unhealthy_threshold": spec.check.tries,
        },
        tags=args.platform.tags(part),
        opts=opts,
    )
