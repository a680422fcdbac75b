"""Buckets on Alibaba Cloud: private, encrypted, over TLS only, for nobody else."""

from collections.abc import Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import absent_or_one_of, equals, is_set, one_of, only
from policies.rules.alicloud.buckets import BLOCK, BUCKET, POLICY, keeps_nothing_private
from policies.rules.bucket_statements import locks_nobody_out, only_reading_for_others
from policies.rules.statements import closed_to_everyone, refuses_plain_http

TLS = "alicloud:oss/bucketHttpsConfig:BucketHttpsConfig"
KEY = "alicloud:kms/key:Key"
STATEMENTS = "policy{}.Statement[]"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "ST-01": (
        Companion(
            BUCKET,
            BLOCK,
            "bucket",
            (Demand("blockPublicAccess", equals(True)),),
        ),
    ),
    "ST-02": (
        Requirement("alicloud:oss/bucketAcl:BucketAcl", "acl", one_of("private")),
        Requirement(BUCKET, "acl", absent_or_one_of("private")),
        *closed_to_everyone(POLICY, BUCKET),
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
            exempt=keeps_nothing_private,
        ),
    ),
    "ST-09": (
        Requirement(POLICY, STATEMENTS, only_reading_for_others(), "give no more than oss:Get* and oss:List*"),
        Requirement(POLICY, STATEMENTS, locks_nobody_out(), "add a condition"),
    ),
}
