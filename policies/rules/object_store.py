"""What every bucket must hold: private, encrypted, over TLS only, for nobody else."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import absent_or_one_of, equals, is_set, one_of
from policies.pack.rule import ALWAYS, Catalogue, Rule
from policies.rules.alicloud import object_store as alicloud
from policies.rules.bucket_statements import locks_nobody_out, only_reading_for_others
from policies.rules.buckets import BUCKET, POLICY, keeps_nothing_private
from policies.rules.statements import closed_to_everyone, refuses_plain_http

KEY = "aws:kms/key:Key"
FLAGS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
STATEMENTS = "policy{}.Statement[]"
DEFAULT_ENCRYPTION = "rules[].applyServerSideEncryptionByDefault"

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
            fsbp=("S3.1", "S3.8"),
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
                    tuple(Demand(flag, equals(True)) for flag in FLAGS),
                ),
                *(
                    Requirement("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", flag, equals(True))
                    for flag in FLAGS
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
            checkov=("CKV_AWS_20", "CKV_AWS_57", "CKV_AWS_70", "CKV_AWS_375", "CKV2_AWS_43"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-02"],
            "aws": (
                Requirement("aws:s3/bucketAcl:BucketAcl", "acl", one_of("private", "log-delivery-write")),
                Requirement(BUCKET, "acl", absent_or_one_of("private", "log-delivery-write")),
                *closed_to_everyone(POLICY, BUCKET),
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
                        Demand("rules[].bucketKeyEnabled", equals(True), "set it to true: it saves calls of KMS"),
                    ),
                    exempt=keeps_nothing_private,
                ),
            ),
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
        id="ST-09",
        title="Bucket policies let other accounts read at most, and lock nobody out",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            fsbp=("S3.6",), checkov=("CKV_AWS_93",), infraguard=("oss-bucket-policy-outside-organization-check",)
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-09"],
            "aws": (
                Requirement(POLICY, STATEMENTS, only_reading_for_others(), "give no more than s3:Get* and s3:List*"),
                Requirement(POLICY, STATEMENTS, locks_nobody_out(), "add a condition"),
            ),
        },
    ),
)
