"""Buckets on Alibaba Cloud: that nothing in them is lost unseen."""

from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Requirement, ResourceCheck, StackCheck
from policies.pack.joins import Companion, Demand, GraphCheck
from policies.pack.predicates import differs_from, equals
from policies.rules.alicloud.buckets import (
    BUCKET,
    LOGGING,
    closed_or_narrowed,
    outlives_a_disaster,
    takes_access_logs,
)
from policies.rules.uploads import ends_uploads

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "ST-05": (
        Companion(
            BUCKET,
            "alicloud:oss/bucketVersioning:BucketVersioning",
            "bucket",
            (Demand("status", equals("Enabled")),),
            exempt=takes_access_logs,
        ),
    ),
    "ST-06": (Companion(BUCKET, LOGGING, "bucket", exempt=takes_access_logs),),
    "ST-08": (
        Requirement(
            BUCKET, "lifecycleRules", ends_uploads("abortMultipartUploads"), "add abortMultipartUploads to one rule"
        ),
    ),
    "ST-10": (
        Requirement(BUCKET, "forceDestroy", differs_from(True), "set it to false"),
        Requirement(BUCKET, PROTECTED, equals(True), "set the resource option protect to true"),
    ),
    "ST-11": (GraphCheck(BUCKET, outlives_a_disaster),),
    "ST-12": (
        GraphCheck(BUCKET, closed_or_narrowed),
        Requirement(BUCKET, "transferAcceleration.enabled", differs_from(True), "remove it"),
        Requirement(
            "alicloud:oss/bucketTransferAcceleration:BucketTransferAcceleration",
            "enabled",
            differs_from(True),
            "remove it",
        ),
    ),
}
