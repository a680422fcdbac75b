"""Private buckets: closed, encrypted, TLS only, tidy."""

import json
from typing import Any

import pulumi

from components.buckets import BucketSettings
from components.clouds.aws import bucket
from tests.components.recorder import Recorder, run

KEY = "arn:aws:kms:eu-central-1:123456789012:key/k"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"


def make(**changes: Any) -> None:
    usual: dict[str, Any] = {"tags": {"part": "files"}, "protect": True, "encryption_key": KEY, "versioned": True}
    private = bucket.create("files", BucketSettings(**{**usual, **changes}), pulumi.ResourceOptions())
    bucket.restrict("files-policy", private, pulumi.ResourceOptions())
    bucket.log_access("files-logging", private, "logs", pulumi.ResourceOptions())


def test_bucket_survives_and_is_never_emptied_by_force(recorder: Recorder) -> None:
    run(make)
    found = recorder.one("aws:s3/bucket:Bucket")
    assert found.inputs == {"forceDestroy": False, "tags": {"part": "files"}}
    assert found.protect


def test_bucket_that_may_go_is_emptied(recorder: Recorder) -> None:
    run(lambda: make(protect=False))
    found = recorder.one("aws:s3/bucket:Bucket")
    assert found.inputs["forceDestroy"] is True
    assert not found.protect


def test_nothing_public(recorder: Recorder) -> None:
    run(make)
    assert recorder.inputs("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock") == {
        "bucket": "files-1234567",
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }
    ownership = recorder.inputs("aws:s3/bucketOwnershipControls:BucketOwnershipControls")
    assert ownership["rule"] == {"objectOwnership": "BucketOwnerEnforced"}


def test_encrypted_with_the_given_key(recorder: Recorder) -> None:
    run(make)
    encryption = recorder.inputs(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    )
    assert encryption["rules"] == [
        {
            "applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": KEY},
            "bucketKeyEnabled": True,
        }
    ]


def test_refuses_everything_without_tls(recorder: Recorder) -> None:
    run(make)
    policy = json.loads(recorder.inputs("aws:s3/bucketPolicy:BucketPolicy")["policy"])
    assert policy["Statement"] == [
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["s3:*"],
            "Resource": ["arn:aws:s3:::files-1234567", "arn:aws:s3:::files-1234567/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ]


def test_versions_are_kept_for_their_days(recorder: Recorder) -> None:
    run(lambda: make(keep_versions_days=14))
    versioning = recorder.inputs("aws:s3/bucketVersioning:BucketVersioning")
    assert versioning["versioningConfiguration"] == {"status": "Enabled"}
    assert recorder.inputs(LIFECYCLE)["rules"] == [
        rule("unfinished-uploads", abortIncompleteMultipartUpload={"daysAfterInitiation": 7}),
        rule("old-versions", noncurrentVersionExpiration={"noncurrentDays": 14}),
        rule("deletion-markers", expiration={"expiredObjectDeleteMarker": True}),
    ]


def test_objects_move_and_end(recorder: Recorder) -> None:
    run(lambda: make(versioned=False, expire_days=90, infrequent_after_days=30))
    assert recorder.names("aws:s3/bucketVersioning:BucketVersioning") == []
    assert recorder.inputs(LIFECYCLE)["rules"] == [
        rule("unfinished-uploads", abortIncompleteMultipartUpload={"daysAfterInitiation": 7}),
        rule("expiry", expiration={"days": 90}),
        rule("infrequent-access", transitions=[{"days": 30, "storageClass": "STANDARD_IA"}]),
    ]


def test_access_is_logged_in_a_folder_of_its_own(recorder: Recorder) -> None:
    run(make)
    assert recorder.inputs("aws:s3/bucketLogging:BucketLogging") == {
        "bucket": "files-1234567",
        "targetBucket": "logs",
        "targetPrefix": "s3/files-1234567/",
    }


def rule(identifier: str, **action: Any) -> dict[str, Any]:
    return {"id": identifier, "status": "Enabled", "filter": {}, **action}
