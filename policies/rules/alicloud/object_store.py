"""Buckets on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Requirement, ResourceCheck, StackCheck
from policies.pack.graph import Graph
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import absent_or_one_of, differs_from, equals, is_set, one_of, only
from policies.pack.resource import Resource
from policies.rules.statements import no_public_grant, refuses_plain_http
from policies.rules.uploads import ends_uploads

BUCKET = "alicloud:oss/bucket:Bucket"
POLICY = "alicloud:oss/bucketPolicy:BucketPolicy"
TLS = "alicloud:oss/bucketHttpsConfig:BucketHttpsConfig"
LOGGING = "alicloud:oss/bucketLogging:BucketLogging"
KEY = "alicloud:kms/key:Key"


def _takes_access_logs(graph: Graph, bucket: Resource) -> bool:
    """Whether requests to other buckets are recorded here."""
    return bool(graph.referrers(bucket, LOGGING, "targetBucket"))


def _keeps_nothing_private(graph: Graph, bucket: Resource) -> bool:
    """Whether the bucket takes access logs, or holds the files that a CDN hands to everybody."""
    behind_cdn = graph.referrers(bucket, "alicloud:cdn/domainNew:DomainNew", "sources")
    return bool(behind_cdn) or _takes_access_logs(graph, bucket)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "ST-01": (
        Companion(
            BUCKET,
            "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "bucket",
            (Demand("blockPublicAccess", equals(True)),),
        ),
    ),
    "ST-02": (
        Requirement("alicloud:oss/bucketAcl:BucketAcl", "acl", one_of("private")),
        Requirement(BUCKET, "acl", absent_or_one_of("private")),
        *(
            Requirement(held, "policy{}.Statement[]", no_public_grant(), "name the principals, or add a condition")
            for held in (POLICY, BUCKET)
        ),
    ),
    "ST-03": (
        Companion(
            BUCKET,
            POLICY,
            "bucket",
            (
                Demand(
                    "policy{}",
                    refuses_plain_http(),
                    "add a statement that denies oss:* to everyone where acs:SecureTransport is false",
                ),
            ),
        ),
        Requirement(TLS, "enable", equals(True)),
        Requirement(TLS, "tlsVersions", only({"TLSv1.2", "TLSv1.3"})),
    ),
    "ST-04": (
        Companion(
            BUCKET,
            "alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption",
            "bucket",
            (
                Demand("sseAlgorithm", equals("KMS")),
                Demand("kmsMasterKeyId", is_set(), "set it to the stack's key", proof=KEY),
            ),
            exempt=_keeps_nothing_private,
        ),
    ),
    "ST-05": (
        Companion(
            BUCKET,
            "alicloud:oss/bucketVersioning:BucketVersioning",
            "bucket",
            (Demand("status", equals("Enabled")),),
            exempt=_takes_access_logs,
        ),
    ),
    "ST-06": (Companion(BUCKET, LOGGING, "bucket", exempt=_takes_access_logs),),
    "ST-08": (
        Requirement(
            BUCKET, "lifecycleRules", ends_uploads("abortMultipartUploads"), "add abortMultipartUploads to one rule"
        ),
    ),
    "ST-10": (
        Requirement(BUCKET, "forceDestroy", differs_from(True), "set it to false"),
        Requirement(BUCKET, PROTECTED, equals(True), "set the resource option protect to true"),
    ),
}
