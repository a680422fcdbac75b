import json
from pathlib import Path

import pytest

from tests.components.frontend.parts import deploy, folder
from tests.components.recorder import Recorder, run

BUCKET = "aws:s3/bucket:Bucket"
ARN = "arn:aws:s3:::web-files-1234567"
CDN = "arn:aws:cloudfront:eu-central-1:123456789012:web-cdn-1234567"


def test_exactly_this_distribution_reads_the_files(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path)))
    policy = json.loads(recorder.inputs("aws:s3/bucketPolicy:BucketPolicy", "web-files-policy")["policy"])
    allowed = [statement for statement in policy["Statement"] if statement["Effect"] == "Allow"]
    assert allowed == [
        {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": "cloudfront.amazonaws.com"},
            "Action": [action],
            "Resource": [resource],
            "Condition": {"StringEquals": {"AWS:SourceArn": CDN}},
        }
        for sid, action, resource in (
            ("CdnReads", "s3:GetObject", f"{ARN}/*"),
            ("CdnLists", "s3:ListBucket", ARN),
        )
    ]


@pytest.mark.parametrize("disposable", [True, False])
def test_the_bucket_survives_unless_the_stack_is_disposable(
    recorder: Recorder, tmp_path: Path, disposable: bool
) -> None:
    run(lambda: deploy(folder(tmp_path), {"disposable": disposable}))
    bucket = recorder.one(BUCKET, "web-files")
    assert (bucket.protect, bucket.inputs["forceDestroy"]) == (not disposable, disposable)


@pytest.mark.parametrize(("environment", "versions"), [("dev", 0), ("staging", 1), ("prod", 1)])
def test_what_was_uploaded_before_is_kept_outside_dev(
    recorder: Recorder, tmp_path: Path, environment: str, versions: int
) -> None:
    run(lambda: deploy(folder(tmp_path), {"environment": environment}))
    assert len(recorder.names("aws:s3/bucketVersioning:BucketVersioning")) == versions


def test_requests_to_the_bucket_are_recorded_where_the_stack_records(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), {"access_logs": True}))
    logging = recorder.inputs("aws:s3/bucketLogging:BucketLogging", "web-files-access")
    assert logging["targetBucket"] == "platform-access-logs-1234567"


def test_the_distribution_waits_for_no_service_and_no_upload(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path, "app.js")))
    waits = recorder.one("aws:cloudfront/distribution:Distribution").depends_on
    assert waits == {"web-files", "web-origin-access", "web-pages", "web-headers"}
