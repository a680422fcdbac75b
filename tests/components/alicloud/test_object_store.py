"""Buckets: private, encrypted, over TLS only, with their past kept; and who may use them."""

import json
from typing import Any

import pytest

from components.clouds.alicloud.contract import AlicloudSpec
from tests.components.alicloud.stand import bucket
from tests.components.recorder import Recorder, is_secret, run, value

NAME = "notes-prod-files-bucket-0a1b2c3d"


def inputs(recorder: Recorder, kind: str) -> dict[str, Any]:
    """Inputs of the bucket's setting of a kind."""
    found = [item for item in recorder.noted if item.type.endswith(f":{kind}") and item.parent == "files"]
    assert len(found) == 1, kind
    return dict(found[0].inputs)


def test_private_and_encrypted_with_the_stack_s_key(recorder: Recorder) -> None:
    run(bucket)
    assert inputs(recorder, "BucketPublicAccessBlock") == {"bucket": NAME, "blockPublicAccess": True}
    assert inputs(recorder, "BucketAcl") == {"bucket": NAME, "acl": "private"}
    assert inputs(recorder, "BucketServerSideEncryption") == {
        "bucket": NAME,
        "sseAlgorithm": "KMS",
        "kmsMasterKeyId": "platform-key-id",
    }


@pytest.mark.parametrize(("region", "redundancy"), [("cn-shanghai", "ZRS"), ("eu-central-1", "LRS")])
def test_kept_in_several_zones_where_the_region_can(recorder: Recorder, region: str, redundancy: str) -> None:
    run(lambda: bucket(region=region))
    assert inputs(recorder, "Bucket")["redundancyType"] == redundancy


def kept(**chosen: Any) -> None:
    """A bucket of a stack that chooses, and one of records that it does not choose for."""
    settings = AlicloudSpec(certificate="8765432-eu-central-1", **chosen)
    spec = {"infrequent_after_days": 40}
    run(lambda: bucket(spec, region="cn-shanghai", access_logs=True, cloud_settings=settings))


def chosen(recorder: Recorder, name: str) -> tuple[str, str]:
    found = recorder.inputs("alicloud:oss/bucket:Bucket", name)
    return found["storageClass"], found["redundancyType"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, ("Standard", "ZRS")),
        ({"bucket_class": "IA"}, ("IA", "ZRS")),
        ({"bucket_redundancy": "LRS"}, ("Standard", "LRS")),
        ({"bucket_class": "IA", "bucket_redundancy": "LRS"}, ("IA", "LRS")),
    ],
)
def test_class_and_redundancy_are_the_stack_s_choice(
    recorder: Recorder, words: dict[str, str], expected: tuple[str, str]
) -> None:
    kept(**words)
    assert chosen(recorder, "files-bucket") == expected
    assert chosen(recorder, "platform-access-logs") == ("Standard", "ZRS")
    moves = [rule for rule in inputs(recorder, "Bucket")["lifecycleRules"] if "transitions" in rule]
    assert bool(moves) is (expected[0] == "Standard")


def test_another_choice_makes_the_bucket_anew_under_its_name(recorder: Recorder) -> None:
    """A name is the world's only one: the old bucket goes first, which its protection forbids until it is named."""
    run(bucket)
    made = recorder.one("alicloud:oss/bucket:Bucket")
    assert made.delete_before_replace
    assert made.protect


def test_answers_nobody_without_tls(recorder: Recorder) -> None:
    run(bucket)
    assert inputs(recorder, "BucketHttpsConfig")["tlsVersions"] == ["TLSv1.2", "TLSv1.3"]
    (statement,) = json.loads(inputs(recorder, "BucketPolicy")["policy"])["Statement"]
    assert statement == {
        "Effect": "Deny",
        "Principal": ["*"],
        "Action": ["oss:*"],
        "Resource": [f"acs:oss:*:*:{NAME}", f"acs:oss:*:*:{NAME}/*"],
        "Condition": {"Bool": {"acs:SecureTransport": ["false"]}},
    }


def test_settings_of_their_own_are_no_change_of_the_bucket(recorder: Recorder) -> None:
    run(bucket)
    assert recorder.one("alicloud:oss/bucket:Bucket").ignore_changes == (
        "acl", "corsRules", "logging", "policy", "serverSideEncryptionRule", "versioning",
    )  # fmt: skip


def test_what_was_deleted_can_be_brought_back_for_a_time(recorder: Recorder) -> None:
    run(lambda: bucket({"keep_versions_days": 10, "infrequent_after_days": 40}))
    assert inputs(recorder, "BucketVersioning")["status"] == "Enabled"
    rules = {rule.pop("id"): rule for rule in inputs(recorder, "Bucket")["lifecycleRules"]}
    assert {
        name: {key: value for key, value in rule.items() if isinstance(value, list)} for name, rule in rules.items()
    } == {
        "unfinished-uploads": {"abortMultipartUploads": [{"days": 7}]},
        "old-versions": {"noncurrentVersionExpirations": [{"days": 10}]},
        "deletion-markers": {"expirations": [{"expiredObjectDeleteMarker": True}]},
        "infrequent-access": {"transitions": [{"days": 40, "storageClass": "IA"}]},
    }


def test_kept_unless_disposable(recorder: Recorder) -> None:
    run(bucket)
    assert (inputs(recorder, "Bucket")["forceDestroy"], recorder.one("alicloud:oss/bucket:Bucket").protect) == (
        False, True,
    )  # fmt: skip


def test_a_disposable_one_goes_with_what_is_in_it(recorder: Recorder) -> None:
    run(lambda: bucket(disposable=True))
    assert inputs(recorder, "Bucket")["forceDestroy"] is True


def test_requests_are_recorded_where_the_stack_records_them(recorder: Recorder) -> None:
    run(lambda: bucket(access_logs=True))
    assert inputs(recorder, "BucketLogging") == {
        "bucket": NAME,
        "targetBucket": "notes-prod-platform-access-logs-0a1b2c3d",
        "targetPrefix": f"oss/{NAME}/",
    }


def test_pages_are_admitted(recorder: Recorder) -> None:
    run(lambda: bucket({"cors": ["https://notes.example.com"]}))
    (rule,) = inputs(recorder, "BucketCors")["corsRules"]
    assert (rule["allowedOrigins"], rule["allowedMethods"]) == (
        ["https://notes.example.com"], ["GET", "HEAD", "PUT", "POST"],
    )  # fmt: skip


def test_whoever_uses_it_may_use_this_bucket_and_its_key(recorder: Recorder) -> None:
    connection = run(bucket).connection
    assert {key: value(each) for key, each in connection.values.items()} == {
        "bucket": NAME,
        "region": "eu-central-1",
        "endpoint": "https://oss-eu-central-1.aliyuncs.com",
        "internal_endpoint": "https://oss-eu-central-1-internal.aliyuncs.com",
        "driver": "oss",
    }
    granted = {statement.actions: [value(each) for each in statement.resources] for statement in connection.statements}
    assert granted == {
        ("oss:GetObject", "oss:PutObject", "oss:DeleteObject", "oss:AbortMultipartUpload"): [
            f"acs:oss:*:1234567890123456:{NAME}/*"
        ],
        ("oss:ListObjects",): [f"acs:oss:*:1234567890123456:{NAME}"],
        ("kms:Decrypt", "kms:GenerateDataKey"): ["acs:kms:eu-central-1:1234567890123456:key/platform-key-id"],
    }


def test_a_user_with_a_key_has_the_same_rights_and_no_more(recorder: Recorder) -> None:
    made = run(lambda: bucket({"access_key": True}))
    document = json.loads(recorder.inputs("alicloud:ram/policy:Policy")["policyDocument"])
    assert document["Version"] == "1"
    assert [statement["Action"] for statement in document["Statement"]] == [
        ["oss:GetObject", "oss:PutObject", "oss:DeleteObject", "oss:AbortMultipartUpload"],
        ["oss:ListObjects"],
        ["kms:Decrypt", "kms:GenerateDataKey"],
    ]
    assert recorder.inputs("alicloud:ram/userPolicyAttachment:UserPolicyAttachment") == {
        "userName": "notes-prod-files-user",
        "policyName": "notes-prod-files-user-policy",
        "policyType": "Custom",
    }
    assert is_secret(made.connection.secrets["secret_access_key"])
