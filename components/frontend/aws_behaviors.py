"""What CloudFront does with a path: answer from the files, or ask the gateway."""

from typing import Any

import pulumi
import pulumi_aws as aws

from components.frontend.contract import StaticArgs
from components.gateway import HTTPS_PORT

FILES = "files"
GATEWAY = "gateway"

CACHE = "658327ea-f89d-4fab-a63d-7e88639e58f6"
"""CachingOptimized: as long as a file's own Cache-Control says."""
NO_CACHE = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""CachingDisabled."""
WHOLE_REQUEST = "216adef6-5c7f-47e4-b989-5492eafa07d3"
"""AllViewer: every header, cookie and query string."""
REQUEST_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""AllViewerExceptHostHeader: the gateway's certificate bears its own name, and CloudFront checks it against Host.

All four are AWS's managed policies; their identifiers are the same in every account (CloudFront Developer Guide).
"""


def files(
    pages: aws.cloudfront.Function, headers: pulumi.Input[str]
) -> aws.cloudfront.DistributionDefaultCacheBehaviorArgsDict:
    """Answer from the files."""
    return {
        "target_origin_id": FILES,
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": ["GET", "HEAD", "OPTIONS"],
        "cached_methods": ["GET", "HEAD"],
        "compress": True,
        "cache_policy_id": CACHE,
        "response_headers_policy_id": headers,
        **_asked_first(pages),
    }


def onward(
    path: str, args: StaticArgs, headers: pulumi.Input[str] | None, told: aws.cloudfront.Function | None
) -> list[aws.cloudfront.DistributionOrderedCacheBehaviorArgsDict]:
    """Ask the gateway, uncached and unbuffered, for a path and all below it."""
    encrypted = args.gateway_port == HTTPS_PORT
    return [
        {
            "path_pattern": pattern,
            "target_origin_id": GATEWAY,
            "viewer_protocol_policy": "redirect-to-https",
            "allowed_methods": ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
            "cached_methods": ["GET", "HEAD"],
            "compress": False,
            "cache_policy_id": NO_CACHE,
            "origin_request_policy_id": REQUEST_BUT_HOST if encrypted else WHOLE_REQUEST,
            "response_headers_policy_id": headers,
            **(_asked_first(told) if told else {}),
        }
        for pattern in (path, f"{path.rstrip('/')}/*")
    ]


def _asked_first(function: aws.cloudfront.Function) -> Any:
    """The function sees a request before anything else does."""
    return {"function_associations": [{"event_type": "viewer-request", "function_arn": function.arn}]}
