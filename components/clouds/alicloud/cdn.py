"""A CDN before a private bucket: one host name, over TLS only, with the certificate of the stack.

Names and arguments of functions: Alibaba Cloud CDN developer reference, "Domain configuration functions".
"""

from collections.abc import Mapping

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud.regions import in_mainland
from components.gateway import HTTPS_PORT
from components.headers import PROTECTING, YEAR_SECONDS
from components.platform import Platform
from components.present import present


def domain(
    name: str,
    part: str,
    host: str,
    held: alicloud.oss.Bucket,
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> alicloud.cdn.DomainNew:
    """Create the accelerated domain; it waits for the bucket, and for no service."""
    origin = pulumi.Output.concat(held.bucket, ".", held.extranet_endpoint)
    return alicloud.cdn.DomainNew(
        name,
        domain_name=host,
        cdn_type="web",
        scope=scope(platform.args.region),
        # There is one origin: priority and weight are the service's own defaults.
        sources=[{"type": "oss", "content": origin, "port": HTTPS_PORT, "priority": 20, "weight": 10}],
        certificate_config=_certificate(platform),
        tags=platform.tags(part),
        opts=opts,
    )


def scope(region: str) -> str:
    """Where the CDN answers: the mainland from a mainland region, which takes an ICP filing; else the rest."""
    return "domestic" if in_mainland(region) else "overseas"


def _certificate(platform: Platform) -> alicloud.cdn.DomainNewCertificateConfigArgsDict:
    kept = present(platform.certificate, "groundwork:alicloud.certificate")
    return {
        "cert_type": "cas",
        "cert_id": kept.apply(lambda text: text.partition("-")[0]),
        "cert_region": kept.apply(lambda text: text.partition("-")[2] or platform.args.region),
        "server_certificate_status": "on",
    }


class Functions:
    """Makes the functions of one domain."""

    def __init__(self, *, name: str, domain: alicloud.cdn.DomainNew, opts: pulumi.ResourceOptions) -> None:
        """Each function is a resource named after what it is for."""
        self._name = name
        self._domain = domain
        self._opts = opts

    def transport(self, *, hsts_subdomains: bool) -> None:
        """HTTPS only, TLS 1.2 and 1.3, for a year."""
        self.add("https", "https_force", {"enable": "on", "https_rewrite": "301"})
        versions = {"tls10": "off", "tls11": "off", "tls12": "on", "tls13": "on", "ciphersuitegroup": "strict"}
        self.add("tls", "https_tls_version", versions)
        below = "on" if hsts_subdomains else "off"
        kept = {"enabled": "on", "https_hsts_max_age": str(YEAR_SECONDS), "https_hsts_include_subdomains": below}
        self.add("hsts", "HSTS", kept)

    def headers(self, content_security_policy: str | None) -> None:
        """Those of every entry, and what the application itself allows."""
        said = dict(PROTECTING)
        if content_security_policy is not None:
            said["Content-Security-Policy"] = content_security_policy
        for header, value in said.items():
            arguments = {"header_operation_type": "add", "key": header, "value": value, "duplicate": "off"}
            self.add(f"header-{header.lower()}", "set_resp_header", arguments)

    def compression(self) -> None:
        """Texts of 1 KiB and more are sent packed, those of the gateway as well."""
        self.add("gzip", "gzip", {"enable": "on"})

    def private_bucket(self) -> None:
        """The CDN reads the bucket, which is nobody else's to read, with a role of the account."""
        self.add("private-bucket", "l2_oss_key", {"private_oss_auth": "on"})

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
