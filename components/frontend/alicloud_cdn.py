"""The CDN before the files: the private bucket as its origin, and the gateway for what goes on to it."""

import json
from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import cdn
from components.clouds.alicloud.cdn import Functions
from components.frontend.contract import StaticArgs
from components.gateway import HTTPS_PORT

START = "/index.html"

SINGLE_PAGE = r"^[^.]*$"
"""A path without a file's extension is a page that the application routes by itself."""
FOLDER = r"^(.*)/$"
"""A path that ends in a slash is a folder, whose own start page answers."""


def create(
    name: str, part: str, host: str, args: StaticArgs, held: alicloud.oss.Bucket, opts: pulumi.ResourceOptions
) -> alicloud.cdn.DomainNew:
    """Create the accelerated domain and its functions; it waits for bucket and gateway, and for no service."""
    domain = cdn.domain(name, part, host, held, args.platform, opts)
    functions = PageFunctions(name=name, domain=domain, opts=opts)
    functions.transport(hsts_subdomains=args.hsts_subdomains)
    functions.compression()
    functions.headers(args.spec.content_security_policy)
    functions.private_bucket()
    functions.pages(single_page=args.spec.single_page)
    if args.gateway is not None:
        functions.onward(args.forwards, args.gateway.address, args.gateway_port)
    return domain


class PageFunctions(Functions):
    """What the CDN before pages does besides."""

    def pages(self, *, single_page: bool) -> None:
        """Which file a path without an extension stands for."""
        source, target = (SINGLE_PAGE, START) if single_page else (FOLDER, f"$1{START}")
        self.add(
            "pages",
            "back_to_origin_url_rewrite",
            {"source_url": source, "target_url": target, "flag": "break"},
        )

    def onward(self, paths: Sequence[str], gateway: pulumi.Output[str], port: int) -> None:
        """Ask the gateway, uncached, for each path and all below it."""
        encrypted = port == HTTPS_PORT
        scheme = {"enable": "on", "scheme_origin": "https" if encrypted else "http"}
        self.add("origin-scheme", "forward_scheme", scheme)
        if encrypted:
            self.add("origin-name", "https_origin_sni", {"enabled": "on", "https_origin_sni": gateway})
        for number, path in enumerate(paths, start=1):
            below = path.rstrip("/")
            rule = {
                "match": {
                    "logic": "and",
                    "criteria": [
                        {
                            "matchType": "uri",
                            "matchOperator": "contains",
                            "matchValue": [below, f"{below}/*"],
                            "negate": False,
                        }
                    ],
                },
                "name": f"onward-{number}",
                "status": "enable",
            }
            matched = self.add(f"onward-{number}", "condition", {"rule": json.dumps(rule, sort_keys=True)})
            self.add(f"onward-{number}-origin", "origin_dns_host", {"ali_origin_dns_host": gateway}, matched.config_id)
            fresh = {"path": below, "ttl": "0", "weight": "99", "swift_no_cache_low": "on"}
            self.add(f"onward-{number}-fresh", "path_based_ttl_set", fresh)
        # The gateway's certificate bears its own name; under which name it was called, it is told besides.
        called = gateway if encrypted else self._domain.domain_name
        self.add("onward-host", "origin_host", {"origin": gateway, "host": called})
        told = {
            "header_operation_type": "add",
            "header_name": "X-Forwarded-Host",
            "header_value": self._domain.domain_name,
            "duplicate": "off",
        }
        self.add("onward-header", "origin_request_header", told)
