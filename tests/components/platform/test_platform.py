"""Platform: labels, protection, and a tree without orphans."""

import pytest

from tests.components.recorder import Recorder, run, value
from tests.components.stand import make_platform, platform_args

UNTAGGED = {
    "aws:kms/alias:Alias",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketPolicy:BucketPolicy",
}


def test_everything_hangs_below_the_platform_and_says_whose_it_is(recorder: Recorder) -> None:
    run(lambda: make_platform(access_logs=True))
    tags = {
        "application": "notes",
        "stack": "prod",
        "environment": "prod",
        "part": "platform",
        "managed-by": "groundwork",
    }
    custom = [item for item in recorder.noted if item.custom]
    assert {item.parent for item in custom} == {"platform"}
    assert {item.type for item in custom if "tags" not in item.inputs} == UNTAGGED
    assert all(item.inputs["tags"] == tags for item in custom if item.type not in UNTAGGED)


def test_private_names_end_in_application_and_stack(recorder: Recorder) -> None:
    assert run(make_platform).namespace_domain == "notes-prod.internal"


def test_account_and_partition_come_from_the_account(recorder: Recorder) -> None:
    platform = run(make_platform)
    assert (value(platform.account), value(platform.partition)) == ("123456789012", "aws")


@pytest.mark.parametrize(
    ("disposable", "replace", "protected"),
    [(False, set(), True), (True, set(), False), (False, {"database"}, False), (False, {"cache"}, True)],
)
def test_a_part_is_protected_unless_disposable_or_named(disposable: bool, replace: set[str], protected: bool) -> None:
    args = platform_args(disposable=disposable, replace=frozenset(replace))
    assert args.protects("database") is protected
