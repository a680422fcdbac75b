"""The CDN before the files: TLS, one origin for the files, one for what goes on to the gateway."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pulumi
import pulumi_aws as aws

from components.frontend import aws_behaviors, aws_headers
from components.frontend.aws_behaviors import FILES, GATEWAY
from components.frontend.contract import StaticArgs
from components.gateway import HTTP_PORT, HTTPS_PORT, Gateway

START = "index.html"

TLS_POLICY = "TLSv1.2_2025"
"""TLS 1.2 with ECDHE and AES-GCM only, and TLS 1.3 (CloudFront developer guide, "Supported protocols and ciphers")."""

ORIGIN_READ_SECONDS = 60
"""The longest silence of the gateway that CloudFront allows without a raised quota."""


@dataclass(frozen=True, kw_only=True)
class Name:
    """Host names of one's own."""

    hosts: Sequence[str]
    certificate: pulumi.Output[str]
    """ARN, issued."""


@dataclass(frozen=True, kw_only=True)
class Front:
    """How the world meets it."""

    named: Name | None
    """None: the CDN's own name."""
    firewall: pulumi.Output[str] | None
    """ARN; None: nobody asked for one."""


def create(
    name: str, args: StaticArgs, files: aws.s3.Bucket, front: Front, opts: pulumi.ResourceOptions
) -> aws.cloudfront.Distribution:
    """Create the distribution; it waits for bucket, certificate and gateway, and for no service."""
    control = aws.cloudfront.OriginAccessControl(
        f"{name}-origin-access",
        description=f"CloudFront reads the files of {name}",
        origin_access_control_origin_type="s3",
        signing_behavior="always",
        signing_protocol="sigv4",
        opts=opts,
    )
    origins: list[aws.cloudfront.DistributionOriginArgsDict] = [
        {
            "origin_id": FILES,
            "domain_name": files.bucket_regional_domain_name,
            "origin_access_control_id": control.id,
        }
    ]
    if args.gateway is not None:
        origins.append(_onward(args.gateway, args))
    headers = aws_headers.create(name, args, opts)
    told = _called(name, args, opts) if args.forwards and args.alternative_hosts else None
    return aws.cloudfront.Distribution(
        f"{name}-cdn",
        comment=f"{args.platform.args.application} {args.platform.args.stack}: {name}",
        enabled=True,
        is_ipv6_enabled=True,
        http_version="http2and3",
        aliases=list(front.named.hosts) if front.named else [],
        viewer_certificate=_certificate(front.named),
        web_acl_id=front.firewall,
        default_root_object=START,
        origins=origins,
        default_cache_behavior=aws_behaviors.files(_pages(name, args, opts), headers.pages),
        ordered_cache_behaviors=[
            behavior for path in args.forwards for behavior in aws_behaviors.onward(path, args, headers.onward, told)
        ],
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        wait_for_deployment=True,
        tags=args.platform.tags(name),
        opts=opts,
    )


def _onward(gateway: Gateway, args: StaticArgs) -> aws.cloudfront.DistributionOriginArgsDict:
    """The gateway, by TLS where it has a certificate; it is told under which name it was called."""
    return {
        "origin_id": GATEWAY,
        "domain_name": gateway.address,
        "custom_origin_config": {
            "http_port": HTTP_PORT,
            "https_port": HTTPS_PORT,
            "origin_protocol_policy": "https-only" if args.gateway_port == HTTPS_PORT else "http-only",
            "origin_ssl_protocols": ["TLSv1.2"],
            "origin_read_timeout": ORIGIN_READ_SECONDS,
        },
        "custom_headers": _name_it(args),
    }


def _certificate(named: Name | None) -> aws.cloudfront.DistributionViewerCertificateArgsDict:
    if named is None:
        return {"cloudfront_default_certificate": True}
    return {
        "acm_certificate_arn": named.certificate,
        "ssl_support_method": "sni-only",
        "minimum_protocol_version": TLS_POLICY,
    }


def _name_it(args: StaticArgs) -> list[aws.cloudfront.DistributionOriginCustomHeaderArgsDict]:
    """The name that it is called by, where there is only one; else each request must be looked at: see `_called`."""
    if args.host is None or args.alternative_hosts:
        return []
    return [{"name": "X-Forwarded-Host", "value": args.host}]


def _called(name: str, args: StaticArgs, opts: pulumi.ResourceOptions) -> aws.cloudfront.Function:
    return _function(
        f"{name}-called", "Tells the gateway which name was called", "forwarded_host.js", args.platform.tags(name), opts
    )


def _pages(name: str, args: StaticArgs, opts: pulumi.ResourceOptions) -> aws.cloudfront.Function:
    """Which file a path without an extension stands for; forwarded paths are not its concern."""
    script = "single_page.js" if args.spec.single_page else "directory_index.js"
    return _function(f"{name}-pages", "Finds the file behind a path", script, args.platform.tags(name), opts)


def _function(
    name: str, comment: str, script: str, tags: Mapping[str, str], opts: pulumi.ResourceOptions
) -> aws.cloudfront.Function:
    return aws.cloudfront.Function(
        name,
        comment=comment,
        runtime="cloudfront-js-2.0",
        code=Path(__file__).with_name(script).read_text(encoding="utf-8"),
        publish=True,
        tags=tags,
        opts=opts,
    )
