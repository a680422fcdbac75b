"""The CDN before the files: TLS, the private bucket as its origin, and the gateway for what goes on to it.

Names and arguments of functions: Alibaba Cloud CDN developer reference, "Domain configuration functions".
"""

import json
from collections.abc import Mapping, Sequence

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud.settings_of import settings
from components.frontend.contract import StaticArgs
from components.gateway import HTTPS_PORT
from components.present import present

START = "/index.html"
YEAR_SECONDS = 31536000

SINGLE_PAGE = r"^[^.]*$"
"""A path without a file's extension is a page that the application routes by itself."""
FOLDER = r"^(.*)/$"
"""A path that ends in a slash is a folder, whose own start page answers."""


def create(
    name: str, part: str, host: str, args: StaticArgs, held: alicloud.oss.Bucket, opts: pulumi.ResourceOptions
) -> alicloud.cdn.DomainNew:
    """Create the accelerated domain and its functions; it waits for bucket and gateway, and for no service."""
    platform = args.platform
    origin = pulumi.Output.concat(held.bucket, ".", held.extranet_endpoint)
    domain = alicloud.cdn.DomainNew(
        name,
        domain_name=host,
        cdn_type="web",
        scope=scope(platform.args.region),
        sources=[{"type": "oss", "content": origin, "port": HTTPS_PORT, "priority": 20, "weight": 10}],
        certificate_config=_certificate(args),
        tags=platform.tags(part),
        opts=opts,
    )
    functions = Functions(name=name, domain=domain, opts=opts)
    functions.transport()
    functions.compression()
    functions.headers(args.spec.content_security_policy)
    functions.add("private-bucket", "l2_oss_key", {"private_oss_auth": "on"})
    functions.pages(single_page=args.spec.single_page)
    if args.gateway is not None:
        functions.onward(args.forwards, args.gateway.address, args.gateway_port)
    return domain


def scope(region: str) -> str:
    """Where the CDN answers: the mainland from a mainland region, which takes an ICP filing; else the rest."""
    return "domestic" if region.startswith("cn-") and region != "cn-hongkong" else "overseas"


def _certificate(args: StaticArgs) -> alicloud.cdn.DomainNewCertificateConfigArgsDict:
    identifier, _, region = present(settings(args.platform).certificate, "groundwork:alicloud.certificate").partition(
        "-"
    )
    return {
        "cert_type": "cas",
        "cert_id": identifier,
        "cert_region": region or args.platform.args.region,
        "server_certificate_status": "on",
    }


class Functions:
    """Makes the functions of one domain."""

    def __init__(self, *, name: str, domain: alicloud.cdn.DomainNew, opts: pulumi.ResourceOptions) -> None:
        """Each function is a resource named after what it is for."""
        self._name = name
        self._domain = domain
        self._opts = opts

    def transport(self) -> None:
        """HTTPS only, TLS 1.2 and 1.3, for a year."""
        self.add("https", "https_force", {"enable": "on", "https_rewrite": "301"})
        versions = {"tls10": "off", "tls11": "off", "tls12": "on", "tls13": "on", "ciphersuitegroup": "strict"}
        self.add("tls", "https_tls_version", versions)
        kept = {"enabled": "on", "https_hsts_max_age": str(YEAR_SECONDS), "https_hsts_include_subdomains": "on"}
        self.add("hsts", "HSTS", kept)

    def headers(self, content_security_policy: str | None) -> None:
        """Content is what its type says, no foreign frames, no paths told to other sites."""
        said = {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "X-XSS-Protection": "1; mode=block",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }
        if content_security_policy is not None:
            said["Content-Security-Policy"] = content_security_policy
        for header, value in said.items():
            arguments = {"header_operation_type": "add", "key": header, "value": value, "duplicate": "off"}
            self.add(f"header-{header.lower()}", "set_resp_header", arguments)

    def compression(self) -> None:
        """Texts of 1 KiB and more are sent packed, those of the gateway as well."""
        self.add("gzip", "gzip", {"enable": "on"})

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

    def add(
        self,
        purpose: str,
        function: str,
        arguments: Mapping[str, pulumi.Input[str]],
        parent: pulumi.Input[str] | None = None,
    ) -> alicloud.cdn.DomainConfig:
        """Configure one function, under the condition `parent` where one is given."""
        return alicloud.cdn.DomainConfig(
            f"{self._name}-{purpose}",
            domain_name=self._domain.domain_name,
            function_name=function,
            function_args=[{"arg_name": key, "arg_value": value} for key, value in arguments.items()],
            parent_id=parent,
            opts=self._opts,
        )
