"""What stands around every CDN distribution: a certificate, a log, a firewall, and origins that are ours."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import Predicate, Verdict, equals, is_set
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE_OUTSIDE_DEV, ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import Marker
from policies.rules.alicloud import edge as alicloud
from policies.rules.waived import EDGE_LOGS, EDGE_LOGS_ALICLOUD, FIREWALL, SECOND_ORIGIN

BUCKET = "aws:s3/bucket:Bucket"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
LOG_SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"


def _own_certificate() -> Predicate:
    def test(certificate: object) -> Verdict:
        named = certificate if isinstance(certificate, dict) else {}
        chosen = [named.get("acmCertificateArn"), named.get("iamCertificateId")]
        default = named.get("cloudfrontDefaultCertificate")
        if default is True or not any(chosen):
            return False
        return Marker.UNKNOWN if default is Marker.UNKNOWN else True

    return Predicate("a certificate of its own", test, lambda _: "CloudFront's own certificate")


def _logged(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """Requests are written into a bucket, or delivered from a log source that leads somewhere."""
    configured = distribution.properties.get("loggingConfig")
    bucket = configured.get("bucket") if isinstance(configured, dict) else configured
    sources = graph.referrers(distribution, LOG_SOURCE, "resourceArn")
    delivered = any(graph.referrers(source, DELIVERY, "deliverySourceName") for source in sources)
    if not delivered and (not bucket or bucket is Marker.UNKNOWN):
        remedy = "add a LogDeliverySource and a LogDelivery, or set loggingConfig"
        yield Finding(distribution, "loggingConfig", "is not set, and no log is delivered", remedy, bool(bucket))


def _bucket_is_ours(graph: Graph, distribution: Resource) -> Iterator[Finding]:
    """A bucket that the edge asks is one of this stack: a name that nobody has yet, anybody may take."""
    listed = distribution.properties.get("origins")
    origins = [origin for origin in (listed if isinstance(listed, list) else []) if isinstance(origin, dict)]
    of_buckets = [each for each in origins if not each.get("customOriginConfig") and not each.get("vpcOriginConfig")]
    unknown = not of_buckets and _may_be_of_a_bucket(listed, origins)
    if (of_buckets or unknown) and not graph.follow(distribution, "origins", BUCKET):
        remedy = "name a bucket of this stack"
        yield Finding(distribution, "origins", "is a bucket outside this stack", remedy, unknown)


def _may_be_of_a_bucket(listed: object, origins: list[dict[str, object]]) -> bool:
    """Whether only the deployment will tell what kind of origin one is."""
    kinds = [each.get(name) for each in origins for name in ("customOriginConfig", "vpcOriginConfig")]
    return Marker.UNKNOWN in (listed, *kinds, *(listed if isinstance(listed, list) else []))


RULES = (
    Rule(
        id="ED-03",
        title="The edge has a certificate of its own",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(fsbp=("CloudFront.7",), checkov=("CKV2_AWS_42",)),
        clouds={
            "alicloud": alicloud.CHECKS["ED-03"],
            "aws": (
                Requirement(
                    DISTRIBUTION, "viewerCertificate", _own_certificate(), "set acmCertificateArn, and give it a domain"
                ),
            ),
        },
    ),
    Rule(
        id="ED-06",
        title="Requests to the edge are recorded",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        waived={"aws": EDGE_LOGS, "alicloud": EDGE_LOGS_ALICLOUD},
        catalogue=Catalogue(fsbp=("CloudFront.5",), cis=("4.10",), checkov=("CKV_AWS_86",)),
        clouds={"alicloud": alicloud.CHECKS["ED-06"], "aws": (GraphCheck(DISTRIBUTION, _logged),)},
    ),
    Rule(
        id="ED-07",
        title="The edge stands behind a web application firewall",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        waived={"aws": FIREWALL, "alicloud": FIREWALL},
        catalogue=Catalogue(fsbp=("CloudFront.6",), checkov=("CKV_AWS_68", "CKV2_AWS_47")),
        clouds={
            "alicloud": alicloud.CHECKS["ED-07"],
            "aws": (
                Requirement(
                    DISTRIBUTION,
                    "webAclId",
                    is_set(),
                    "set it to the ARN of a web ACL of scope CLOUDFRONT",
                    proof="aws:wafv2/webAcl:WebAcl",
                ),
            ),
        },
    ),
    Rule(
        id="ED-10",
        title="The edge has a second origin to ask when the first fails",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        waived={"aws": SECOND_ORIGIN, "alicloud": SECOND_ORIGIN},
        catalogue=Catalogue(
            fsbp=("CloudFront.4",), checkov=("CKV_AWS_310",), infraguard=("cdn-domain-multiple-origin-servers",)
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ED-10"],
            "aws": (Requirement(DISTRIBUTION, "originGroups", is_set(), "name a group of two origins"),),
        },
    ),
    Rule(
        id="ED-11",
        title="The bucket behind the edge is one of this stack",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("CloudFront.12",)),
        clouds={"alicloud": alicloud.CHECKS["ED-11"], "aws": (GraphCheck(DISTRIBUTION, _bucket_is_ours),)},
    ),
    Rule(
        id="ED-12",
        title="The edge is enabled, and says from where it may be asked",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(checkov=("CKV_AWS_216", "CKV_AWS_374")),
        clouds={
            "aws": (
                Requirement(DISTRIBUTION, "enabled", equals(True)),
                Requirement(
                    DISTRIBUTION,
                    "restrictions.geoRestriction.restrictionType",
                    is_set(),
                    "set it to whitelist, blacklist or, for everywhere, none",
                ),
            )
        },
    ),
)
