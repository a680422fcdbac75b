"""What every bucket must hold: private, encrypted, over TLS only, with its past kept."""

from pulumi_policy import Severity

from policies.pack.checks import PROTECTED, Requirement
from policies.pack.graph import Graph
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import differs_from, equals, is_set, one_of
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE, ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import object_store as alicloud
from policies.rules.statements import no_public_grant, refuses_plain_http
from policies.rules.uploads import ends_uploads

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
KEY = "aws:kms/key:Key"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
DEFAULT_ENCRYPTION = "rules[].applyServerSideEncryptionByDefault"


def _takes_access_logs(graph: Graph, bucket: Resource) -> bool:
    """Whether requests are recorded here; a load balancer can write only where S3's own key encrypts."""
    writers = ((LOAD_BALANCER, "accessLogs"), (LOGGING, "targetBucket"))
    # A writer may name the bucket through its policy, so as to wait for the permission to write.
    named = (bucket, *graph.referrers(bucket, POLICY, "bucket"))
    return any(graph.referrers(source, kind, through) for source in named for kind, through in writers)


def _keeps_nothing_private(graph: Graph, bucket: Resource) -> bool:
    """Whether the bucket takes access logs, or holds the files that a CDN hands to everybody."""
    behind_cdn = graph.referrers(bucket, "aws:cloudfront/distribution:Distribution", "origins")
    return bool(behind_cdn) or _takes_access_logs(graph, bucket)


RULES = (
    Rule(
        id="ST-01",
        title="Every bucket blocks public access",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=(
                "oss-bucket-public-read-prohibited",
                "oss-bucket-public-write-prohibited",
                "oss-bucket-anonymous-prohibited",
            ),
            cis_alicloud=("5.1",),
            fsbp=("S3.8",),
            cis=("3.1.4",),
            checkov=("CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV_ALI_1"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-01"],
            "aws": (
                Companion(
                    BUCKET,
                    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                    "bucket",
                    (
                        Demand("blockPublicAcls", equals(True)),
                        Demand("blockPublicPolicy", equals(True)),
                        Demand("ignorePublicAcls", equals(True)),
                        Demand("restrictPublicBuckets", equals(True)),
                    ),
                ),
            ),
        },
    ),
    Rule(
        id="ST-02",
        title="No bucket is opened to everyone by an ACL or a policy",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("oss-bucket-policy-no-any-anonymous",),
            cis_alicloud=("5.7",),
            fsbp=("S3.2", "S3.3"),
            cis=("2.21",),
            checkov=("CKV_AWS_20", "CKV_AWS_57", "CKV_AWS_70"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-02"],
            "aws": (
                Requirement("aws:s3/bucketAcl:BucketAcl", "acl", one_of("private", "log-delivery-write")),
                Requirement(
                    POLICY, "policy{}.Statement[]", no_public_grant(), "name the principals, or add a condition"
                ),
            ),
        },
    ),
    Rule(
        id="ST-03",
        title="Every bucket refuses plain HTTP",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("oss-bucket-only-https-enabled", "oss-bucket-tls-version-check"),
            cis_alicloud=("5.4",),
            fsbp=("S3.5",),
            cis=("3.1.1",),
            checkov=("CKV_AWS_379",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-03"],
            "aws": (
                Companion(
                    BUCKET,
                    POLICY,
                    "bucket",
                    (
                        Demand(
                            "policy{}",
                            refuses_plain_http(),
                            "add a statement that denies s3:* to everyone where aws:SecureTransport is false",
                        ),
                    ),
                ),
            ),
        },
    ),
    Rule(
        id="ST-04",
        title="Buckets are encrypted with a key of the stack's own, except for access logs and public files",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=(
                "oss-bucket-server-side-encryption-enabled",
                "oss-default-encryption-kms",
                "oss-encryption-byok-check",
            ),
            cis_alicloud=("5.8", "5.9"),
            checkov=("CKV_AWS_19", "CKV_AWS_145", "CKV_ALI_6"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-04"],
            "aws": (
                Companion(
                    BUCKET,
                    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                    "bucket",
                    (
                        Demand(f"{DEFAULT_ENCRYPTION}.sseAlgorithm", one_of("aws:kms", "aws:kms:dsse")),
                        Demand(
                            f"{DEFAULT_ENCRYPTION}.kmsMasterKeyId",
                            is_set(),
                            "set it to the ARN of the stack's key",
                            proof=KEY,
                        ),
                    ),
                    exempt=_keeps_nothing_private,
                ),
            ),
        },
    ),
    Rule(
        id="ST-05",
        title="Buckets keep the past versions of their objects, except for access logs",
        severity=Severity.HIGH,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(infraguard=("oss-bucket-versioning-enabled",), checkov=("CKV_AWS_21", "CKV_ALI_10")),
        clouds={
            "alicloud": alicloud.CHECKS["ST-05"],
            "aws": (
                Companion(
                    BUCKET,
                    "aws:s3/bucketVersioning:BucketVersioning",
                    "bucket",
                    (Demand("versioningConfiguration.status", equals("Enabled")),),
                    exempt=_takes_access_logs,
                ),
            ),
        },
    ),
    Rule(
        id="ST-06",
        title="Requests to buckets are recorded",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(
            infraguard=("oss-bucket-logging-enabled",),
            cis_alicloud=("5.3",),
            fsbp=("S3.9",),
            checkov=("CKV_AWS_18", "CKV_ALI_12"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-06"],
            "aws": (Companion(BUCKET, LOGGING, "bucket", exempt=_takes_access_logs),),
        },
    ),
    Rule(
        id="ST-07",
        title="ACLs of buckets are switched off",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("S3.12",), checkov=("CKV2_AWS_65",)),
        clouds={
            "aws": (
                Companion(
                    BUCKET,
                    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
                    "bucket",
                    (Demand("rule.objectOwnership", equals("BucketOwnerEnforced")),),
                ),
            )
        },
    ),
    Rule(
        id="ST-08",
        title="Buckets end multipart uploads that nobody finished",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("S3.13",), checkov=("CKV2_AWS_61", "CKV_AWS_300")),
        clouds={
            "alicloud": alicloud.CHECKS["ST-08"],
            "aws": (
                Companion(
                    BUCKET,
                    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                    "bucket",
                    (
                        Demand(
                            "rules",
                            ends_uploads("abortIncompleteMultipartUpload"),
                            "add abortIncompleteMultipartUpload to one rule",
                        ),
                    ),
                ),
            ),
        },
    ),
    Rule(
        id="ST-10",
        title="Buckets are kept, with what is in them, when the stack is deleted",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        protects=True,
        clouds={
            "alicloud": alicloud.CHECKS["ST-10"],
            "aws": (
                Requirement(BUCKET, "forceDestroy", differs_from(True), "set it to false"),
                Requirement(BUCKET, PROTECTED, equals(True), "set the resource option protect to true"),
            ),
        },
    ),
)
