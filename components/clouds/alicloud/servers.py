"""Server groups: the instances of a part behind a load balancer, and how they are asked whether they are well."""

from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names
from components.clouds.alicloud.load_balancer import Placed
from components.container import ContainerArgs, WebSpec

HEALTHY_AFTER = 2
"""Answers in a row until an instance gets requests."""
LONGEST_INTERVAL_SECONDS = 50
"""The longest pause between two questions that ALB and NLB allow (CreateServerGroup); who wants more gets this."""
SHORTEST_DRAIN_SECONDS = 10
"""The shortest time that ALB and NLB let a member finish what it has begun (CreateServerGroup)."""
WEIGHT = 100
"""Of every member: all are alike."""


@dataclass(frozen=True, kw_only=True)
class Servers:
    """A server group, and the port that its members are reached on."""

    group: alicloud.alb.ServerGroup | alicloud.nlb.ServerGroup
    port: int

    def join(self, name: str, group: pulumi.Input[str], opts: pulumi.ResourceOptions) -> pulumi.Resource:
        """Let all instances of a scaling group be members."""
        if isinstance(self.group, alicloud.alb.ServerGroup):
            return alicloud.ess.AlbServerGroupAttachment(
                name,
                scaling_group_id=group,
                alb_server_group_id=self.group.id,
                port=self.port,
                weight=WEIGHT,
                force_attach=True,
                opts=opts,
            )
        return alicloud.ess.ServerGroupAttachment(
            name,
            scaling_group_id=group,
            server_group_id=self.group.id,
            type="NLB",
            port=self.port,
            weight=WEIGHT,
            force_attach=True,
            opts=opts,
        )


@dataclass(frozen=True, kw_only=True)
class Whose:
    """What a server group is for."""

    part: str
    spec: WebSpec
    args: ContainerArgs
    version: pulumi.Output[str] | None = None
    """The version whose servers it has, all others having groups of their own; None: it has those of all versions."""

    def called(self, name: str) -> pulumi.Input[str]:
        """Its name in the cloud."""
        if self.version is None:
            return names.of(name, self.args.platform.args)
        return pulumi.Output.concat(self.version, name.removeprefix(self.part))

    def options(self, opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
        """A version's group is made beside that of the one before."""
        return opts if self.version is None else options.replacing(opts, "serverGroupName")


def create(name: str, whose: Whose, opts: pulumi.ResourceOptions) -> alicloud.alb.ServerGroup:
    """Create the group, empty: Auto Scaling adds and removes its servers, which are no difference of ours."""
    spec, args = whose.spec, whose.args
    grpc, check = spec.protocol == "grpc", spec.check
    return alicloud.alb.ServerGroup(
        name,
        server_group_name=whose.called(name),
        server_group_type="Instance",
        vpc_id=args.network.network_id,
        protocol="GRPC" if grpc else "HTTP",
        scheduler="Wlc",
        connection_drain_config={
            "connection_drain_enabled": True,
            "connection_drain_timeout": max(spec.stop_seconds, SHORTEST_DRAIN_SECONDS),
        },
        health_check_config={
            "health_check_enabled": True,
            "health_check_protocol": "GRPC" if grpc else "HTTP",
            "health_check_path": check.ready,
            "health_check_codes": ["0"] if grpc else ["http_2xx", "http_3xx"],
            "health_check_connect_port": spec.port,
            "health_check_interval": min(check.interval_seconds, LONGEST_INTERVAL_SECONDS),
            "health_check_timeout": check.timeout_seconds,
            "healthy_threshold": HEALTHY_AFTER,
            "unhealthy_threshold": check.tries,
        },
        tags=args.platform.tags(whose.part),
        opts=options.ignoring(whose.options(opts), "servers"),
    )


def of_connections(name: str, whose: Whose, opts: pulumi.ResourceOptions) -> alicloud.nlb.ServerGroup:
    """Create a group for any protocol over TCP; whether its members are well is asked on the part's own port."""
    spec, args = whose.spec, whose.args
    check = spec.check
    asked: alicloud.nlb.ServerGroupHealthCheckArgsDict = {
        "health_check_enabled": True,
        "health_check_type": "TCP" if spec.protocol == "grpc" else "HTTP",
        "health_check_connect_port": spec.port,
        "health_check_connect_timeout": check.timeout_seconds,
        "health_check_interval": min(check.interval_seconds, LONGEST_INTERVAL_SECONDS),
        "healthy_threshold": HEALTHY_AFTER,
        "unhealthy_threshold": check.tries,
    }
    if spec.protocol != "grpc":
        asked |= {"health_check_url": check.ready, "health_check_http_codes": ["http_2xx", "http_3xx"]}
    return alicloud.nlb.ServerGroup(
        name,
        server_group_name=whose.called(name),
        server_group_type="Instance",
        vpc_id=args.network.network_id,
        protocol="TCP",
        scheduler="Wlc",
        # The balancer stands between: instances admit it, and none but it.
        preserve_client_ip_enabled=False,
        connection_drain_enabled=True,
        connection_drain_timeout=max(spec.stop_seconds, SHORTEST_DRAIN_SECONDS),
        health_check=asked,
        tags=args.platform.tags(whose.part),
        opts=whose.options(opts),
    )


def nobody(name: str, part: str, args: Placed, opts: pulumi.ResourceOptions) -> alicloud.alb.ServerGroup:
    """Create a group that stays empty: a listener must forward to somebody where no rule holds."""
    return alicloud.alb.ServerGroup(
        name,
        server_group_name=names.of(name, args.platform.args),
        server_group_type="Instance",
        vpc_id=args.network.network_id,
        protocol="HTTP",
        health_check_config={"health_check_enabled": False},
        tags=args.platform.tags(part),
        opts=opts,
    )
