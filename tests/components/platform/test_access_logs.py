"""The access-log bucket: there on demand, open to the two writers that AWS names, each in its own folder."""

import json

import pytest

from components.platform import LogsSpec
from tests.components.recorder import Recorder, run, value, waits_for
from tests.components.stand import make_platform

BUCKET = "arn:aws:s3:::platform-access-logs-1234567"


def test_no_access_logs_no_bucket(recorder: Recorder) -> None:
    platform = run(make_platform)
    assert recorder.names("aws:s3/bucket:Bucket") == []
    assert platform.access_log_bucket is None


@pytest.mark.parametrize(
    ("cloud", "sources", "there"),
    [
        ("aws", set(), False),
        ("aws", {"entry"}, True),
        ("aws", {"buckets"}, True),
        ("aws", {"pages"}, True),
        ("alicloud", set(), False),
        ("alicloud", {"entry"}, False),
        ("alicloud", {"buckets"}, True),
        ("alicloud", {"entry", "pages"}, True),
    ],
)
def test_where_nobody_would_write_there_is_no_bucket(
    recorder: Recorder, cloud: str, sources: set[str], there: bool
) -> None:
    """The policies would take it for one whose own requests are recorded nowhere."""
    found = run(lambda: make_platform(cloud=cloud, access_logs=True, access_log_sources=frozenset(sources)))
    assert (found.access_log_bucket is not None) == there


def test_writers_are_load_balancer_and_buckets_of_this_account(recorder: Recorder) -> None:
    run(lambda: make_platform(access_logs=True))
    _, *writers = json.loads(recorder.inputs("aws:s3/bucketPolicy:BucketPolicy")["policy"])["Statement"]
    assert writers == [
        {
            "Sid": "LoadBalancer",
            "Effect": "Allow",
            "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
            "Action": ["s3:PutObject"],
            "Resource": [f"{BUCKET}/load-balancer/AWSLogs/123456789012/*"],
        },
        {
            "Sid": "Buckets",
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": ["s3:PutObject"],
            "Resource": [f"{BUCKET}/s3/*"],
            "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
        },
    ]


def test_logs_end_after_their_days_and_are_encrypted_as_load_balancers_can(recorder: Recorder) -> None:
    run(lambda: make_platform(access_logs=True, logs=LogsSpec(days=90)))
    rules = recorder.inputs("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")["rules"]
    assert {rule["id"]: rule.get("expiration") for rule in rules} == {
        "unfinished-uploads": None,
        "expiry": {"days": 90},
    }
    encryption = recorder.inputs(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    )
    assert encryption["rules"] == [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]


def test_whoever_uses_the_bucket_waits_for_its_policy(recorder: Recorder) -> None:
    platform = run(lambda: make_platform(access_logs=True))
    assert value(platform.access_log_bucket) == "platform-access-logs-1234567"
    assert "platform-access-logs-policy" in waits_for(platform.access_log_bucket)
