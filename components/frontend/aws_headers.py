"""Headers that protect a browser, added by CloudFront."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.frontend.contract import StaticArgs
from components.headers import PROTECTING, YEAR_SECONDS

Security = aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigArgsDict


@dataclass(frozen=True, kw_only=True)
class Headers:
    """Identifiers of header policies."""

    pages: pulumi.Output[str]
    onward: pulumi.Output[str] | None
    """For what goes on to the gateway: a service says for itself what its pages may do."""


def create(name: str, args: StaticArgs, opts: pulumi.ResourceOptions) -> Headers:
    """Create a policy for the files and, where some paths go on to the gateway, one for those."""
    own: Security = {**_everywhere(args, override=True), **_pages(args.spec.content_security_policy)}
    pages = _policy(f"{name}-headers", own, opts)
    onward = _policy(f"{name}-headers-onward", _everywhere(args, override=False), opts) if args.forwards else None
    return Headers(pages=pages.id, onward=onward.id if onward else None)


def _policy(name: str, security: Security, opts: pulumi.ResourceOptions) -> aws.cloudfront.ResponseHeadersPolicy:
    return aws.cloudfront.ResponseHeadersPolicy(name, security_headers_config=security, opts=opts)


def _everywhere(args: StaticArgs, *, override: bool) -> Security:
    """HTTPS for a year, content is what its type says, no foreign frames.

    With `override` also where a service says otherwise about frames and scripts.
    """
    return {
        "strict_transport_security": {
            "access_control_max_age_sec": YEAR_SECONDS,
            "include_subdomains": args.hsts_subdomains,
            "override": True,
        },
        "content_type_options": {"override": True},
        "frame_options": {"frame_option": PROTECTING["X-Frame-Options"], "override": override},
        "xss_protection": {"protection": True, "mode_block": True, "override": override},
    }


def _pages(content_security_policy: str | None) -> Security:
    """No paths told to other sites, and what the application itself allows."""
    usual: Security = {
        "referrer_policy": {"referrer_policy": PROTECTING["Referrer-Policy"], "override": True},
    }
    if content_security_policy is None:
        return usual
    return {
        **usual,
        "content_security_policy": {"content_security_policy": content_security_policy, "override": True},
    }
