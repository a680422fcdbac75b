"""Buckets of an application: private, logged, reachable from chosen pages, and what its users may do."""

from typing import Any

from components.connection import Statement
from components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSpec
from tests.components.recorder import Recorder, run, value
from tests.components.stand import make_platform

BUCKET = "arn:aws:s3:::files-bucket-1234567"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"


def store(spec: dict[str, Any] | None = None, **platform_changes: Any) -> ObjectStore:
    settings = ObjectStoreSpec.model_validate(spec or {})
    return ObjectStore("files", ObjectStoreArgs(platform=make_platform(**platform_changes), spec=settings))


def plain(statements: tuple[Statement, ...]) -> list[tuple[tuple[str, ...], list[str], object]]:
    return [(item.actions, [value(name) for name in item.resources], item.conditions) for item in statements]


def test_values_that_a_container_needs(recorder: Recorder) -> None:
    made = run(store)
    assert {facet: value(item) for facet, item in made.connection.values.items()} == {
        "bucket": "files-bucket-1234567",
        "region": "eu-central-1",
        "endpoint": "",
        "internal_endpoint": "",
        "driver": "s3",
    }
    assert value(made.bucket) == "files-bucket-1234567"
    assert made.connection.secrets == {}
    assert made.connection.execution_statements == ()


def test_a_user_may_work_with_objects_of_this_bucket_and_nothing_else(recorder: Recorder) -> None:
    assert plain(run(store).connection.statements) == [
        (
            ("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
            [f"{BUCKET}/*"],
            {},
        ),
        (("s3:ListBucket",), [BUCKET], {}),
        (
            ("kms:Decrypt", "kms:GenerateDataKey"),
            [KEY],
            {"StringEquals": {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}},
        ),
    ]


def test_what_a_person_chose_arrives(recorder: Recorder) -> None:
    run(lambda: store({"expire_days": 30, "infrequent_after_days": 60, "keep_versions_days": 5, "versioned": True}))
    rules = recorder.inputs("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")["rules"]
    assert {rule["id"] for rule in rules} == {"unfinished-uploads", "old-versions", "expiry", "infrequent-access"}
    assert recorder.names("aws:s3/bucketVersioning:BucketVersioning") == ["files-bucket-versioning"]


def test_encrypted_with_the_stack_key_and_protected(recorder: Recorder) -> None:
    run(store)
    encryption = recorder.inputs(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    )
    assert encryption["rules"][0]["applyServerSideEncryptionByDefault"]["kmsMasterKeyId"] == KEY
    assert recorder.one("aws:s3/bucket:Bucket").protect


def test_a_disposable_bucket_is_emptied(recorder: Recorder) -> None:
    run(lambda: store(disposable=True))
    bucket = recorder.one("aws:s3/bucket:Bucket")
    assert (bucket.protect, bucket.inputs["forceDestroy"]) == (False, True)


def test_pages_of_the_named_origins_may_use_signed_links(recorder: Recorder) -> None:
    run(lambda: store({"cors": ["https://app.example.com"]}))
    assert recorder.inputs("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration") == {
        "bucket": "files-bucket-1234567",
        "corsRules": [
            {
                "allowedOrigins": ["https://app.example.com"],
                "allowedMethods": ["GET", "HEAD", "PUT", "POST"],
                "allowedHeaders": ["*"],
                "exposeHeaders": ["ETag"],
                "maxAgeSeconds": 3600,
            }
        ],
    }


def test_no_origins_no_cors(recorder: Recorder) -> None:
    run(store)
    assert recorder.names("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration") == []


def test_requests_are_logged_where_the_stack_logs_them(recorder: Recorder) -> None:
    run(lambda: store(access_logs=True))
    logging = recorder.inputs("aws:s3/bucketLogging:BucketLogging")
    assert logging["targetBucket"] == "platform-access-logs-1234567"


def test_no_access_logs_no_logging(recorder: Recorder) -> None:
    run(store)
    assert recorder.names("aws:s3/bucketLogging:BucketLogging") == []
