"""What every CDN distribution must hold: HTTPS to visitors, TLS to origins, buckets closed to everyone else."""

from pulumi_policy import Severity

from policies.pack.checks import Applies, Requirement
from policies.pack.joins import Demand, Leads
from policies.pack.predicates import Predicate, Verdict, differs_from, equals, is_set, one_of, only
from policies.pack.rule import ALWAYS, MENTIONED_IN_DEV, Catalogue, Rule
from policies.pack.values import Marker
from policies.rules.alicloud import edge as alicloud
from policies.rules.docker import proxy as docker

ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl"
HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
MODERN_TLS = ("TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025")
"""CloudFront's viewer policies from 2021 on."""


def _bucket_behind_access_control() -> Predicate:
    """An origin that, unless it is a web server of its own, is reached through an origin access control."""

    def test(origin: object) -> Verdict:
        named = origin if isinstance(origin, dict) else {}
        said = [named.get(name) for name in ("customOriginConfig", "vpcOriginConfig", "originAccessControlId")]
        if any(value is not Marker.UNKNOWN and value for value in said):
            return True
        return Marker.UNKNOWN if Marker.UNKNOWN in said else False

    return Predicate("an access control", test, lambda _: "a bucket without originAccessControlId")


RULES = (
    Rule(
        id="ED-01",
        title="Visitors must use HTTPS",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("CloudFront.3",), checkov=("CKV_AWS_34",)),
        clouds={
            "alicloud": alicloud.CHECKS["ED-01"],
            "aws": tuple(
                Requirement(DISTRIBUTION, path, one_of("redirect-to-https", "https-only"))
                for path in (
                    "defaultCacheBehavior.viewerProtocolPolicy",
                    "orderedCacheBehaviors[].viewerProtocolPolicy",
                )
            ),
        },
    ),
    Rule(
        id="ED-02",
        title="With a certificate of its own, the edge speaks TLS 1.2 or newer, and by name",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("CloudFront.8", "CloudFront.15"), checkov=("CKV_AWS_174", "CKV2_AWS_54")),
        clouds={
            "alicloud": alicloud.CHECKS["ED-02"],
            "aws": tuple(
                Requirement(
                    DISTRIBUTION,
                    f"viewerCertificate.{name}",
                    predicate,
                    remedy,
                    when=Applies("viewerCertificate.cloudfrontDefaultCertificate", differs_from(True)),
                )
                for name, predicate, remedy in (
                    ("minimumProtocolVersion", one_of(*MODERN_TLS), f"set it to {MODERN_TLS[0]}"),
                    ("sslSupportMethod", equals("sni-only"), ""),
                )
            ),
        },
    ),
    Rule(
        id="ED-04",
        title="Traffic to web-server origins uses TLS 1.2",
        severity=Severity.HIGH,
        levels=MENTIONED_IN_DEV,
        catalogue=Catalogue(fsbp=("CloudFront.9", "CloudFront.10"), checkov=("CKV2_AWS_72",)),
        clouds={
            "alicloud": alicloud.CHECKS["ED-04"],
            "aws": (
                Requirement(
                    DISTRIBUTION,
                    "origins[].customOriginConfig[].originProtocolPolicy",
                    equals("https-only"),
                ),
                Requirement(DISTRIBUTION, "origins[].customOriginConfig[].originSslProtocols", only({"TLSv1.2"})),
            ),
        },
    ),
    Rule(
        id="ED-05",
        title="A bucket behind the edge is reached only through origin access control",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("CloudFront.13",), checkov=("CKV2_AWS_46",)),
        clouds={
            "alicloud": alicloud.CHECKS["ED-05"],
            "aws": (
                Requirement(
                    DISTRIBUTION,
                    "origins[]",
                    _bucket_behind_access_control(),
                    "set originAccessControlId",
                    proof=ACCESS_CONTROL,
                ),
            ),
        },
    ),
    Rule(
        id="ED-09",
        title="Answers tell browsers to stay with HTTPS",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV2_AWS_32", "CKV_AWS_259")),
        clouds={
            "alicloud": alicloud.CHECKS["ED-09"],
            "docker": docker.CHECKS["ED-09"],
            "aws": (
                Leads(
                    DISTRIBUTION,
                    "defaultCacheBehavior",
                    HEADERS,
                    (
                        Demand(
                            "securityHeadersConfig.strictTransportSecurity",
                            is_set(),
                            "set strictTransportSecurity, for a year",
                        ),
                    ),
                    "set responseHeadersPolicyId to a policy with strictTransportSecurity",
                ),
                Requirement(
                    DISTRIBUTION,
                    "orderedCacheBehaviors[].responseHeadersPolicyId",
                    is_set(),
                    "set it to a policy with strictTransportSecurity",
                    proof=HEADERS,
                ),
            ),
        },
    ),
    Rule(
        id="ED-08",
        title="The distribution has a default root object",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("CloudFront.1",), checkov=("CKV_AWS_305",)),
        clouds={
            "alicloud": alicloud.CHECKS["ED-08"],
            "aws": (Requirement(DISTRIBUTION, "defaultRootObject", is_set(), "set it to index.html"),),
        },
    ),
)
