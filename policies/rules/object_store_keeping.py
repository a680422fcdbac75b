"""What every bucket must hold so that nothing in it is lost unseen: versions, records, an end for what is left over."""

from pulumi_policy import Severity

from policies.pack.checks import PROTECTED, Requirement
from policies.pack.joins import Companion, Demand, GraphCheck
from policies.pack.predicates import differs_from, equals, is_set
from policies.pack.rule import ADVICE, ADVICE_OUTSIDE_DEV, ON_REQUEST, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import object_store_keeping as alicloud
from policies.rules.buckets import BUCKET, LOGGING, outlives_a_disaster, takes_access_logs
from policies.rules.uploads import ends_uploads

VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"

RULES = (
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
                    VERSIONING,
                    "bucket",
                    (Demand("versioningConfiguration.status", equals("Enabled")),),
                    exempt=takes_access_logs,
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
            "aws": (Companion(BUCKET, LOGGING, "bucket", exempt=takes_access_logs),),
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
    Rule(
        id="ST-11",
        title="Buckets outlive a disaster: replicated, locked, backed up, or watched",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(
            checkov=("CKV_AWS_143", "CKV_AWS_144", "CKV2_AWS_62"),
            infraguard=("oss-bucket-remote-replication", "oss-zrs-enabled", "oss-bucket-backup-enable"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["ST-11"],
            "aws": (GraphCheck(BUCKET, outlives_a_disaster),),
        },
        waived={
            "aws": "a second copy doubles what storage costs; S3 keeps each object in three zones, and past versions "
            "are kept (ST-05)",
            "alicloud": "a second copy doubles what storage costs; where a region can, buckets lie in three zones",
        },
    ),
    Rule(
        id="ST-12",
        title="Buckets that the internet reaches admit certain pages or addresses, and are not accelerated",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(infraguard=("oss-bucket-referer-limit", "oss-bucket-authorize-specified-ip")),
        # Checkov's CKV_ALI_11 asks for the acceleration, which opens a second address: not followed.
        clouds={"alicloud": alicloud.CHECKS["ST-12"]},
    ),
    Rule(
        id="ST-13",
        title="Versions of objects are deleted only with a second factor",
        severity=Severity.LOW,
        # Only a person who logs in as root can set it, with a code that is good for a minute: no program can.
        levels=ON_REQUEST,
        catalogue=Catalogue(cis=("3.1.2",)),
        clouds={
            "aws": (
                Companion(
                    BUCKET,
                    VERSIONING,
                    "bucket",
                    (
                        Demand("versioningConfiguration.mfaDelete", equals("Enabled")),
                        Demand("mfa", is_set(), "set it to the device and its code"),
                    ),
                    exempt=takes_access_logs,
                ),
            )
        },
    ),
)
