"""Gateway on AWS: an application load balancer with modern TLS."""

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components import headers
from components.clouds.aws import access_logs, certificate, dns, entry_alarms, firewall
from components.clouds.aws.dns import Target
from components.clouds.aws.firewall import Guarded
from components.clouds.aws.route_rules import answer
from components.gateway.contract import FIRST, HTTP_PORT, HTTPS_PORT, Front, GatewayArgs, GatewayOutputs

TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
"""TLS 1.3 and 1.2 with forward secrecy: AWS's recommendation in its list of security policies for load balancers."""

IDLE_SECONDS = 60
STREAMING_IDLE_SECONDS = 4000
"""The longest silence on a connection that a load balancer allows."""

HEADERS: Mapping[str, Any] = {
    "routing_http_response_x_content_type_options_header_value": headers.PROTECTING["X-Content-Type-Options"],
    "routing_http_response_x_frame_options_header_value": headers.PROTECTING["X-Frame-Options"],
    "routing_http_response_server_enabled": False,
}
"""What every answer carries, the load balancer's own included; it knows no Referrer-Policy and no X-XSS-Protection."""

NOT_FOUND: aws.lb.ListenerDefaultActionArgsDict = {
    "type": "fixed-response",
    "fixed_response": {"content_type": "text/plain", "message_body": "Not found", "status_code": "404"},
}
"""What no route leads to."""

TO_HTTPS: aws.lb.ListenerDefaultActionArgsDict = {
    "type": "redirect",
    "redirect": {"protocol": "HTTPS", "port": str(HTTPS_PORT), "status_code": "HTTP_301"},
}


def create(name: str, args: GatewayArgs, opts: pulumi.ResourceOptions) -> GatewayOutputs:
    """Create the load balancer, its listeners, host names and alarms."""
    balancer = _balancer(name, args, opts)
    front = _encrypted(name, args.host, args, balancer, opts) if args.host else _plain(name, args, balancer, opts)
    if args.health is not None:
        _health(name, args.health, front, args, opts)
    _firewall(name, args, balancer, opts)
    entry_alarms.create(name, balancer.arn_suffix, args.platform, opts)
    return GatewayOutputs(
        listener=front.listener,
        address=front.address,
        url=pulumi.Output.concat(front.scheme, "://", front.address),
        metric_name=balancer.arn_suffix,
        keeps_limits=True,
    )


def _balancer(name: str, args: GatewayArgs, opts: pulumi.ResourceOptions) -> aws.lb.LoadBalancer:
    platform = args.platform
    return aws.lb.LoadBalancer(
        name,
        load_balancer_type="application",
        internal=False,
        subnets=list(args.network.public_subnet_ids),
        security_groups=[args.network.security_group_ids[name]],
        idle_timeout=STREAMING_IDLE_SECONDS if args.streaming else IDLE_SECONDS,
        drop_invalid_header_fields=True,
        desync_mitigation_mode="defensive",
        enable_deletion_protection=not platform.args.disposable,
        access_logs=_access_logs(platform.access_log_bucket),
        tags=platform.tags(name),
        opts=opts,
    )


def _firewall(name: str, args: GatewayArgs, balancer: aws.lb.LoadBalancer, opts: pulumi.ResourceOptions) -> None:
    guarded = Guarded(part=name, managed=args.firewall, limits=args.limits)
    acl = firewall.create(f"{name}-firewall", guarded, args.platform, opts)
    if acl is not None:
        aws.wafv2.WebAclAssociation(
            f"{name}-firewall-association", resource_arn=balancer.arn, web_acl_arn=acl, opts=opts
        )


def _access_logs(bucket: pulumi.Output[str] | None) -> aws.lb.LoadBalancerAccessLogsArgsDict | None:
    if bucket is None:
        return None
    return {"bucket": bucket, "prefix": access_logs.LOAD_BALANCER_PREFIX, "enabled": True}


def _encrypted(
    name: str, host: str, args: GatewayArgs, balancer: aws.lb.LoadBalancer, opts: pulumi.ResourceOptions
) -> Front:
    """HTTPS for the host names; plain HTTP is sent there."""
    if args.zone is None:
        raise ValueError(f"{name}: host {host} needs a zone")
    zone = dns.zone_id(args.zone, opts)
    hosts = [host, *args.alternative_hosts]
    listener = aws.lb.Listener(
        f"{name}-https",
        load_balancer_arn=balancer.arn,
        port=HTTPS_PORT,
        protocol="HTTPS",
        certificate_arn=certificate.issue(name, hosts, zone, args.platform, opts),
        ssl_policy=TLS_POLICY,
        default_actions=[NOT_FOUND],
        routing_http_response_strict_transport_security_header_value=headers.transport(subdomains=args.hsts_subdomains),
        tags=args.platform.tags(name),
        opts=opts,
        **HEADERS,
    )
    aws.lb.Listener(
        f"{name}-http",
        load_balancer_arn=balancer.arn,
        port=HTTP_PORT,
        protocol="HTTP",
        default_actions=[TO_HTTPS],
        tags=args.platform.tags(name),
        opts=opts,
        **HEADERS,
    )
    # The network has no IPv6 addresses: an A record is all there is.
    target = Target(name=balancer.dns_name, zone=balancer.zone_id, types=["A"])
    for number, each in enumerate(hosts, start=1):
        dns.lead(f"{name}-host" if number == 1 else f"{name}-host-{number}", each, zone, target, opts)
    return Front(listener=listener.arn, address=pulumi.Output.from_input(host), scheme="https")


def _health(name: str, path: str, front: Front, args: GatewayArgs, opts: pulumi.ResourceOptions) -> None:
    """Its own state, which no part is asked for."""
    aws.lb.ListenerRule(
        f"{name}-health",
        listener_arn=front.listener,
        priority=FIRST,
        conditions=[{"path_pattern": {"values": [path]}}],
        actions=[answer("200", "OK")],
        tags=args.platform.tags(name),
        opts=opts,
    )


def _plain(name: str, args: GatewayArgs, balancer: aws.lb.LoadBalancer, opts: pulumi.ResourceOptions) -> Front:
    """HTTP on the cloud's own name, for want of a domain."""
    listener = aws.lb.Listener(
        f"{name}-http",
        load_balancer_arn=balancer.arn,
        port=HTTP_PORT,
        protocol="HTTP",
        default_actions=[NOT_FOUND],
        tags=args.platform.tags(name),
        opts=opts,
        **HEADERS,
    )
    return Front(listener=listener.arn, address=balancer.dns_name, scheme="http")
